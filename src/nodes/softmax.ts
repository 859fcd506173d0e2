/** Softmax over the last axis. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';
import { faultOfNumbers } from './shared/affine.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'softmax',
  title: 'Softmax',
  group: 'Activation',
  aliases: ['Softmax', 'probabilities', 'normalized exponential', 'activation', 'attention'],
  summary:
    'Turns the last axis into probabilities that add up to 1: the features of a vector, or the channels of every pixel. Not before cross-entropy here: it takes logits.',
  equation: 'y_c = \\frac{e^{x_c}}{\\sum_k e^{x_k}}',
  params,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => faultOfNumbers('softmax', at(inputs)) ?? at(inputs),
  forward: ({ ops }, _, inputs) => ops.softmax(at(inputs)),
  torch: ({ inputShapes }) => {
    const rank = at(inputShapes).length;
    return { call: `F.softmax({0}, dim=${rank === 1 || rank === 3 ? 1 : -1})` };
  },
  traits: ['squashes-to-probability'],
};
