/**
 * What replays of steps keep beside the tensors of a step, whatever passes: batches and constants in buffers of their own,
 * and the numbers of every dispatch where a binding may begin. In elements.
 */
import { batchesOf } from './cost.ts';
import type { Phase, Program, Step } from './program.ts';
import { typicalValue } from './schedules.ts';

/** Elements from one place where a binding may begin to the next. */
const APART = 64;

/** Dispatches with numbers unlike those of any other, for each layer of a network and each phase. Measured. */
const BY_LAYER = 1.2;
const BY_PHASE = 28;

export interface BesideReplays {
  readonly uploads: number;
  readonly numbers: number;
}

export function besideReplays(program: Program): BesideReplays {
  const phases = program.iteration.flatMap((group) => group.phases);
  const layers = program.networks.reduce((sum, network) => sum + network.layers.length, 0);
  const uploads = phases.reduce((sum, phase) => sum + uploadsOf(phase, program), 0);
  // Steps in which a phase runs more or less often have a replay of their own.
  const kinds = phases.some(({ every, repeat }) => every > 1 || repeat.type !== 'constant') ? 2 : 1;
  return {
    uploads: kinds * uploads,
    numbers: kinds * APART * (BY_LAYER * layers + BY_PHASE * phases.length),
  };
}

function uploadsOf({ prologue, forward, repeat }: Phase, program: Program): number {
  const { elementsOf } = batchesOf(program);
  const sizeOf = (values: readonly string[]) =>
    values.reduce((sum, value) => sum + elementsOf(value), 0);
  let [batches, constants] = [0, 0];
  for (const step of [...prologue, ...forward]) {
    if (step.type === 'draw' && isFed(step, program)) batches += sizeOf(step.outputs);
    // Ones and weights of a penalty.
    if (step.type === 'loss' && step.network !== null) constants += sizeOf(step.inputs);
  }
  return typicalValue(repeat) * batches + constants;
}

/** It comes from data, not from random numbers that are made on the device. */
export function isFed(step: Step, { sources }: Program): boolean {
  return step.type === 'draw' && (sources[step.source]?.feed ?? null) !== null;
}
