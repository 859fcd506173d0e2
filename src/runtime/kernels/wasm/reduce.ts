/**
 * Reductions over axes whose order in memory is that of a transposed tensor, since only axes of length one change places: stock
 * kernels copy all of it on the host for that. Here they get the same memory under the other shape.
 */
import { backend_util, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';

/** Wraps a stock reduction. */
export function reducing(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (call) => {
      const { x } = call.inputs as { x: TensorInfo };
      const { axis, keepDims } = call.attrs as unknown as Attributes;
      const axes = util.parseAxisParam(axis, x.shape);
      const order = backend_util.getAxesPermutation(axes, x.shape.length);
      const moved = order?.filter((from) => x.shape[from] !== 1) ?? [];
      const isInOrder = moved.every((from, i) => i === 0 || (moved[i - 1] ?? 0) < from);
      if (!order || !isInOrder) return stock.kernelFunc(call);
      const shape = order.map((from) => x.shape[from] ?? 1);
      const inner = backend_util.getInnerMostAxes(axes.length, shape.length);
      const inputs = { ...call.inputs, x: { ...x, shape } };
      const attrs = { ...call.attrs, axis: inner, keepDims: false };
      const output = stock.kernelFunc({ ...call, inputs, attrs }) as TensorInfo;
      return keepDims
        ? { ...output, shape: backend_util.expandShapeToKeepDim(output.shape, axes) }
        : output;
    },
  };
}

interface Attributes {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}
