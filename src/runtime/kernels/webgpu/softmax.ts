/**
 * `Softmax` over the last axis: a workgroup for each long row, a thread for each short one. Stock tf.js takes a workgroup
 * for each row and is wrong for more rows than a dispatch has workgroups along one axis (65,535), as attention has.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, Softmax, type TensorInfo } from '@tensorflow/tfjs-core';
import { flat, run, sizeOf } from './program.ts';
import { type ReducingProgram, runReducing } from './reducing.ts';
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
    const of = { inputs: ['logits'], uniforms: 'rows : i32, columns : i32, across : i32,' };
    const numbers = [rows, columns, across].map((n) => ({ type: 'int32', data: [n] }) as const);
    if (!isShared) {
      const outputShape = logits.shape;
      const program = { key: 'softmax_alone', ...of, outputShape, ...flat(rows), code: ALONE };
      return run(gpu, program, [logits], numbers);
    }
    const program: ReducingProgram = {
      ...{ key: 'softmax', ...of, outputShape: logits.shape },
      workgroups: [across, Math.ceil(rows / across), 1],
      threads: THREADS,
      reductions: [
        { name: 'largest_of_lanes', of: 'max', type: 'f32' },
        { name: 'sum_of_lanes', of: 'sum', type: 'f32' },
      ],
      code: SHARED,
    };
    return runReducing(gpu, program, [logits], numbers);
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
    let row = min(i32(group.y) * uniforms.across + i32(group.x), uniforms.rows - 1);
    let first = row * uniforms.columns;
    let thread = i32(lane);
    var own = logits[first];
    for (var i = thread; i < uniforms.columns; i = i + ${THREADS}) {
      own = max(own, logits[first + i]);
    }
    let largest = largest_of_lanes(own, lane);
    var sum = 0.0;
    for (var i = thread; i < uniforms.columns; i = i + ${THREADS}) {
      sum = sum + exp(logits[first + i] - largest);
    }
    let total = sum_of_lanes(sum, lane);
    for (var i = thread; i < uniforms.columns; i = i + ${THREADS}) {
      result[first + i] = exp(logits[first + i] - largest) / total;
    }`;
