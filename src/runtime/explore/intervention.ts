/** What an explorer changes of layers while they compute: how far latents are truncated, and labels between classes. */
import * as tf from '@tensorflow/tfjs-core';
import { hasTrait } from '../../nodes/catalog.ts';
import type { Intervene } from '../models/layer.ts';

/** For each sample another class than its label's, and how far on the way there it is: 0 to 1. */
export interface Blend {
  readonly to: readonly number[];
  readonly share: readonly number[];
}

export interface Changes {
  readonly psi: number | null;
  readonly blend: Blend | null;
}

export function intervention({ psi, blend }: Changes): Intervene {
  return ({ kind, params, inputs, forward }) => {
    if (psi !== null && hasTrait(kind, 'truncates')) return forward({ ...params, psi }, inputs);
    if (blend && inputs.some(isLabel)) {
      // Whatever reads a label (a table, one-hot rows, gains by class) is linear in what it looks up.
      const other = tf.tensor1d([...blend.to], 'int32');
      const from = forward(params, inputs);
      const to = forward(
        params,
        inputs.map((input) => (isLabel(input) ? other : input)),
      );
      const share = tf.tensor(
        [...blend.share],
        [blend.share.length, ...from.shape.slice(1).map(() => 1)],
      );
      return tf.add(from, tf.mul(tf.sub(to, from), share));
    }
    return forward(params, inputs);
  };
}

const isLabel = ({ dtype, rank }: tf.Tensor): boolean => dtype === 'int32' && rank === 1;
