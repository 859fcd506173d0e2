/**
 * Compiles a step's WebGPU pipelines ahead of time, in parallel. With `WEBGPU_ENGINE_COMPILE_ONLY` tf.js asks for
 * pipelines and allocates outputs but dispatches nothing, so a step can be run dry to name every pipeline it needs.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, engine, env, getBackend, tidy } from '@tensorflow/tfjs-core';
import { sparingly } from '../replay/sparing.ts';

const COMPILE_ONLY = 'WEBGPU_ENGINE_COMPILE_ONLY';

interface Cache {
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
}

/**
 * Runs `run` dry and waits for its pipelines; elsewhere than on WebGPU does nothing. `run` may assign variables, which
 * are put back; it must not read tensors, nor create any that live on (their contents would never be computed).
 */
export async function compilePipelines(
  run: () => void,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<void> {
  if (getBackend() !== 'webgpu') return;
  const gpu = backend() as WebGPUBackend;
  const { pipelineCache } = gpu as unknown as Cache;
  env().set(COMPILE_ONLY, true);
  try {
    // What is allocated is never written to, and may be little.
    sparingly(gpu, () => withVariablesKept(() => tidy(run)));
  } finally {
    env().set(COMPILE_ONLY, false);
  }
  const pending = Object.entries(pipelineCache).filter(
    ([, pipeline]) => pipeline instanceof Promise,
  );
  let done = 0;
  onProgress(done, pending.length);
  await Promise.all(
    pending.map(async ([key, pipeline]) => {
      try {
        pipelineCache[key] = await pipeline;
      } catch {
        // Its first use compiles it again, and says what is wrong where it is used.
        delete pipelineCache[key];
      }
      onProgress(++done, pending.length);
    }),
  );
}

/** Clones share their variable's buffer, so this costs nothing and dispatches nothing. */
function withVariablesKept(run: () => void): void {
  const variables = Object.values(engine().state.registeredVariables);
  const kept = variables.map((variable) => variable.clone());
  try {
    run();
  } finally {
    variables.forEach((variable, i) => {
      const value = kept[i];
      if (value && value.dataId !== variable.dataId) variable.assign(value);
      value?.dispose();
    });
  }
}
