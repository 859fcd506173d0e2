/**
 * An estimate of the memory that training takes at its peak: what stands through the run, and for the largest phase what
 * its tape keeps, the gradients that wait, and what the widest gradient needs while it is taken.
 */
import { phasePeaks } from './memory-phase.ts';
import type { Program } from './program.ts';
import { stepsOf } from './stage-steps.ts';
import { stagePrograms } from './stages.ts';
import { countWeights, sizeOf } from './weights.ts';

const BYTES = 4;

/** Tensors that a run keeps beside each trained weight, whatever the optimizer. */
const OPTIMIZER_SLOTS = 2;

/** All that training changes is there once more, to go back to. */
const COPIES = 2;

/** Bytes. */
export interface MemoryEstimate {
  /** Weights, optimizer state, averages, pools of samples, and their copy. */
  readonly standing: number;
  readonly peak: number;
  /** What stands and the most of each phase, by stage and in the order of the phases. */
  readonly stages: readonly (readonly number[])[];
}

/** `scale`: with batches so many times as large. */
export function memoryOf(
  program: Program,
  scale = 1,
  peaksOf: typeof phasePeaks = phasePeaks,
): MemoryEstimate {
  const standing = BYTES * standingOf(program);
  const stages = stagePrograms(program).map((stage) =>
    peaksOf(stage, scale).map((elements) => standing + BYTES * elements),
  );
  return { standing, peak: Math.max(standing, ...stages.flat()), stages };
}

function standingOf(program: Program): number {
  const trainable = trainableIn(program);
  const counts = program.networks.map(({ layers }) => countWeights(layers));
  let standing = counts.reduce((sum, c) => sum + c.trainable + c.nonTrainable, 0);
  const phases = program.iteration.flatMap((group) => group.phases);
  for (const { trains } of phases) standing += trainable(trains) * OPTIMIZER_SLOTS;
  const averaged = phases.filter(({ averageDecay }) => averageDecay !== null);
  standing += trainable([...new Set(averaged.flatMap(({ trains }) => trains))]);
  for (const step of stepsOf(program.iteration)) {
    if (step.type === 'pool') standing += step.pool.size * sizeOf(step.shape);
  }
  return COPIES * standing;
}

function trainableIn({ networks }: Program): (names: readonly string[]) => number {
  const counts = new Map(networks.map(({ name, layers }) => [name, countWeights(layers)]));
  return (names) => names.reduce((sum, name) => sum + (counts.get(name)?.trainable ?? 0), 0);
}
