/** Dropout, scaled while training so that inference is the identity. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault } from './shapes.ts';

const params = z.strictObject({
  rate: numeric(0.5, {
    label: 'Rate',
    help: 'Probability that an element is dropped.',
    min: 0,
    max: 0.99,
    step: 0.05,
  }),
  spatial: toggle(false, {
    label: 'Spatial',
    help: "Drops whole channels of images, since neighbouring pixels tell each other's values: Dropout2d, SpatialDropout2D.",
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'dropout',
  title: 'Dropout',
  group: 'Regularization',
  aliases: ['drop', 'regularize', 'mask', 'Dropout2d', 'SpatialDropout2D', 'spatial dropout'],
  summary:
    'While training, zeroes each element with the given probability and enlarges the others to make up for it. Does nothing when sampling.',
  equation: 'y = \\frac{m \\odot x}{1 - p}, \\quad m \\sim \\mathrm{Bernoulli}(1 - p)',
  paper: {
    title: 'Improving neural networks by preventing co-adaptation of feature detectors',
    url: 'https://arxiv.org/abs/1207.0580',
    year: 2012,
  },
  params,
  badge: ({ rate }) => `${rate}`,
  ports: () => through('tensor'),
  shape: ({ spatial }, inputs) => {
    const image = spatial ? imageOf('spatial dropout', at(inputs)) : null;
    return isFault(image) ? image : at(inputs);
  },
  forward: ({ tf, isTraining, random }, { rate, spatial }, inputs) => {
    const x = at(inputs);
    if (!isTraining || rate === 0) return tf.clone(x);
    const shape = x.shape.map((length, axis) =>
      spatial && (axis === 1 || axis === 2) ? 1 : length,
    );
    return tf.mul(x, random.survivors(shape, rate));
  },
  traits: ['random-in-training'],
  torch: (_, { rate, spatial }) => ({
    module: {
      type: spatial ? 'nn.Dropout2d' : 'nn.Dropout',
      arguments: [{ name: 'p', value: rate, isPositional: true }],
    },
    call: '{module}({0})',
  }),
};
