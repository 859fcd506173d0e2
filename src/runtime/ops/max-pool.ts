/**
 * Max pooling. Where the maxima lie counts as fixed, which is right almost everywhere: then the output is linear in the
 * input, reading (pick) and writing (place) at the maxima are each other's gradients, and all orders follow.
 */
import {
  engine,
  type GradConfig,
  type NamedAttrMap,
  type Tensor,
  type Tensor4D,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { Placement } from '../../nodes/shared/padding.ts';
import { MAX_PICK, MAX_PLACE, type PoolGeometry } from '../kernels/names.ts';
import { detach } from './detach.ts';

export function maxPool(
  x: Tensor4D,
  size: number,
  stride: number,
  { padding: [top, , left], height, width }: Placement,
): Tensor4D {
  const [, rows, columns, channels] = x.shape;
  const geometry = { size, stride, top, left, rows, columns, height, width, channels };
  // The image stands in twice: no gradient runs through where its maxima are.
  return run(MAX_PICK, { x: detach(x), values: x }, geometry) as Tensor4D;
}

export const maxPoolGradients: readonly GradConfig[] = [
  {
    kernelName: MAX_PICK,
    inputsToSave: ['x'],
    gradFunc: (upstream, [x], attrs) => ({
      x: () => zerosLike(x as Tensor),
      values: () => run(MAX_PLACE, { x: x as Tensor, dy: upstream as Tensor }, geometryOf(attrs)),
    }),
  },
  {
    kernelName: MAX_PLACE,
    inputsToSave: ['x'],
    gradFunc: (upstream, [x], attrs) => ({
      x: () => zerosLike(x as Tensor),
      dy: () => run(MAX_PICK, { x: x as Tensor, values: upstream as Tensor }, geometryOf(attrs)),
    }),
  },
];

function geometryOf(attrs: NamedAttrMap): PoolGeometry {
  return attrs as unknown as PoolGeometry;
}

function run(kernel: string, inputs: Record<string, Tensor>, geometry: PoolGeometry): Tensor {
  return engine().runKernel(kernel, inputs, geometry as unknown as NamedAttrMap) as Tensor;
}
