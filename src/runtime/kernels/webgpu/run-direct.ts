/** Runs a product that needs no tiles. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { DirectPlan } from './direct-filter-gradient.ts';
import { flat, run } from './program.ts';

/** `names` are those of `factors` in the code. */
export function runDirect(
  gpu: WebGPUBackend,
  plan: DirectPlan,
  names: readonly string[],
  factors: readonly TensorInfo[],
  outputShape: number[],
): TensorInfo {
  const { key, code, uniforms, data, components, threads, finish } = plan;
  const [first, second, ofResult] = components;
  const program = {
    ...{ key, code, uniforms, outputShape, ...flat(threads) },
    inputs: [...names, ...(finish?.names ?? [])],
    components: ofResult,
    inputComponents: [first, second, ...(finish?.names ?? []).map(() => ofResult)],
  };
  return run(gpu, program, [...factors, ...(finish?.inputs ?? [])], data);
}
