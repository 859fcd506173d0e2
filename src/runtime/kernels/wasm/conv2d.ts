/** `Conv2D` on our own products: windows of framed images times the packed filter. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { stridesOf } from './frames.ts';
import { machineOf } from './machine.ts';
import { pack, packedBytes, panelsOf } from './panels.ts';
import { type Sliding, slide, slidingBytes } from './sliding-product.ts';
import { convolveFast } from './winograd/convolution.ts';
import { fastForward } from './winograd/kinds.ts';

type Four = [number, number, number, number];

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: unknown;
  readonly dilations: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Wraps the stock kernel, which keeps dilated filters. */
export function convolving(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (call) => {
      const wasm = call.backend as BackendWasm;
      const { x, filter } = call.inputs as { x: TensorInfo; filter: TensorInfo };
      const { strides, pad, dilations, dimRoundingMode } = call.attrs as unknown as Attributes;
      const machine = machineOf(wasm);
      if (!machine || [dilations].flat().some((dilation) => dilation !== 1)) {
        return stock.kernelFunc(call);
      }
      const info = backend_util.computeConv2DInfo(
        x.shape as Four,
        filter.shape as Four,
        strides,
        1,
        pad as 'same',
        dimRoundingMode,
      );
      const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
      const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
      const output = wasm.makeOutput(info.outShape, 'float32');
      const fast = fastForward(info, machine.at(x), machine.at(output));
      if (fast) {
        convolveFast(machine, fast, machine.at(filter));
        return output;
      }
      const rows = filterHeight * filterWidth * inChannels;
      const panels = panelsOf(rows, outChannels);
      const sliding: Omit<Sliding, 'images'> = {
        frame: {
          height: (outHeight - 1) * strideHeight + filterHeight,
          width: (outWidth - 1) * strideWidth + filterWidth,
          top: padInfo.top,
          left: padInfo.left,
        },
        windows: { height: outHeight, width: outWidth },
        kernel: [filterHeight, filterWidth],
        steps: [strideHeight, strideWidth],
      };
      const shape = { count: info.batchSize, height: inHeight, width: inWidth };
      const given = { at: 0, ...shape, channels: inChannels };
      const strides4 = stridesOf(outHeight, outWidth, outChannels);
      // Panels write four columns at least, so that others than multiples of four need room behind the last pixel.
      const isRagged = outChannels % 4 !== 0;
      const size = info.batchSize * strides4.image;
      const forPacked = packedBytes(rows, outChannels);
      const forSlide = slidingBytes({ ...sliding, images: given });
      const scratch = machine.reserve(forPacked + forSlide + (isRagged ? size + 64 : 0));
      pack(machine, scratch, panels, rows, machine.at(filter), 4 * outChannels, 4);
      const images = { ...given, at: machine.at(x) };
      const to = isRagged ? scratch + forPacked + forSlide : machine.at(output);
      slide(machine, scratch + forPacked, { ...sliding, images }, strides4, (first) => [
        { packed: scratch, panels, at: to + first * strides4.image },
      ]);
      if (isRagged) machine.run.copyRows(machine.at(output), 0, to, 0, 1, size / 4);
      return output;
    },
  };
}
