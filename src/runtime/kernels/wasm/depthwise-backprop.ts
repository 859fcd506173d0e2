/**
 * Both gradients of the depthwise convolution, which stock wasm does not have, as loops. Channels are innermost: they lie
 * side by side in image, kernel and output alike. x [N,H,W,C], kernel [kh,kw,C,M], dy [N,h,w,C·M].
 */
import { backend_util, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import type { HostKernel } from '../host/define.ts';

export const depthwiseBackpropInput: HostKernel = {
  name: 'DepthwiseConv2dNativeBackpropInput',
  inputs: ['dy', 'filter'],
  outputs: (_, attrs) => [float(placed(attrs).inShape)],
  run([dy, filter], [dx], attrs) {
    if (!dy || !filter || !dx) throw missing();
    const { channels, multiplier, windows } = placed(attrs);
    const outputs = channels * multiplier;
    dx.fill(0);
    windows((tap, input, output) => {
      const weights = tap * outputs;
      let k = 0;
      for (let c = input * channels; c < (input + 1) * channels; c += 1) {
        let sum = dx[c] as number;
        for (let m = 0; m < multiplier; m += 1, k += 1) {
          sum += (dy[output * outputs + k] as number) * (filter[weights + k] as number);
        }
        dx[c] = sum;
      }
    });
  },
};

export const depthwiseBackpropFilter: HostKernel = {
  name: 'DepthwiseConv2dNativeBackpropFilter',
  inputs: ['x', 'dy'],
  outputs: (_, attrs) => [float(attrs.filterShape as number[])],
  run([x, dy], [dw], attrs) {
    if (!x || !dy || !dw) throw missing();
    const { channels, multiplier, windows } = placed(attrs);
    const outputs = channels * multiplier;
    // Sums over the whole batch would lose digits in float32.
    const sums = new Float64Array(dw.length);
    windows((tap, input, output) => {
      const weights = tap * outputs;
      let k = 0;
      for (let c = input * channels; c < (input + 1) * channels; c += 1) {
        const read = x[c] as number;
        for (let m = 0; m < multiplier; m += 1, k += 1) {
          const product = read * (dy[output * outputs + k] as number);
          sums[weights + k] = (sums[weights + k] as number) + product;
        }
      }
    });
    dw.set(sums);
  },
};

type Visit = (tap: number, input: number, output: number) => void;

/** Calls `visit` for every tap of the kernel over every pair of pixels that it joins, which are counted from the first. */
function placed(attrs: NamedAttrMap) {
  const { inputShape, filterShape, strides, pad } = attrs as unknown as Attributes;
  const info = backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    1,
    pad as 'same',
    undefined,
    true,
  );
  const { batchSize, inHeight, inWidth, outHeight, outWidth, padInfo } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = info;
  const windows = (visit: Visit) => {
    for (let n = 0; n < batchSize; n += 1) {
      for (let i = 0; i < outHeight; i += 1) {
        for (let u = 0; u < filterHeight; u += 1) {
          const row = i * strideHeight + u - padInfo.top;
          if (row < 0 || row >= inHeight) continue;
          for (let j = 0; j < outWidth; j += 1) {
            const output = (n * outHeight + i) * outWidth + j;
            for (let v = 0; v < filterWidth; v += 1) {
              const column = j * strideWidth + v - padInfo.left;
              if (column < 0 || column >= inWidth) continue;
              visit(u * filterWidth + v, (n * inHeight + row) * inWidth + column, output);
            }
          }
        }
      }
    }
  };
  const [, , channels, multiplier] = filterShape;
  return { inShape: [...inputShape], channels, multiplier, windows };
}

type Four = [number, number, number, number];

interface Attributes {
  readonly inputShape: Four;
  readonly filterShape: Four;
  readonly strides: [number, number];
  readonly pad: unknown;
}

function float(shape: readonly number[]): Pick<TensorInfo, 'shape'> & { dtype: 'float32' } {
  return { shape: [...shape], dtype: 'float32' };
}

function missing(): Error {
  return new Error('internal: a gradient of the depthwise convolution was run without its inputs');
}
