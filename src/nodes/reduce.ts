/** One number of many, along some axes. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerContext, LayerDefinition, Shape } from './define.ts';
import { choice } from './fields/choice.ts';
import { numerics } from './fields/numerics.ts';
import { toggle } from './fields/toggle.ts';
import { at, describeShape, sizeOf } from './shapes.ts';
import { asTorch, reshaped, torchAxis, tuple, withOurAxes } from './torch/layout.ts';

const params = z.strictObject({
  axes: numerics([0, 1], {
    label: 'Axes',
    help: 'Counted from 0 without the batch: 0 and 1 are the rows and columns of an image, 2 its channels.',
    min: 0,
    max: 3,
    integer: true,
    minLength: 1,
    maxLength: 4,
  }),
  method: choice('mean', {
    label: 'Method',
    choices: [
      { value: 'mean', label: 'Mean' },
      { value: 'sum', label: 'Sum' },
      { value: 'max', label: 'Largest', help: 'Of equal elements the first gets the gradient.' },
    ],
  }),
  keepDims: toggle(false, {
    label: 'Keep the axes',
    help: 'With length 1, so that the result can be multiplied with what it was made of.',
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'reduce',
  title: 'Reduce',
  group: 'Shape',
  aliases: [
    ...['mean', 'sum', 'max', 'average', 'maximum', 'maxout', 'AdaptiveMaxPool2d'],
    ...['global max pooling', 'global sum pooling', 'inner product', 'ReduceSum'],
    'μ',
    'Σ',
  ],
  summary:
    'Takes mean, sum or largest along axes of each sample: global pooling, maxout, the mean over channels of spatial attention; the sum of a product of two vectors is their inner product, as in a projection discriminator.',
  params,
  about: ({ method }) => ({
    equation:
      method === 'max'
        ? 'y = \\max_{a} x_a'
        : `y = ${method === 'mean' ? '\\frac{1}{n} ' : ''}\\sum_{a} x_a`,
  }),
  badge: ({ method, axes }) => `${method} ${axes.join(' ')}`,
  isAllowedInObjective: true,
  ports: () => ({
    inputs: [{ name: 'in', accepts: 'tensor' }],
    outputs: [{ name: 'out', gives: 'tensor' }],
  }),
  shape: ({ axes, keepDims }, inputs) => {
    const input = at(inputs);
    const isSound = new Set(axes).size === axes.length && axes.every((axis) => axis < input.length);
    if (isSound) {
      return input.flatMap((length, axis) =>
        axes.includes(axis) ? (keepDims ? [1] : []) : [length],
      );
    }
    const most = input.length - 1;
    const expected = most < 0 ? 'a tensor with axes' : `axes of 0 to ${most}, each once`;
    return {
      fault: `reduce expects ${expected}, got ${axes.join(', ')} at ${describeShape(input)}`,
      port: 'in',
      field: 'axes',
    };
  },
  multiplyAdds: (_, inputs) => sizeOf(at(inputs)),
  forward: (context, { axes, method, keepDims }, inputs) => {
    const x = at(inputs);
    const along = axes.map((axis) => axis + 1);
    if (method === 'max') return largest(context, x, along, keepDims);
    return method === 'mean'
      ? context.tf.mean(x, along, keepDims)
      : context.tf.sum(x, along, keepDims);
  },
  torch: ({ inputShapes, outputShapes }, { axes, method, keepDims }) => {
    const [input, output] = [at(inputShapes), at(outputShapes)];
    if (method === 'max') {
      const order = [...restOf(input, axes), ...axes].map((axis) => torchAxis(input.length, axis));
      const kept = input.length - axes.length + 1;
      const values = `{0}.permute(0, ${order.join(', ')}).flatten(${kept}).max(-1).values`;
      return { call: `${values}${keepDims ? reshaped(output) : asTorch(output)}` };
    }
    // Without some of its axes an image is no image, and has our layout.
    const isMoved = !keepDims && input.length - axes.length > 1;
    const axisOf = (axis: number) => (isMoved ? axis + 1 : torchAxis(input.length, axis));
    const dims = tuple(axes.map(axisOf).sort());
    const kept = keepDims ? ', keepdim=True' : '';
    const layout = isMoved ? asTorch(output) : '';
    return { call: `{0}${isMoved ? withOurAxes(input) : ''}.${method}(${dims}${kept})${layout}` };
  },
};

function restOf(shape: Shape, axes: readonly number[]): readonly number[] {
  return shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
}

/** By a mask of the first largest: the gradient of tf.max goes to all equals, and has no gradient of its own. */
function largest(
  { tf, ops }: LayerContext,
  x: tfjs.Tensor,
  along: readonly number[],
  keepDims: boolean,
): tfjs.Tensor {
  const rest = x.shape.map((_, axis) => axis).filter((axis) => !along.includes(axis));
  const lengths = rest.map((axis) => at(x.shape, axis));
  const count = sizeOf(along.map((axis) => at(x.shape, axis)));
  const lines = tf.reshape(tf.transpose(x, [...rest, ...along]), [sizeOf(lengths), count]);
  const first = tf.argMax(ops.detach(lines), 1) as tfjs.Tensor1D;
  const mask = tf.cast(tf.oneHot(first, count), 'float32');
  const shape = keepDims ? x.shape.map((n, axis) => (along.includes(axis) ? 1 : n)) : lengths;
  return tf.reshape(tf.sum(tf.mul(lines, mask), 1), shape);
}
