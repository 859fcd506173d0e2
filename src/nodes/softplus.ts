/** Softplus, a smooth rectifier. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'softplus',
  title: 'Softplus',
  group: 'Activation',
  aliases: ['Softplus', 'smooth rectifier', 'log(1 + exp(x))', 'activation', 'positive'],
  summary:
    'A smooth rectifier: always positive, close to the value itself where that is large. For outputs that must be positive, such as a variance.',
  equation: 'y = \\log(1 + e^x)',
  params,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ ops }, _, inputs) => ops.softplus(at(inputs)),
  torch: () => ({ call: 'F.softplus({0})' }),
};
