/** Classification: how surprised the logits are by the label. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { labelSmoothing } from './fields/label-smoothing.ts';
import { at, describeShape } from './shapes.ts';

const params = z.strictObject({ labelSmoothing: labelSmoothing() });

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'cross-entropy',
  title: 'Cross-entropy',
  group: 'Loss',
  aliases: ['CrossEntropyLoss', 'classification', 'log-likelihood', 'NLL', 'auxiliary classifier'],
  summary:
    'How little probability the logits give to the label: the loss of a classifier, and of the class task of an AC-GAN. Takes one logit for each class, so no softmax before it.',
  equation: 'L = -\\mathbb{E}\\,\\log \\frac{e^{x_c}}{\\sum_k e^{x_k}}',
  paper: {
    title: 'Conditional Image Synthesis With Auxiliary Classifier GANs',
    url: 'https://arxiv.org/abs/1610.09585',
    year: 2016,
  },
  params,
  ports: () => ({
    inputs: [
      { name: 'logits', accepts: 'vector', help: 'One for each class.' },
      { name: 'label', accepts: 'label' },
    ],
    outputs: [{ name: 'loss', gives: 'loss' }],
  }),
  check: (_, inputs) => {
    const logits = at(inputs);
    if (logits.length === 1 && at(logits) > 1) return null;
    return {
      fault: `cross-entropy expects a vector of one logit for each of two classes or more, got ${describeShape(logits)}`,
      port: 'logits',
    };
  },
  side: () => 'either',
  takesLogits: true,
  forward: ({ tf, ops }, { labelSmoothing }, inputs) => {
    const [logits, label] = [at(inputs), at(inputs, 1)];
    const classes = logits.shape[1] ?? 1;
    // Asked for floats, the wasm backend gives the bits of integers.
    const isLabel = tf.cast(tf.oneHot(label as tfjs.Tensor1D, classes), 'float32');
    const spread = labelSmoothing / classes;
    const target =
      labelSmoothing === 0 ? isLabel : tf.add(tf.mul(isLabel, 1 - labelSmoothing), spread);
    const likelihood = tf.sum(tf.mul(target, ops.logSoftmax(logits)), 1);
    return tf.neg(tf.mean(likelihood)) as tfjs.Scalar;
  },
  torch: (_, { labelSmoothing }) => ({
    call:
      labelSmoothing === 0
        ? 'F.cross_entropy({0}, {1})'
        : `F.cross_entropy({0}, {1}, label_smoothing=${labelSmoothing})`,
  }),
};
