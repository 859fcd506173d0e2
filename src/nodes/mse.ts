/** Mean squared difference. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { at } from './shapes.ts';
import { checkPair, pairPorts } from './shared/pair.ts';

const params = z.strictObject({});

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'mse',
  title: 'Squared error',
  group: 'Loss',
  aliases: ['mean squared error', 'L2', 'reconstruction', 'MSELoss', '‖·‖₂'],
  summary: 'Mean squared difference over all elements.',
  equation: 'L = \\mathbb{E}\\,(x - t)^2',
  params,
  ports: () => pairPorts(),
  check: (_, inputs) => checkPair('mse', inputs),
  side: () => 'generator',
  forward: ({ tf }, _, inputs) => {
    // Not squaredDifference: subtraction and square have gradients of every order on every backend.
    return tf.mean(tf.square(tf.sub(at(inputs), at(inputs, 1)))) as tfjs.Scalar;
  },
  torch: () => ({ call: 'F.mse_loss({0}, {1})' }),
};
