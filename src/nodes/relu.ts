/** Rectified linear unit. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'relu',
  title: 'ReLU',
  group: 'Activation',
  aliases: ['rectifier', 'activation', 'nonlinearity', 'max(0, x)'],
  summary: 'Keeps what is positive and makes the rest zero. The usual activation of a generator.',
  equation: 'y = \\max(0, x)',
  params,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ tf }, _, inputs) => tf.relu(at(inputs)),
  torch: () => ({ call: 'F.relu({0})' }),
};
