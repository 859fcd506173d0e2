/** A golden penalty as the losses see it: its small network, the loss, and what one step of training derives. */
import * as tf from '@tensorflow/tfjs-core';
import { catalog } from '../../../src/nodes/catalog.ts';
import type { LossContext, LossDefinition } from '../../../src/nodes/define.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { replay, toTensor } from '../../parity/support/forward.ts';
import type { PenaltyGolden, Values } from '../../parity/support/golden.ts';
import { critic, painter, type SmallNetwork } from './small-networks.ts';

/** What a loss needs to run, without what it should give. */
export type PenaltyCase = Pick<
  PenaltyGolden,
  'name' | 'kind' | 'params' | 'inputs' | 'random' | 'weights' | 'state'
>;

/** With the network that PyTorch ran. */
export function openPenalty({ kind, params }: Pick<PenaltyCase, 'kind' | 'params'>) {
  const definition = catalog.get(kind);
  if (definition?.family !== 'loss') throw new Error(`${kind} is no loss`);
  const network: SmallNetwork = kind === 'path-length' ? painter : critic;
  return {
    definition: definition as LossDefinition,
    params: definition.params.parse(params),
    network,
  };
}

export type Tensors = ReadonlyMap<string, tf.Tensor>;

/** The loss as a function of the network's weights and of its own inputs. */
export function penaltyLoss(
  golden: PenaltyCase,
  weights: Tensors,
  inputs: readonly tf.Tensor[],
  state: Tensors,
  update: LossContext['update'] = () => {},
  network: SmallNetwork = openPenalty(golden).network,
): tf.Scalar {
  const { definition, params } = openPenalty(golden);
  const named = (tensors: Tensors) => (name: string) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`there is no weight "${name}"`);
    return tensor;
  };
  const context: LossContext = {
    tf,
    ops,
    isTraining: true,
    movesStatistics: true,
    random: replay(golden.random),
    iteration: 0,
    batchSize: inputs[0]?.shape[0] ?? 1,
    weight: named(state),
    update,
    network: network.names,
    apply: (given) => network.run(named(weights), given),
  };
  return definition.forward(context, params, inputs);
}

export interface Derived {
  readonly loss: tf.Tensor;
  readonly weightGradients: Tensors;
  readonly inputGradients: readonly (tf.Tensor | null)[];
  readonly updates: Tensors;
}

/** As a step of training does it: one tape, gradients to weights and to whatever the inputs depend on. */
export function differentiatePenalty(golden: PenaltyCase, network?: SmallNetwork): Derived {
  let derived: Derived | null = null;
  tf.tidy(() => {
    const weights = tensorsOf(golden.weights);
    const state = tensorsOf(golden.state);
    const leaves = golden.inputs.map(toTensor);
    const updates = new Map<string, tf.Tensor>();
    const compute = () => {
      // What a generator made, as the loss sees it, not a leaf of the tape.
      const inputs = leaves.map((leaf) => tf.mul(leaf, 1));
      const update: LossContext['update'] = (name, value, keep, factor) => {
        const before = state.get(name);
        if (!before) throw new Error(`the loss moves an unknown "${name}"`);
        const share = tf.mul(value, (1 - keep) * factor);
        updates.set(name, tf.keep(tf.add(tf.mul(before, keep), share)));
      };
      return penaltyLoss(golden, weights, inputs, state, update, network);
    };
    const by = [...weights.values(), ...leaves];
    const { value, grads } = tf.engine().gradients(compute, by, undefined, true);
    const found = grads.map((gradient) => (gradient as tf.Tensor | undefined) ?? null);
    for (const gradient of found) if (gradient) tf.keep(gradient);
    const weightGradients = new Map<string, tf.Tensor>();
    [...weights.keys()].forEach((name, index) => {
      const gradient = found[index];
      if (gradient) weightGradients.set(name, gradient);
    });
    const inputGradients = found.slice(weights.size);
    derived = { loss: tf.keep(value), weightGradients, inputGradients, updates };
  });
  if (!derived) throw new Error('the tape did not run');
  return derived;
}

export function tensorsOf(named: Readonly<Record<string, Values>>): Map<string, tf.Tensor> {
  return new Map(Object.entries(named).map(([name, value]) => [name, toTensor(value)]));
}
