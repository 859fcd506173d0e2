/** The layer whose output takes the most memory in an iteration: what a smaller batch or fewer channels would save most at. */
import { batchesOf } from '../../compiler/cost.ts';
import type { Program } from '../../compiler/program.ts';
import { sizeOf } from '../../compiler/weights.ts';
import { phasesOf } from './training.ts';

const BYTES = 4;

export interface LargestLayer {
  readonly network: string;
  readonly layer: string;
  readonly bytes: number;
}

/** Null where no network is applied. */
export function largestLayerOf(program: Program): LargestLayer | null {
  const batches = batchesOf(program);
  const layersOf = new Map(program.networks.map(({ name, layers }) => [name, layers]));
  let largest: LargestLayer | null = null;
  for (const step of phasesOf(program).flatMap(({ prologue, forward }) => [
    ...prologue,
    ...forward,
  ])) {
    if (step.type !== 'apply') continue;
    for (const { id, outputShape } of layersOf.get(step.network) ?? []) {
      const bytes = BYTES * sizeOf(outputShape) * batches.get(step);
      if (bytes > (largest?.bytes ?? 0)) largest = { network: step.network, layer: id, bytes };
    }
  }
  return largest;
}
