/** Replays on the backend that is in use; none on the reference. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, getBackend } from '@tensorflow/tfjs-core';
import { type Replaying, Replays } from './replays.ts';
import { wasmTape } from './wasm-tape.ts';
import { webgpuTape } from './webgpu-tape.ts';

/** `threads` counts where kernels of ours run on the processor. */
export function replaysHere(threads: 'auto' | 'one' = 'auto'): Replaying | null {
  switch (getBackend()) {
    case 'wasm':
      return new Replays(wasmTape(backend() as BackendWasm, threads));
    case 'webgpu':
      return new Replays(webgpuTape(backend() as WebGPUBackend));
    default:
      return null;
  }
}
