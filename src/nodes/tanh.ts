/** Hyperbolic tangent. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'tanh',
  title: 'Tanh',
  group: 'Activation',
  aliases: ['hyperbolic tangent', 'activation', 'squash'],
  summary:
    'Squashes every value into (−1, 1): the last layer of a generator whose images run from −1 to 1.',
  equation: 'y = \\tanh x',
  params,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ ops }, _, inputs) => ops.tanh(at(inputs)),
  torch: () => ({ call: 'torch.tanh({0})' }),
};
