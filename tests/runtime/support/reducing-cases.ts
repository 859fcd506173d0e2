/** What adds up, or takes the largest of, what the threads of a workgroup hold: kernels, and a workgroup of every size itself. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { runReducing } from '../../../src/runtime/kernels/webgpu/reducing.ts';
import { type KernelCase, kernelCases } from './kernel-cases.ts';

const KERNELS = /^(sum over|meanOf|softmax|batchNormalize|instanceNormalize|groupNormalize)/;
const GROUPS = 3;

/** Whole numbers below zero, all different, whose sums float32 holds: no share may be lost, counted twice, or be a zero. */
const numbers = (threads: number): tf.Tensor2D =>
  tf.tensor2d(
    Array.from({ length: GROUPS * threads }, (_, i) => -1 - ((i * 7919) % 3001)),
    [GROUPS, threads],
  );

/** What every thread is given. */
function reduced(of: 'sum' | 'max', threads: number): tf.Tensor {
  const x = numbers(threads);
  if (tf.getBackend() !== 'webgpu') {
    const result = of === 'sum' ? tf.sum(x, 1, true) : tf.max(x, 1, true);
    return tf.tile(result, [1, threads]);
  }
  const info = runReducing(
    tf.backend() as WebGPUBackend,
    {
      key: `test_${of}`,
      inputs: ['x'],
      uniforms: 'threads : i32,',
      outputShape: x.shape,
      workgroups: [GROUPS, 1, 1],
      threads,
      reductions: [{ name: 'reduced', of, type: 'f32' }],
      code: `
      let at = i32(group.x) * uniforms.threads + i32(lane);
      result[at] = reduced(x[at], lane);`,
    },
    [x],
    [{ type: 'int32', data: [threads] }],
  );
  return tf.engine().makeTensorFromTensorInfo(info);
}

export const workgroupCases: readonly KernelCase[] = [2, 4, 16, 32, 64, 128, 256].flatMap(
  (threads) =>
    (['sum', 'max'] as const).map((of) => ({
      name: `${of} within a workgroup of ${threads}`,
      run: () => [reduced(of, threads)],
    })),
);

export const reducingCases: readonly KernelCase[] = [
  ...kernelCases.filter(({ name }) => KERNELS.test(name)),
  ...workgroupCases,
];

/** Pipelines that were compiled so far with subgroup operations in them. */
export function subgroupPipelines(): readonly string[] {
  const { pipelineCache } = tf.backend() as unknown as { readonly pipelineCache: object };
  return Object.keys(pipelineCache).filter((key) => key.endsWith('_subgroups'));
}
