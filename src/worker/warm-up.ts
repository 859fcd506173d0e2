/**
 * What the next run is likely to need, made before anyone asks for it: backend, built-in data, pipelines. Nothing is said
 * of it; what fails here fails again in the run, which says why. A run that is opened meanwhile has the worker.
 */

import type { Dataset } from '../data/dataset.ts';
import type { BackendInfo, TrainerLike, TrainerOptions } from '../runtime/trainer-types.ts';
import type { BackendChoice, ToWorker } from './protocol.ts';

export interface WarmUpHost {
  /** No run is open. */
  isIdle(): boolean;
  startBackend(choice: BackendChoice): Promise<BackendInfo>;
  madeData(name: string, seed: number): Dataset;
  createTrainer(options: TrainerOptions): Promise<TrainerLike>;
  yieldToMessages(): Promise<void>;
}

type Warm = Extract<ToWorker, { type: 'warm' }>;

export async function warmUp(
  { program, backend: choice, builtin }: Warm,
  host: WarmUpHost,
): Promise<void> {
  const goesOn = async () => {
    await host.yieldToMessages();
    return host.isIdle();
  };
  try {
    if (!(await goesOn())) return;
    const { backend } = await host.startBackend(choice);
    const data: Record<string, Dataset> = {};
    for (const [node, name] of Object.entries(builtin)) {
      if (!(await goesOn())) return;
      data[node] = host.madeData(name, program.seed);
    }
    const isWhole = program.sources.every(({ node, feed }) => !feed || data[node]);
    if (backend !== 'webgpu' || !isWhole || !(await goesOn())) return;
    // Pipelines stay with the backend.
    (await host.createTrainer({ program, data })).dispose();
  } catch {
    // Left to the run.
  }
}
