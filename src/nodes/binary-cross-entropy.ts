/** Cross-entropy of many yes-or-no questions, from logits. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { labelSmoothing } from './fields/label-smoothing.ts';
import { at } from './shapes.ts';
import { checkPair, pairPorts } from './shared/pair.ts';

const params = z.strictObject({ labelSmoothing: labelSmoothing() });

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'binary-cross-entropy',
  title: 'Binary cross-entropy',
  group: 'Loss',
  aliases: ['BCE', 'BCEWithLogitsLoss', 'logistic', 'Bernoulli', 'reconstruction'],
  summary:
    'Every element is a question answered with a probability, the target says how often yes is right: for images in [0, 1], attributes and masks. Mean over all elements. Takes logits, so no sigmoid before it.',
  equation: 'L = -\\mathbb{E}\\bigl[t\\log\\sigma(x) + (1-t)\\log(1-\\sigma(x))\\bigr]',
  paper: {
    title: 'Auto-Encoding Variational Bayes',
    url: 'https://arxiv.org/abs/1312.6114',
    year: 2013,
  },
  params,
  ports: () => pairPorts('logits'),
  check: (_, inputs) => checkPair('binary-cross-entropy', inputs),
  side: () => 'either',
  takesLogits: true,
  forward: ({ tf, ops }, { labelSmoothing }, inputs) => {
    const [logits, given] = [at(inputs), at(inputs, 1)];
    const target =
      labelSmoothing === 0 ? given : tf.add(tf.mul(given, 1 - labelSmoothing), labelSmoothing / 2);
    return tf.mean(tf.sub(ops.softplus(logits), tf.mul(logits, target))) as tfjs.Scalar;
  },
  torch: (_, { labelSmoothing }) => {
    const target =
      labelSmoothing === 0 ? '{1}' : `{1} * (1 - ${labelSmoothing}) + ${labelSmoothing} / 2`;
    return { call: `F.binary_cross_entropy_with_logits({0}, ${target})` };
  },
};
