/** Compares the average features of real and of generated samples. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { choice } from './fields/choice.ts';
import { at } from './shapes.ts';
import { checkPair, pairPorts } from './shared/pair.ts';

const params = z.strictObject({
  norm: choice('l2', {
    label: 'Norm',
    choices: [
      { value: 'l2', label: 'Squared', help: 'The squared length of the difference.' },
      { value: 'l1', label: 'Absolute', help: 'The sum of the absolute differences.' },
    ],
  }),
});

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'feature-matching',
  title: 'Feature matching',
  group: 'Loss',
  aliases: ['moment matching', 'perceptual', 'statistics', 'Improved GAN'],
  summary:
    "Averages features over the batch, for real and for generated samples, and compares the two means: summed over the features. The features are a layer of the discriminator, given out as an output of its own; for the generator's step.",
  equation: 'L = \\lVert \\mathbb{E}\\,f(x) - \\mathbb{E}\\,f(G(z)) \\rVert^2_2',
  about: ({ norm }) =>
    norm === 'l1'
      ? { equation: 'L = \\lVert \\mathbb{E}\\,f(x) - \\mathbb{E}\\,f(G(z)) \\rVert_1' }
      : {},
  paper: {
    title: 'Improved Techniques for Training GANs',
    url: 'https://arxiv.org/abs/1606.03498',
    year: 2016,
  },
  params,
  badge: ({ norm }) => norm,
  ports: () => pairPorts('real', 'fake'),
  check: (_, inputs) => checkPair('feature-matching', inputs, 'fake'),
  side: () => 'generator',
  forward: ({ tf }, { norm }, inputs) => {
    const difference = tf.sub(tf.mean(at(inputs), 0), tf.mean(at(inputs, 1), 0));
    const sizes = norm === 'l1' ? tf.abs(difference) : tf.square(difference);
    return tf.sum(sizes) as tfjs.Scalar;
  },
  torch: (_, { norm }) => ({
    call: `({0}.mean(0) - {1}.mean(0)).${norm === 'l1' ? 'abs' : 'square'}().sum()`,
  }),
};
