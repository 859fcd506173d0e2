/** The state of a run as plain arrays: out of a checkpoint, as the seed gives it, and back into a checkpoint. */
import type { RunState } from '../codegen/torch-weights.ts';
import type { Program } from '../compiler/program.ts';
import {
  CHECKPOINT_VERSION,
  type Contents,
  encodeCheckpoint,
  fingerprintOf,
} from '../runtime/checkpoint.ts';
import type { Checkpoint } from '../runtime/trainer-types.ts';
import { phasesIn, poolsIn, stateLayout } from './state-layout.ts';

export interface KnownState extends RunState {
  /** Draws of data, by source. */
  readonly cursors: readonly number[];
  /** Whether a run made it; else these are first values. */
  readonly isTrained: boolean;
}

/** Of a checkpoint that fits the program. */
export function stateOfContents({ header, values }: Contents): KnownState {
  const { step, updates, pools, cursors, tensors } = header;
  return {
    step,
    updates,
    cursors,
    filled: pools,
    isTrained: true,
    tensors: tensors.map(({ name, shape }, index) => ({
      name,
      shape,
      values: values[index] ?? new Float32Array(),
    })),
  };
}

/** The first weights of the seed, without what optimizers add to them. */
export function firstState(program: Program): KnownState {
  const parts = stateLayout(program).filter(({ type }) => type === 'weight');
  return {
    ...freshCounters(program),
    isTrained: false,
    tensors: parts.map(({ name, shape, first }) => ({ name, shape, values: first() })),
  };
}

export function freshCounters(program: Program): Omit<KnownState, 'tensors' | 'isTrained'> {
  return {
    step: 0,
    updates: phasesIn(program).map(() => 0),
    cursors: program.sources.map(() => 0),
    filled: poolsIn(program).map(() => 0),
  };
}

/** Tensors in the order of `stateLayout`, all of them. */
export function checkpointOf(program: Program, state: KnownState): Checkpoint {
  const { step, updates, cursors, filled, tensors } = state;
  const bytes = encodeCheckpoint({
    header: {
      version: CHECKPOINT_VERSION,
      fingerprint: fingerprintOf(program),
      seed: program.seed,
      step,
      updates: [...updates],
      cursors: [...cursors],
      pools: [...filled],
      tensors: tensors.map(({ name, shape }) => ({ name, shape: [...shape] })),
    },
    values: tensors.map(({ values }) => values),
  });
  return { step, bytes };
}

/** Weights of the networks by `G/layer/weight`; moving averages in their place where they are asked for and there. */
export function weightsOf(
  { tensors }: KnownState,
  isAveraged: boolean,
): ReadonlyMap<string, Float32Array> {
  const weights = new Map(
    tensors.flatMap(({ name, values }) => (name.includes(':') ? [] : [[name, values] as const])),
  );
  if (!isAveraged) return weights;
  for (const { name, values } of tensors) {
    if (name.startsWith('average:')) weights.set(name.slice('average:'.length), values);
  }
  return weights;
}
