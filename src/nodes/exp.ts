/** The exponential, element by element. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'exp',
  title: 'Exponential',
  group: 'Activation',
  aliases: ['exp', 'exponential', 'e^x', 'reparametrization', 'log variance', 'VAE', 'positive'],
  summary:
    'Raises e to the power of every element. Half a log variance becomes a standard deviation by it: times noise, plus the mean, it draws the code of a variational autoencoder.',
  equation: 'y = e^x',
  params,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ tf }, _, inputs) => tf.exp(at(inputs)),
  torch: () => ({ call: '{0}.exp()' }),
};
