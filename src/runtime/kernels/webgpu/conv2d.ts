/** `Conv2D`: the stock kernel where its tiles pay, ours where they do not. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { directConvolution } from './direct-convolution.ts';
import { flat, run } from './program.ts';
import { wantsTiles } from './tile-choice.ts';

/** Workgroups along one axis of a dispatch: the stock kernel has an axis for the batch, which dilation multiplies. */
const MOST_IMAGES = 65_535;

/** Wraps the stock kernel. */
export function conv2d(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x, filter } = inputs as { x: TensorInfo; filter: TensorInfo };
      const { strides, pad, dilations, dimRoundingMode, dataFormat } =
        attrs as unknown as Attributes;
      const gpu = backend as WebGPUBackend;
      const info = backend_util.computeConv2DInfo(
        x.shape as Shape,
        filter.shape as Shape,
        strides,
        dilations,
        pad as 'same',
        dimRoundingMode,
        false,
        backend_util.convertConv2DDataFormat(dataFormat),
      );
      const isPlain =
        dataFormat === 'NHWC' && info.dilationHeight === 1 && info.dilationWidth === 1;
      const rows = info.batchSize * info.outHeight * info.outWidth;
      const isTiled = wantsTiles(gpu, rows, info.outChannels) && info.batchSize <= MOST_IMAGES;
      if (!isPlain || isTiled) {
        return stock.kernelFunc({ inputs, backend, ...(attrs ? { attrs } : {}) });
      }
      const { key, code, uniforms, data, components, threads } = directConvolution(info);
      const [ofX, ofFilter, ofResult] = components;
      const outputShape = info.outShape;
      const program = { key, code, uniforms, outputShape, inputs: ['x', 'filters'] };
      return run(
        gpu,
        {
          ...program,
          ...flat(threads),
          components: ofResult,
          inputComponents: [ofX, ofFilter],
        },
        [x, filter],
        data,
      );
    },
  };
}

type Shape = [number, number, number, number];

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: unknown;
  readonly dilations: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat: 'NHWC' | 'NCHW';
}
