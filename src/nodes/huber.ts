/** Squared near zero, absolute far from it. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { at } from './shapes.ts';
import { checkPair, pairPorts } from './shared/pair.ts';

const params = z.strictObject({
  delta: numeric(1, {
    label: 'Delta',
    help: 'Differences up to this are squared, larger ones grow in a straight line.',
    min: 1e-6,
    max: 1e6,
    step: 0.1,
  }),
});

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'huber',
  title: 'Huber loss',
  group: 'Loss',
  aliases: ['HuberLoss', 'smooth L1', 'SmoothL1Loss', 'robust', 'reconstruction'],
  summary:
    'Half the squared difference where it is small, the absolute difference where it is large, so that single bad elements do not dominate. Mean over all elements.',
  equation:
    'L = \\mathbb{E}\\begin{cases} \\frac{1}{2}(x - t)^2 & |x - t| \\le \\delta \\\\ \\delta\\,\\bigl(|x - t| - \\frac{1}{2}\\delta\\bigr) & |x - t| > \\delta \\end{cases}',
  params,
  badge: ({ delta }) => `δ ${delta}`,
  ports: () => pairPorts(),
  check: (_, inputs) => checkPair('huber', inputs),
  side: () => 'generator',
  forward: ({ tf }, { delta }, inputs) => {
    const distance = tf.abs(tf.sub(at(inputs), at(inputs, 1)));
    // min(distance, delta): the part that is squared. A minimum has no gradient of every order, relu has.
    const inner = tf.sub(distance, tf.relu(tf.sub(distance, delta)));
    return tf.mean(tf.mul(inner, tf.sub(distance, tf.mul(inner, 0.5)))) as tfjs.Scalar;
  },
  torch: (_, { delta }) => ({ call: `F.huber_loss({0}, {1}, delta=${delta})` }),
};
