/** The networks of two layers that golden penalties were made with (tests/parity/golden_loss.py): a critic and a generator. */
import * as tf from '@tensorflow/tfjs-core';
import type { LossContext, Ports } from '../../../src/nodes/define.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';

type Weight = (name: string) => tf.Tensor;

export interface SmallNetwork {
  readonly names: LossContext['network'];
  readonly ports: Ports;
  run(weight: Weight, inputs: readonly tf.Tensor[]): readonly tf.Tensor[];
}

/** The image is its second input, so that positions matter. */
export const critic: SmallNetwork = {
  names: { inputs: ['condition', 'image'], outputs: ['features', 'logits'] },
  ports: ports(['condition', 'image'], ['features', 'logits']),
  run: (weight, [condition, image]) => {
    const seen = product(flat(image), weight('image'));
    const told = product(condition, weight('condition'));
    const hidden = ops.tanh(tf.add(tf.add(seen, told), weight('bias')));
    return [hidden, product(hidden, weight('last'))];
  },
};

export const painter: SmallNetwork = {
  names: { inputs: ['w', 'shift'], outputs: ['image'] },
  ports: ports(['w', 'shift'], ['image']),
  run: (weight, [w, shift]) => {
    const first = product(flat(w), weight('first'));
    const hidden = ops.tanh(tf.add(first, product(shift, weight('shift'))));
    return [tf.reshape(product(hidden, weight('last')), [-1, 3, 4, 2])];
  },
};

export function ports(inputs: readonly string[], outputs: readonly string[]): Ports {
  return {
    inputs: inputs.map((name) => ({ name, accepts: 'tensor' })),
    outputs: outputs.map((name) => ({ name, gives: 'tensor' })),
  };
}

function flat(x: tf.Tensor | undefined): tf.Tensor {
  if (!x) throw new Error('the network got too few inputs');
  return tf.reshape(x, [x.shape[0] ?? 1, -1]);
}

function product(x: tf.Tensor | undefined, kernel: tf.Tensor): tf.Tensor {
  return ops.dense(x as tf.Tensor2D, kernel as tf.Tensor2D);
}
