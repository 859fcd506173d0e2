/**
 * Gradients of filters in slices, with the gradient of a bias where that waits: the sums of the output's gradient, which the program
 * reads anyway.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { waitingSumOf } from './column-sums.ts';
import { sizeOf } from './program.ts';
import { becomeSlices, sumOfSlices } from './slices.ts';
import { isZeros, zeros } from './zeros.ts';

/** All layers of weights, and after them a row of sums for each layer if they were asked for. */
export interface Made {
  readonly tensor: TensorInfo;
  readonly layers: number;
}

interface Gradient {
  readonly dy: TensorInfo;
  readonly columns: number;
  readonly shape: number[];
}

/** `make` is told whether sums are wanted. */
export function inSlices(
  gpu: WebGPUBackend,
  { dy, columns, shape }: Gradient,
  make: (sums: boolean) => Made,
): TensorInfo {
  if (isZeros(gpu, dy)) return zeros(gpu, shape);
  const sum = waitingSumOf(gpu, dy, columns);
  const { tensor, layers } = make(sum !== null);
  if (layers === 1 && !sum) return { ...tensor, shape };
  const size = sizeOf(shape);
  const gradient = sumOfSlices(gpu, tensor, shape, layers);
  if (sum) {
    gpu.incRef(tensor.dataId);
    becomeSlices(gpu, sum, { tensor, count: layers, stride: columns, offset: layers * size });
  }
  gpu.disposeData(tensor.dataId);
  return gradient;
}

export function shapeOf(filter: number[], layers: number, sums: boolean): number[] {
  if (sums) return [layers * (sizeOf(filter) + (filter.at(-1) ?? 1))];
  return layers === 1 ? filter : [layers, ...filter];
}
