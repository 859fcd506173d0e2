/** A learned vector for each class. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { initializer } from './fields/initializer.ts';
import { spectralNorm } from './fields/kernel.ts';
import { numeric } from './fields/numeric.ts';
import { at, describeShape } from './shapes.ts';
import { SPECTRAL, spectrallyNormalized, spectralWeights } from './shared/spectral-norm.ts';
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
  spectralNorm,
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
  weights: ({ classes, units, initializer, spectralNorm }) => [
    {
      name: 'table',
      shape: [classes, units],
      initializer,
      isTrainable: true,
      fans: [classes, units],
    },
    ...(spectralNorm ? spectralWeights(classes, [units]) : []),
  ],
  // A product with one-hot rows: its gradients are products too, on every backend and of every order, where gather's
  // needs a scatter that wasm does not have. A label out of range, which types forbid, would give zeros.
  multiplyAdds: ({ classes, units }) => classes * units,
  forward: (context, { classes, spectralNorm }, inputs) => {
    const { tf, ops, weight } = context;
    const stored = weight('table');
    const table = spectralNorm
      ? spectrallyNormalized(context, stored, tf.transpose(stored))
      : stored;
    const rows = tf.oneHot(at(inputs), classes);
    return ops.dense(tf.cast(rows, 'float32') as Tensor2D, table as Tensor2D);
  },
  torch: (_, { classes, units, spectralNorm }) => ({
    module: {
      type: 'nn.Embedding',
      arguments: [positional('num_embeddings', classes), positional('embedding_dim', units)],
      ...(spectralNorm ? { wrap: 'nn.utils.spectral_norm' } : {}),
    },
    call: '{module}({0})',
    weights: spectralNorm
      ? {
          table: { name: 'weight_orig' },
          [SPECTRAL.u]: { name: 'weight_u' },
          [SPECTRAL.v]: { name: 'weight_v' },
        }
      : { table: { name: 'weight' } },
  }),
};
