/** Starts the first backend of webgpu, wasm and cpu that there is, or the one asked for, and says why it is that one. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend as runningBackend } from '@tensorflow/tfjs-core';
import { registerKernels } from '../kernels/register.ts';
import { openEntries } from '../kernels/wasm/entries.ts';
import type { BackendInfo, BackendName } from '../trainer-types.ts';
import { startCpu } from './cpu.ts';
import { startWasm } from './wasm.ts';
import { startWebgpu } from './webgpu.ts';

export type BackendChoice = 'auto' | BackendName;

/** What a backend says of its start: the device for the badge, or why there is none. */
export type Started =
  | { readonly isStarted: true; readonly device: string }
  | { readonly isStarted: false; readonly why: string };

const STARTERS: Readonly<Record<BackendName, () => Promise<Started>>> = {
  webgpu: startWebgpu,
  wasm: startWasm,
  cpu: startCpu,
};

/** Throws only where the backend that was asked for by name cannot start. */
export async function startBackend(choice: BackendChoice): Promise<BackendInfo> {
  const order: readonly BackendName[] = choice === 'auto' ? ['webgpu', 'wasm', 'cpu'] : [choice];
  const refusals: string[] = [];
  for (const backend of order) {
    const started = await STARTERS[backend]();
    if (started.isStarted) {
      registerKernels(backend);
      if (backend === 'wasm') openEntries(runningBackend() as BackendWasm);
      return {
        backend,
        device: started.device,
        reason: reasonFor(choice, backend, started, refusals),
      };
    }
    refusals.push(started.why);
  }
  throw new Error(
    `Starting the backend ${choice} failed: ${refusals.join('; ')}. Choose another backend, or "auto" for the fastest one that starts.`,
  );
}

function reasonFor(
  choice: BackendChoice,
  backend: BackendName,
  { device }: { readonly device: string },
  refusals: readonly string[],
): string {
  if (choice !== 'auto') return `${backend} was asked for`;
  if (refusals.length === 0) return `WebGPU is there, the first choice: ${device}`;
  return `${refusals.join('; ')}, so ${backend} with ${device}`;
}
