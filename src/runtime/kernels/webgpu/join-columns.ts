/** Sums of neighbouring columns, `width` at a time, in as many passes as keep each thread's loop short. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { flat, run, sizeOf } from './program.ts';

const LONGEST = 64;

/** [2, columns] to [2, columns / width]; `sums` is disposed of where it is not itself the result. */
export function joinColumns(backend: WebGPUBackend, sums: TensorInfo, width: number): TensorInfo {
  if (width === 1) return sums;
  const share = largestShare(width);
  const size = sizeOf(sums.shape) / share;
  const program = {
    key: 'join_columns',
    inputs: ['sums'],
    uniforms: 'share : i32,',
    outputShape: [2, size / 2],
    ...flat(size),
    code: `
    fn main(index : i32) {
      if (index < uniforms.size) {
        var sum = 0.0;
        for (var i = 0; i < uniforms.share; i = i + 1) {
          sum = sum + sums[index * uniforms.share + i];
        }
        result[index] = sum;
      }
    }`,
  };
  const joined = run(backend, program, [sums], [{ type: 'int32', data: [share] }]);
  backend.disposeData(sums.dataId);
  return joinColumns(backend, joined, width / share);
}

/** The largest divisor up to `LONGEST`, or all of it where it has none but 1. */
function largestShare(width: number): number {
  for (let share = Math.min(width, LONGEST); share > 1; share -= 1) {
    if (width % share === 0) return share;
  }
  return width;
}
