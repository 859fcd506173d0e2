/** Mean absolute difference. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { at } from './shapes.ts';
import { checkPair, pairPorts } from './shared/pair.ts';

const params = z.strictObject({});

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'l1',
  title: 'L1 loss',
  group: 'Loss',
  aliases: [
    'mean absolute error',
    'MAE',
    'cycle',
    'reconstruction',
    'identity',
    'L1Loss',
    'pix2pix',
    'CycleGAN',
    '‖·‖₁',
    'ℓ1',
  ],
  summary:
    'Mean absolute difference over all elements. Less blurred than the squared difference; what CycleGAN and pix2pix reconstruct with.',
  equation: 'L = \\mathbb{E}\\,|x - t|',
  paper: {
    title: 'Image-to-Image Translation with Conditional Adversarial Networks',
    url: 'https://arxiv.org/abs/1611.07004',
    year: 2016,
  },
  params,
  ports: () => pairPorts(),
  check: (_, inputs) => checkPair('l1', inputs),
  side: () => 'generator',
  forward: ({ tf }, _, inputs) => tf.mean(tf.abs(tf.sub(at(inputs), at(inputs, 1)))) as tfjs.Scalar,
  torch: () => ({ call: 'F.l1_loss({0}, {1})' }),
};
