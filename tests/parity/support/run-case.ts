/** Runs a kind's `forward` on a golden case: output, gradients, moved weights, all read back. */
import * as tf from '@tensorflow/tfjs-core';
import type { LayerDefinition, LossDefinition, Ops } from '../../../src/nodes/define.ts';
import { forwardOf, isVaried, toTensor } from './forward.ts';
import type { GoldenCase, Values } from './golden.ts';

export interface Outcome {
  readonly output: Values;
  /** Null for labels. */
  readonly inputGradients: readonly (Values | null)[];
  readonly weightGradients: Readonly<Record<string, Values>>;
  readonly updates: Readonly<Record<string, Values>>;
}

export async function runCase(
  definition: LayerDefinition | LossDefinition,
  golden: GoldenCase,
  ops: Ops,
): Promise<Outcome> {
  const forward = forwardOf(definition, golden, ops);
  const inputs = golden.inputs.map(toTensor);
  const varied = inputs.filter(isVaried);
  const fixed = new Map(Object.entries(golden.weights).map(([k, v]) => [k, toTensor(v)]));
  const upstream = toTensor(golden.upstream);
  const trained = [...fixed.keys()].filter((name) => name in golden.weightGradients);
  const updates = new Map<string, tf.Tensor>();

  const output = tf.tidy(() =>
    forward(fixed, inputs, (name, value, keep, factor) => {
      const share = tf.mul(value, (1 - keep) * factor);
      const moved = tf.add(tf.mul(fixed.get(name) ?? 0, keep), share);
      updates.set(name, tf.keep(moved));
    }),
  );
  const gradients = tf.tidy(() => {
    const scalar = (...leaves: tf.Tensor[]) => {
      const rest = [...leaves];
      const given = inputs.map((input) => (isVaried(input) ? (rest.shift() ?? input) : input));
      const weights = new Map(fixed);
      rest.forEach((leaf, index) => {
        weights.set(String(trained[index]), leaf);
      });
      return tf.sum(tf.mul(forward(weights, given), upstream));
    };
    const weights = [...fixed].filter(([name]) => trained.includes(name));
    const leaves = [...varied, ...weights.map(([, weight]) => weight)];
    return leaves.length > 0 ? tf.grads(scalar)(leaves) : [];
  });

  const read = await Promise.all(gradients.map(toValues));
  const outcome = {
    output: await toValues(output),
    inputGradients: inputs.map((input) =>
      isVaried(input) ? (read[varied.indexOf(input)] ?? null) : null,
    ),
    weightGradients: byName(trained, read.slice(varied.length)),
    updates: byName([...updates.keys()], await Promise.all([...updates.values()].map(toValues))),
  };
  tf.dispose([inputs, [...fixed.values()], upstream, output, gradients, [...updates.values()]]);
  return outcome;
}

async function toValues(tensor: tf.Tensor): Promise<Values> {
  return { shape: tensor.shape, data: [...(await tensor.data())] };
}

function byName(names: readonly string[], values: readonly Values[]): Record<string, Values> {
  return Object.fromEntries(values.map((value, index) => [String(names[index]), value]));
}
