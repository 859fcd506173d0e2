/**
 * All that training changes, as one ordered list of tensors that are changed where they lie: weights, moving
 * averages, optimizer state. Snapshots and checkpoints copy the list without knowing what is in it.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../compiler/program.ts';
import { change } from '../in-place/change.ts';
import type { Network, NetworkWeight } from '../models/network.ts';
import { STATE_ROWS } from '../optimizers/apply.ts';
import { initialize } from '../random/initialize.ts';
import { deriveKey, wordsOf } from '../random/threefry.ts';
import { createScale, type LossScale } from './loss-scale.ts';
import { lossStepsOf, phasesOf, poolStepsOf } from './parts.ts';

/** Ordinals of losses are out of reach of those of networks. */
const LOSSES = 2 ** 20;

export interface StateEntry {
  /** Stable for a program: `G/up/conv/kernel`, `average:G/…`, `step0:G/…`, `pool:fakes`. */
  readonly name: string;
  readonly tensor: tf.Tensor;
}

/** A weight that a phase trains, with what its optimizer and its average keep of it. */
export interface TrainedWeight {
  readonly weight: NetworkWeight;
  readonly optimizerState: tf.Tensor;
  readonly average: tf.Tensor | null;
}

export interface TrainingState {
  readonly entries: readonly StateEntry[];
  /** By `Phase.index`. */
  readonly trained: ReadonlyMap<number, readonly TrainedWeight[]>;
  /** Updates that each phase has applied, by `Phase.index`. */
  readonly updates: number[];
  /** The last value of each loss, by the name of the value: a step that does not run in an iteration repeats it. */
  readonly losses: ReadonlyMap<string, tf.Tensor>;
  /** What losses keep from step to step, by `NODE/weight`. */
  readonly lossStates: ReadonlyMap<string, tf.Tensor>;
  /** History buffers [size, …shape], by node. */
  readonly pools: ReadonlyMap<string, tf.Tensor>;
  /** By `Phase.index`; empty but in mixed precision. Checkpoints keep them as numbers, apart from `entries`. */
  readonly scales: ReadonlyMap<number, LossScale>;
  /** By network, those with a moving average only: tensors by `layer/weight`. */
  readonly averages: ReadonlyMap<string, ReadonlyMap<string, tf.Tensor>>;
  dispose(): void;
}

export function createState(
  program: Program,
  networks: ReadonlyMap<string, Network>,
): TrainingState {
  const phases = phasesOf(program);
  const entries: StateEntry[] = [];
  const own: tf.Tensor[] = [];
  const add = (name: string, shape: readonly number[]): tf.Tensor => {
    const tensor = tf.keep(tf.zeros([...shape]));
    own.push(tensor);
    entries.push({ name, tensor });
    return tensor;
  };
  for (const network of networks.values()) {
    for (const { name, variable } of network.weights) {
      entries.push({ name: `${network.name}/${name}`, tensor: variable });
    }
  }
  const averages = new Map<string, ReadonlyMap<string, tf.Tensor>>();
  const averaged = phases.filter(({ averageDecay }) => averageDecay !== null);
  for (const name of new Set(averaged.flatMap(({ trains }) => trains))) {
    const tensors = trainableOf(networks, name).map((weight) => {
      const tensor = add(`average:${name}/${weight.name}`, weight.variable.shape);
      change(tensor, 'copy', [weight.variable]);
      return [weight.name, tensor] as const;
    });
    averages.set(name, new Map(tensors));
  }
  const trained = new Map<number, readonly TrainedWeight[]>();
  for (const { index, trains, averageDecay } of phases) {
    const weights = trains.flatMap((network) =>
      trainableOf(networks, network).map((weight) => ({
        weight,
        optimizerState: add(`step${index}:${network}/${weight.name}`, [
          STATE_ROWS,
          ...weight.variable.shape,
        ]),
        average: averageDecay === null ? null : (averages.get(network)?.get(weight.name) ?? null),
      })),
    );
    trained.set(index, weights);
  }
  const values = new Set(lossStepsOf(program).map(({ output }) => output));
  const losses = new Map([...values].map((value) => [value, add(`loss:${value}`, [])]));
  const lossStates = new Map<string, tf.Tensor>();
  lossStepsOf(program).forEach(({ node, weights }, ordinal) => {
    weights.forEach(({ name, shape, initializer, fans }, position) => {
      const key = `${node}/${name}`;
      if (lossStates.has(key)) return;
      const tensor = add(`state:${key}`, shape);
      const words = deriveKey(wordsOf(program.seed), LOSSES + ordinal, position);
      const first = tf.tensor(initialize(initializer, shape, fans, words), [...shape], 'float32');
      change(tensor, 'copy', [first]);
      first.dispose();
      lossStates.set(key, tensor);
    });
  });
  const pools = new Map(
    poolStepsOf(program).map(({ node, pool, shape }) => [
      node,
      add(`pool:${node}`, [pool.size, ...shape]),
    ]),
  );
  const scaled = program.precision === 'mixed' ? phases : [];
  const scales = new Map(scaled.map(({ index }) => [index, createScale()]));
  for (const { scale, control } of scales.values()) own.push(scale, control);
  return {
    entries,
    losses,
    lossStates,
    scales,
    pools,
    trained,
    averages,
    updates: phases.map(() => 0),
    dispose: () => tf.dispose(own),
  };
}

function trainableOf(networks: ReadonlyMap<string, Network>, name: string): NetworkWeight[] {
  const network = networks.get(name);
  if (!network) throw new Error(`internal: a step trains an unknown network "${name}"`);
  return network.weights.filter(({ isTrainable }) => isTrainable);
}
