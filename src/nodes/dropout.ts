/** Dropout, scaled while training so that inference is the identity. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({
  rate: numeric(0.5, {
    label: 'Rate',
    help: 'Probability that an element is dropped.',
    min: 0,
    max: 0.99,
    step: 0.05,
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'dropout',
  title: 'Dropout',
  group: 'Regularization',
  aliases: ['drop', 'regularize', 'mask'],
  summary:
    'While training, zeroes each element with the given probability and enlarges the others to make up for it. Does nothing when sampling.',
  equation: 'y = \\frac{m \\odot x}{1 - p}, \\quad m \\sim \\mathrm{Bernoulli}(1 - p)',
  paper: {
    title: 'Improving neural networks by preventing co-adaptation of feature detectors',
    url: 'https://arxiv.org/abs/1207.0580',
    year: 2012,
  },
  params,
  badge: ({ rate }) => `${rate}`,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ tf, isTraining, random }, { rate }, inputs) => {
    const x = at(inputs);
    if (!isTraining || rate === 0) return tf.clone(x);
    const isKept = tf.greaterEqual(random.uniform(x.shape), rate);
    return tf.mul(x, tf.mul(tf.cast(isKept, 'float32'), 1 / (1 - rate)));
  },
  traits: ['random-in-training'],
  torch: (_, { rate }) => ({
    module: { type: 'nn.Dropout', arguments: [{ name: 'p', value: rate, isPositional: true }] },
    call: '{module}({0})',
  }),
};
