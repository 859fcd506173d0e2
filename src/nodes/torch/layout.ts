/** Images are [N, C, H, W] in PyTorch: where axes and the order of elements lie there. All else is as it is here. */
import type { Shape } from '../define.ts';

/** PyTorch's number of the axis `axis` of a sample. */
export function torchAxis(rank: number, axis: number): number {
  return rank === 3 ? ([2, 3, 1][axis] ?? axis + 1) : axis + 1;
}

/** Our axes, after an expression for a tensor of PyTorch's layout. */
export function withOurAxes(shape: Shape): string {
  return shape.length === 3 ? '.permute(0, 2, 3, 1)' : '';
}

/** Our order of elements, after an expression for a tensor of PyTorch's layout. */
export function asOurs(shape: Shape): string {
  return hasOneOrder(shape) ? '' : withOurAxes(shape);
}

/** `.permute(…)` that gives PyTorch's layout of a tensor in ours. */
export function asTorch(shape: Shape): string {
  return shape.length === 3 ? '.permute(0, 3, 1, 2)' : '';
}

/** An image of 1×1, whose elements have one order. */
export function isPoint(shape: Shape): boolean {
  return shape.length === 3 && shape[0] === 1 && shape[1] === 1;
}

/** An image whose elements have the same order in both layouts: of one channel, or of one pixel. */
function hasOneOrder(shape: Shape): boolean {
  return isPoint(shape) || (shape.length === 3 && shape[2] === 1);
}

/** A reshape after which the tensor has `shape` in PyTorch's layout; what it reads has our order of elements. */
export function reshaped(shape: Shape): string {
  if (hasOneOrder(shape)) return `.reshape(-1, ${shape[2]}, ${shape[0]}, ${shape[1]})`;
  return `.reshape(${['-1', ...shape].join(', ')})${asTorch(shape)}`;
}

/** `(2, 3)`, and `(2,)` for one. */
export function tuple(values: readonly (number | string)[]): string {
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;
}

/** The lengths of a sample's axes in PyTorch's order. */
export function torchLengths(shape: Shape): Shape {
  const lengths: number[] = [];
  shape.forEach((length, axis) => {
    lengths[torchAxis(shape.length, axis) - 1] = length;
  });
  return lengths;
}
