/** An image as a vector. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at, sizeOf } from './shapes.ts';
import { asOurs } from './torch/layout.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'flatten',
  title: 'Flatten',
  group: 'Shape',
  aliases: ['ravel', 'to vector'],
  summary:
    'Lines up all elements in one vector: row after row, within a row column after column, within a column its channels.',
  params,
  isAllowedInObjective: true,
  ports: () => through('tensor', 'vector'),
  shape: (_, inputs) => [sizeOf(at(inputs))],
  forward: ({ tf }, _, inputs) => {
    const x = at(inputs);
    return tf.reshape(x, [x.shape[0] ?? 1, x.shape.slice(1).reduce((a, b) => a * b, 1)]);
  },
  torch: ({ inputShapes }) => ({
    call:
      inputShapes[0]?.length === 0
        ? '{0}.reshape(-1, 1)'
        : `{0}${asOurs(at(inputShapes))}.flatten(1)`,
  }),
};
