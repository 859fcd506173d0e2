/** Scaled exponential linear unit. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'selu',
  title: 'SELU',
  group: 'Activation',
  aliases: ['SELU', 'scaled exponential linear unit', 'self-normalizing', 'activation'],
  summary:
    'An ELU scaled so that activations keep mean 0 and variance 1 from layer to layer without any normalization. Wants weights that start with variance 1 / fan-in.',
  equation: 'y = 1.0507 \\begin{cases} x & x > 0 \\\\ 1.6733\\,(e^x - 1) & x \\le 0 \\end{cases}',
  paper: {
    title: 'Self-Normalizing Neural Networks',
    url: 'https://arxiv.org/abs/1706.02515',
    year: 2017,
  },
  params,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ ops }, _, inputs) => ops.selu(at(inputs)),
  torch: () => ({ call: 'F.selu({0})' }),
};
