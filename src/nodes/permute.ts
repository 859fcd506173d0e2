/** The axes of a tensor in another order. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numerics } from './fields/numerics.ts';
import { at, describeShape } from './shapes.ts';
import { ownPlace } from './shared/window.ts';
import { torchAxis } from './torch/layout.ts';

const params = z.strictObject({
  axes: numerics([1, 0, 2], {
    label: 'Axes',
    help: 'Which axis of the input comes first, second, …; counted from 0 without the batch.',
    min: 0,
    max: 3,
    integer: true,
    minLength: 1,
    maxLength: 4,
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'permute',
  title: 'Permute',
  group: 'Shape',
  aliases: ['transpose', 'swap axes', 'rearrange', 'moveaxis'],
  summary:
    'Puts the axes of each sample in another order: 1, 0, 2 exchanges the rows and columns of an image.',
  params,
  badge: ({ axes }) => axes.join(' '),
  isAllowedInObjective: true,
  ports: ({ axes }) => ({
    inputs: [{ name: 'in', accepts: 'tensor' }],
    outputs: [
      {
        name: 'out',
        gives: axes.length === 3 ? 'image' : axes.length === 1 ? 'vector' : 'tensor',
      },
    ],
  }),
  shape: ({ axes }, inputs) => {
    const input = at(inputs);
    const isPermutation =
      axes.length === input.length && input.every((_, axis) => axes.includes(axis));
    if (isPermutation) return axes.map((axis) => at(input, axis));
    return {
      fault: `permute expects each axis of ${describeShape(input)} once (0 to ${input.length - 1}), got ${axes.join(', ')}`,
      port: 'in',
      field: 'axes',
    };
  },
  sees: ({ axes }) => (axes[0] === 0 && axes[1] === 1 ? [ownPlace, ownPlace] : 'all'),
  forward: ({ tf }, { axes }, inputs) =>
    tf.transpose(at(inputs), [0, ...axes.map((axis) => axis + 1)]),
  torch: (_, { axes }) => {
    const rank = axes.length;
    // What stands at each of PyTorch's axes of the output, in order of ours.
    const order: number[] = [];
    axes.forEach((axis, position) => {
      order[torchAxis(rank, position) - 1] = torchAxis(rank, axis);
    });
    return { call: `{0}.permute(${[0, ...order].join(', ')})` };
  },
};
