/** A class as a vector. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { at } from './shapes.ts';

const params = z.strictObject({
  classes: numeric(10, {
    label: 'Classes',
    help: 'The length of the vector.',
    min: 1,
    max: 10_000,
    integer: true,
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'one-hot',
  title: 'One-hot',
  group: 'Shape',
  aliases: ['label', 'class', 'indicator', 'to_categorical', 'condition', 'conditional'],
  summary:
    'Makes a vector of a label: 1 at the place of its class, 0 everywhere else. Joined to the noise or the image it conditions a network on the class.',
  equation: 'y_i = \\begin{cases} 1 & i = c \\\\ 0 & i \\ne c \\end{cases}',
  paper: {
    title: 'Conditional Generative Adversarial Nets',
    url: 'https://arxiv.org/abs/1411.1784',
    year: 2014,
  },
  params,
  badge: ({ classes }) => `${classes}`,
  isAllowedInObjective: true,
  ports: ({ classes }) => ({
    inputs: [{ name: 'label', accepts: 'label', classes }],
    outputs: [{ name: 'out', gives: 'vector' }],
  }),
  shape: ({ classes }) => [classes],
  forward: ({ tf }, { classes }, inputs) => {
    // Asked for floats, the wasm kernel writes the bits of an integer.
    return tf.cast(tf.oneHot(at(inputs), classes), 'float32');
  },
  traits: ['passes-gradient-not'],
  torch: (_, { classes }) => ({ call: `F.one_hot({0}, ${classes}).float()` }),
};
