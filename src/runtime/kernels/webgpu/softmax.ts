/**
 * `Softmax` over the last axis: a workgroup for each long row, a thread for each short one. Stock tf.js takes a workgroup
 * for each row and is wrong for more rows than a dispatch has workgroups along one axis (65,535), as attention has.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, Softmax, type TensorInfo } from '@tensorflow/tfjs-core';
import { flat, run, sizeOf } from './program.ts';
import { wantsTiles } from './tile-choice.ts';

const THREADS = 64;
const MOST_WORKGROUPS = 32_768;

export const softmax: KernelConfig = {
  kernelName: Softmax,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }): TensorInfo => {
    const { logits } = inputs as { logits: TensorInfo };
    const gpu = backend as WebGPUBackend;
    const columns = logits.shape.at(-1) ?? 1;
    const rows = sizeOf(logits.shape) / columns;
    const isShared = wantsTiles(gpu, THREADS, columns);
    const across = Math.min(rows, MOST_WORKGROUPS);
    const program = {
      key: `softmax_${isShared}`,
      inputs: ['logits'],
      uniforms: 'rows : i32, columns : i32, across : i32,',
      outputShape: logits.shape,
      ...(isShared
        ? {
            dispatch: [across, Math.ceil(rows / across), 1] as const,
            workgroupSize: [THREADS, 1, 1] as const,
          }
        : flat(rows)),
      code: isShared ? SHARED : ALONE,
    };
    const integers = [rows, columns, across];
    return run(
      gpu,
      program,
      [logits],
      integers.map((value) => ({ type: 'int32', data: [value] }) as const),
    );
  },
};

const ALONE = `
  fn main(index : i32) {
    if (index < uniforms.rows) {
      let first = index * uniforms.columns;
      var largest = logits[first];
      for (var i = 1; i < uniforms.columns; i = i + 1) { largest = max(largest, logits[first + i]); }
      var sum = 0.0;
      for (var i = 0; i < uniforms.columns; i = i + 1) { sum = sum + exp(logits[first + i] - largest); }
      for (var i = 0; i < uniforms.columns; i = i + 1) {
        result[first + i] = exp(logits[first + i] - largest) / sum;
      }
    }
  }`;

// Workgroups past the end do the last row again: barriers forbid them to leave.
const SHARED = `
  var<workgroup> shares : array<f32, ${THREADS}>;
  fn main() {
    let row = min(i32(workgroupId.y) * uniforms.across + i32(workgroupId.x), uniforms.rows - 1);
    let first = row * uniforms.columns;
    let thread = i32(localIndex);
    var largest = logits[first];
    for (var i = thread; i < uniforms.columns; i = i + ${THREADS}) {
      largest = max(largest, logits[first + i]);
    }
    shares[thread] = largest;
    ${reduced('max(shares[thread], shares[thread + half])')}
    largest = shares[0];
    workgroupBarrier();
    var sum = 0.0;
    for (var i = thread; i < uniforms.columns; i = i + ${THREADS}) {
      sum = sum + exp(logits[first + i] - largest);
    }
    shares[thread] = sum;
    ${reduced('shares[thread] + shares[thread + half]')}
    for (var i = thread; i < uniforms.columns; i = i + ${THREADS}) {
      result[first + i] = exp(logits[first + i] - largest) / shares[0];
    }
  }`;

/** All threads' shares into that of thread 0. */
function reduced(pair: string): string {
  return `
    workgroupBarrier();
    for (var half = ${THREADS / 2}; half > 0; half = half / 2) {
      if (thread < half) { shares[thread] = ${pair}; }
      workgroupBarrier();
    }`;
}
