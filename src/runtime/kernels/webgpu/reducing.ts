/** Programs whose workgroups each add up, or take the largest of, what their threads hold. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { runMany } from './many.ts';
import type { Uniform } from './program.ts';
import { type Reduction, reductionCode, wantsSubgroups } from './reduction.ts';

export interface ReducingProgram {
  /** Names the shader, together with the number of threads. */
  readonly key: string;
  readonly inputs: readonly string[];
  readonly uniforms: string;
  readonly outputShape: readonly number[];
  readonly workgroups: readonly [number, number, number];
  /** Of a workgroup. */
  readonly threads: number;
  readonly reductions: readonly Omit<Reduction, 'threads'>[];
  /** WGSL that `code` calls. */
  readonly functions?: string;
  /** WGSL that goes by `group` and `lane`, calls each reduction once in every thread, and writes `result`. */
  readonly code: string;
}

export function runReducing(
  gpu: WebGPUBackend,
  program: ReducingProgram,
  inputs: readonly TensorInfo[],
  uniforms: readonly Uniform[],
): TensorInfo {
  const { key, threads, reductions, functions = '', outputShape, workgroups } = program;
  const isBySubgroups = wantsSubgroups(gpu);
  const result = gpu.makeTensorInfo([...outputShape], 'float32');
  runMany(
    gpu,
    {
      key: `${key}_${threads}${isBySubgroups ? '_subgroups' : ''}`,
      written: ['result'],
      read: program.inputs,
      uniforms: program.uniforms,
      code: program.code,
      workgroup: threads,
      functions: [
        functions,
        ...reductions.map((reduction) => reductionCode({ ...reduction, threads }, isBySubgroups)),
      ].join('\n'),
      ...(isBySubgroups ? { enabled: ['subgroups'] as const } : {}),
    },
    [result],
    inputs,
    uniforms,
    workgroups,
  );
  return result;
}
