/** Exponential linear unit. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({
  alpha: numeric(1, {
    label: 'Alpha',
    help: 'Negative values approach minus this.',
    min: 0,
    max: 100,
    step: 0.1,
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'elu',
  title: 'ELU',
  group: 'Activation',
  aliases: ['ELU', 'exponential linear unit', 'activation', 'nonlinearity'],
  summary:
    'Keeps what is positive and bends the rest smoothly towards a lower bound, so that activations average nearer to zero than those of a rectifier.',
  equation: 'y = \\begin{cases} x & x > 0 \\\\ \\alpha\\,(e^x - 1) & x \\le 0 \\end{cases}',
  paper: {
    title: 'Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)',
    url: 'https://arxiv.org/abs/1511.07289',
    year: 2015,
  },
  params,
  badge: ({ alpha }) => `${alpha}`,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ ops }, { alpha }, inputs) => ops.elu(at(inputs), alpha),
  torch: (_, { alpha }) => ({ call: alpha === 1 ? 'F.elu({0})' : `F.elu({0}, alpha=${alpha})` }),
};
