/** Multiply-adds of one kernel, of those that are products: convolutions, their gradients, matrices. */
import type { TensorInfo } from '@tensorflow/tfjs-core';

export function multiplyAddsOf(
  name: string,
  inputs: object,
  outputs: readonly TensorInfo[],
): number {
  const { dy, filter, a, b } = inputs as Record<string, TensorInfo | undefined>;
  const size = (info: TensorInfo | undefined) =>
    (info?.shape ?? []).reduce((product, axis) => product * axis, 1);
  const out = outputs[0];
  switch (name) {
    case 'Conv2D':
    case 'FusedConv2D':
      return (size(out) * size(filter)) / (out?.shape[3] ?? 1);
    case 'Conv2DBackpropInput':
      return (size(dy) * size(filter)) / (dy?.shape[3] ?? 1);
    case 'Conv2DBackpropFilter':
      return (size(dy) * size(out)) / (dy?.shape[3] ?? 1);
    case 'BatchMatMul':
    case '_FusedMatMul':
      return Math.sqrt((size(a) * size(b)) / (size(out) || 1)) * size(out);
    default:
      return 0;
  }
}
