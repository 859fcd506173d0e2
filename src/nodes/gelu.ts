/** Gaussian error linear unit. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({
  approximate: toggle(false, {
    label: 'Approximate',
    help: 'By tanh, as some published weights were trained, instead of by the error function.',
  }),
});

const APPROXIMATE =
  'y = \\frac{x}{2}\\Bigl(1 + \\tanh\\Bigl(\\sqrt{\\frac{2}{\\pi}}\\,\\bigl(x + 0.044715\\,x^3\\bigr)\\Bigr)\\Bigr)';

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'gelu',
  title: 'GELU',
  group: 'Activation',
  aliases: ['GELU', 'Gaussian error linear unit', 'activation', 'nonlinearity'],
  summary:
    'Multiplies every value by the share of a normal distribution that lies below it: a smooth rectifier, usual in transformers.',
  equation: 'y = x\\,\\Phi(x)',
  paper: {
    title: 'Gaussian Error Linear Units (GELUs)',
    url: 'https://arxiv.org/abs/1606.08415',
    year: 2016,
  },
  params,
  about: ({ approximate }) => (approximate ? { equation: APPROXIMATE } : {}),
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ ops }, { approximate }, inputs) => ops.gelu(at(inputs), approximate),
  torch: (_, { approximate }) => ({
    call: approximate ? 'F.gelu({0}, approximate="tanh")' : 'F.gelu({0})',
  }),
};
