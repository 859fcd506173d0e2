/** Rectified linear unit with a slope for negative values. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({
  slope: numeric(0.2, {
    label: 'Slope',
    help: 'Factor of negative values.',
    min: 0,
    max: 1,
    step: 0.05,
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'leaky-relu',
  title: 'Leaky ReLU',
  group: 'Activation',
  aliases: ['lrelu', 'LeakyReLU', 'activation', 'nonlinearity', 'negative slope'],
  summary:
    'Keeps what is positive and shrinks the rest, so that gradients never die. The usual activation of a discriminator.',
  equation: 'y = \\begin{cases} x & x > 0 \\\\ \\alpha x & x \\le 0 \\end{cases}',
  paper: {
    title: 'Empirical Evaluation of Rectified Activations in Convolutional Network',
    url: 'https://arxiv.org/abs/1505.00853',
    year: 2015,
  },
  params,
  badge: ({ slope }) => `${slope}`,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ ops }, { slope }, inputs) => ops.leakyRelu(at(inputs), slope),
  torch: (_, { slope }) => ({ call: `F.leaky_relu({0}, ${slope})` }),
};
