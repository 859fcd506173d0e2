/** The same elements under another shape. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { shape } from './fields/numerics.ts';
import { at, describeShape, sizeOf } from './shapes.ts';
import { asOurs, reshaped } from './torch/layout.ts';

const params = z.strictObject({
  shape: shape([4, 4, 64], 'Shape', 'Height, width, channels; or one length for a vector.'),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'reshape',
  title: 'Reshape',
  group: 'Shape',
  aliases: ['view', 'unflatten', 'resize'],
  summary:
    'Reads the same elements under another shape, for instance a vector as a small image. Channels run fastest, then columns, then rows.',
  params,
  badge: ({ shape }) => shape.join('×'),
  isAllowedInObjective: true,
  ports: ({ shape }) => ({
    inputs: [{ name: 'in', accepts: 'tensor' }],
    outputs: [
      {
        name: 'out',
        gives: shape.length === 3 ? 'image' : shape.length === 1 ? 'vector' : 'tensor',
      },
    ],
  }),
  shape: ({ shape }, inputs) => {
    const input = at(inputs);
    if (sizeOf(input) === sizeOf(shape)) return shape;
    return {
      fault: `reshape expects ${sizeOf(shape)} elements for ${describeShape(shape)}, got ${sizeOf(input)} in ${describeShape(input)}`,
      port: 'in',
      field: 'shape',
    };
  },
  forward: ({ tf }, { shape }, inputs) => {
    const x = at(inputs);
    return tf.reshape(x, [x.shape[0] ?? 1, ...shape]);
  },
  torch: ({ inputShapes }, { shape }) => ({
    call: `{0}${asOurs(at(inputShapes))}${reshaped(shape)}`,
  }),
};
