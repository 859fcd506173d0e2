/** Logistic function. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'sigmoid',
  title: 'Sigmoid',
  group: 'Activation',
  aliases: ['logistic', 'activation', 'probability', 'squash', 'σ', 'logits to probability'],
  summary:
    'Squashes every value into (0, 1): for images that run from 0 to 1. Not for the end of a discriminator here: adversarial losses take logits.',
  equation: 'y = \\frac{1}{1 + e^{-x}}',
  params,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ ops }, _, inputs) => ops.sigmoid(at(inputs)),
  torch: () => ({ call: 'torch.sigmoid({0})' }),
  traits: ['squashes-to-probability'],
};
