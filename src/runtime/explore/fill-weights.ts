/** Weights of a checkpoint in networks, and what may stand in their place: moving averages, silence of noise. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../compiler/program.ts';
import { hasTrait } from '../../nodes/catalog.ts';
import { change } from '../in-place/change.ts';
import type { Network } from '../models/network.ts';

type ByName = ReadonlyMap<string, tf.Tensor>;

/** @returns moving averages by weight, kept; null where the checkpoint has none of the network */
export function fill(
  network: Network,
  saved: ReadonlyMap<string, Float32Array | undefined>,
): ByName | null {
  const averages = new Map<string, tf.Tensor>();
  for (const { name, variable } of network.weights) {
    const values = saved.get(`${network.name}/${name}`);
    if (values) {
      const tensor = tf.tensor(values, variable.shape, 'float32');
      change(variable, 'copy', [tensor]);
      tensor.dispose();
    }
    const average = saved.get(`average:${network.name}/${name}`);
    if (average) averages.set(name, tf.keep(tf.tensor(average, variable.shape, 'float32')));
  }
  return averages.size > 0 ? averages : null;
}

/** Zeros for the strength of every layer that injects noise, kept. */
export function silenceOf(network: Network, layers: Program['networks'][number]['layers']): ByName {
  const names = layers.flatMap(({ id, kind }) =>
    hasTrait(kind, 'injects-noise') ? [`${id}/strength`] : [],
  );
  return new Map(
    network.weights.flatMap(({ name, variable }) =>
      names.includes(name) ? [[name, tf.keep(tf.zeros(variable.shape))] as const] : [],
    ),
  );
}
