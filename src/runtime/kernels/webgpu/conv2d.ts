/** `Conv2D`: the stock kernel where its tiles pay, ours where they do not. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  backend_util,
  FusedConv2D,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { directConvolution } from './direct-convolution.ts';
import type { Finish } from './finish.ts';
import { runDirect } from './run-direct.ts';
import { finishedByStock, stockCan } from './stock-finish.ts';
import { wantsTiles } from './tile-choice.ts';
import { product } from './waiting-product.ts';

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
      if (!isPlain) return stock.kernelFunc({ inputs, backend, ...(attrs ? { attrs } : {}) });
      return product(gpu, {
        shape: info.outShape,
        factors: [x, filter],
        can: isTiled ? stockCan : () => true,
        make: (finish) =>
          isTiled
            ? finishedByStock(stock, FusedConv2D, gpu, { x, filter }, attrs ?? {}, finish)
            : direct(gpu, info, [x, filter], finish),
      });
    },
  };
}

function direct(
  gpu: WebGPUBackend,
  info: backend_util.Conv2DInfo,
  factors: readonly TensorInfo[],
  finish: Finish,
): TensorInfo {
  const plan = directConvolution(info, finish);
  return runDirect(gpu, plan, ['x', 'filters'], factors, info.outShape);
}

type Shape = [number, number, number, number];

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: unknown;
  readonly dilations: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat: 'NHWC' | 'NCHW';
}
