/** Swish, a value times its sigmoid. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'swish',
  title: 'Swish',
  group: 'Activation',
  aliases: ['SiLU', 'swish-1', 'sigmoid linear unit', 'activation', 'nonlinearity'],
  summary:
    'Multiplies every value by its sigmoid: smooth, and slightly negative before it rises. PyTorch calls it SiLU.',
  equation: 'y = \\frac{x}{1 + e^{-x}}',
  paper: {
    title: 'Searching for Activation Functions',
    url: 'https://arxiv.org/abs/1710.05941',
    year: 2017,
  },
  params,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ ops }, _, inputs) => ops.swish(at(inputs)),
  torch: () => ({ call: 'F.silu({0})' }),
};
