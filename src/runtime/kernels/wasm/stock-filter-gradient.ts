/**
 * `Conv2DBackpropFilter`, which stock wasm does not have. The gradient of a filter is a convolution too:
 * with batch and channels exchanged, x [C,H,W,N] is convolved with dy [h,w,N,K] dilated by the stride,
 * which gives [C,kh,kw,K].
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { dispose, runStock, transpose } from './stock.ts';

export const stockFilterGradient: KernelConfig = {
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const { strides, pad, dimRoundingMode, filterShape } = attrs as unknown as FilterAttributes;
    const wasm = backend as BackendWasm;
    const info = backend_util.computeConv2DInfo(
      x.shape as [number, number, number, number],
      filterShape,
      strides,
      1,
      pad as 'same',
      dimRoundingMode,
    );
    const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
    // Rows that no window reaches would give the result rows of its own: padding says how many to take.
    const bottom = reach(info.outHeight, strideHeight, filterHeight, info.inHeight, padInfo.top);
    const right = reach(info.outWidth, strideWidth, filterWidth, info.inWidth, padInfo.left);
    const exchanged = transpose(wasm, x, [3, 1, 2, 0]);
    const filter = transpose(wasm, dy, [1, 2, 0, 3]);
    const result = runStock(
      wasm,
      'Conv2D',
      { x: exchanged, filter },
      {
        strides: 1,
        dilations: [strideHeight, strideWidth],
        pad: [
          [0, 0],
          [padInfo.top, Math.max(bottom, 0)],
          [padInfo.left, Math.max(right, 0)],
          [0, 0],
        ],
        dataFormat: 'NHWC',
      },
    );
    dispose(wasm, exchanged, filter);
    const size = [info.inChannels, filterHeight, filterWidth, info.outChannels];
    const isWhole = result.shape.every((axis, i) => axis === size[i]);
    const whole = isWhole
      ? result
      : runStock(wasm, 'Slice', { x: result }, { begin: [0, 0, 0, 0], size });
    const output = transpose(wasm, whole, [1, 2, 0, 3]);
    dispose(wasm, whole, ...(isWhole ? [] : [result]));
    return output;
  },
};

interface FilterAttributes {
  readonly strides: number | [number, number];
  readonly pad: unknown;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
}

/** Padding after the end with which the last window ends exactly at the last row; negative where rows are left over. */
function reach(out: number, stride: number, kernel: number, length: number, before: number) {
  return (out - 1) * stride + kernel - length - before;
}
