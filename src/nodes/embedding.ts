/** A learned vector for each class. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { initializer } from './fields/initializer.ts';
import { numeric } from './fields/numeric.ts';
import { at, describeShape } from './shapes.ts';
import { positional } from './torch/conv.ts';

const params = z.strictObject({
  classes: numeric(10, {
    label: 'Classes',
    help: 'Labels from 0 to one less; a label with more classes is refused.',
    min: 2,
    max: 1e6,
    integer: true,
  }),
  units: numeric(50, {
    label: 'Units',
    help: 'Length of the vector.',
    min: 1,
    max: 1e6,
    integer: true,
  }),
  initializer: initializer('Initializer', { type: 'normal', mean: 0, stdDev: 1 }),
});

/** Table [classes, units]. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'embedding',
  title: 'Embedding',
  group: 'Dense and convolution',
  aliases: ['Embedding', 'lookup', 'table', 'class', 'label', 'condition'],
  summary:
    'Gives each class a learned vector: row number label of a table. How conditional generators and discriminators read a label.',
  equation: 'y = E_{\\mathrm{label}}',
  params,
  badge: ({ classes, units }) => `${classes} → ${units}`,
  ports: ({ classes }) => ({
    inputs: [{ name: 'label', accepts: 'label', classes }],
    outputs: [{ name: 'out', gives: 'vector' }],
  }),
  shape: ({ units }, inputs) => {
    const label = at(inputs);
    if (label.length === 0) return [units];
    return { fault: `embedding expects a label, got ${describeShape(label)}`, port: 'label' };
  },
  weights: ({ classes, units, initializer }) => [
    {
      name: 'table',
      shape: [classes, units],
      initializer,
      isTrainable: true,
      fans: [classes, units],
    },
  ],
  // A product with one-hot rows: its gradients are products too, on every backend and of every order, where gather's
  // needs a scatter that wasm does not have. A label out of range, which types forbid, would give zeros.
  multiplyAdds: ({ classes, units }) => classes * units,
  forward: ({ tf, ops, weight }, { classes }, inputs) => {
    const rows = tf.oneHot(at(inputs), classes) as ReturnType<typeof tf.tensor2d>;
    return ops.dense(tf.cast(rows, 'float32'), weight('table') as typeof rows);
  },
  torch: (_, { classes, units }) => ({
    module: {
      type: 'nn.Embedding',
      arguments: [positional('num_embeddings', classes), positional('embedding_dim', units)],
    },
    call: '{module}({0})',
    weights: { table: { name: 'weight' } },
  }),
};
