/** Layer normalization over all axes but the batch, or over the features of each place. */
import type { Tensor } from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerContext, LayerDefinition, Shape } from './define.ts';
import { choice } from './fields/choice.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, describeShape, sizeOf } from './shapes.ts';
import {
  affineFields,
  affineNorm,
  affineWeights,
  epsilonArgument,
  faultOfNumbers,
} from './shared/affine.ts';
import { asTorch, withOurAxes } from './torch/layout.ts';

const params = z.strictObject({
  epsilon: numeric(1e-5, { label: 'Epsilon', help: 'Added to the variance.', min: 0 }),
  normalizedAxes: choice('all', {
    label: 'Normalized axes',
    choices: [
      { value: 'all', label: 'All', help: 'The whole sample; gain and bias for each element.' },
      {
        value: 'last',
        label: 'Last',
        help: 'The features of each place, as transformers have it; gain and bias for each feature.',
      },
    ],
  }),
  ...affineFields(true, 'normalized element'),
});

/** Gain and bias have the shape of what is normalized: `nn.LayerNorm([C, H, W])`, or `nn.LayerNorm(C)` over features. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'layer-norm',
  title: 'Layer normalization',
  group: 'Normalization',
  aliases: ['LN', 'LayerNorm', 'LayerNormalization', 'normalize', 'transformer', 'token'],
  summary:
    'Gives every sample mean 0 and variance 1 over all its elements, or over the features of each place, then a learned gain and bias for each. Samples do not see each other, so it may stand in a critic under a gradient penalty.',
  equation: 'y = \\gamma\\,\\frac{x - \\mu_n}{\\sqrt{\\sigma^2_n + \\epsilon}} + \\beta',
  paper: {
    title: 'Layer Normalization',
    url: 'https://arxiv.org/abs/1607.06450',
    year: 2016,
  },
  params,
  ports: () => through('tensor'),
  shape: ({ normalizedAxes }, inputs) => {
    const input = at(inputs);
    const fault = faultOfNumbers('layer-norm', input);
    if (fault || sizeOf(normalizedOf(input, normalizedAxes)) > 1) return fault ?? input;
    return {
      fault: `layer-norm expects more than one element to normalize, got ${describeShape(input)}, of which every value would become 0`,
      port: 'in',
      field: 'normalizedAxes',
    };
  },
  weights: (params, inputs) =>
    affineWeights(params, normalizedOf(at(inputs), params.normalizedAxes)),
  multiplyAdds: (_, __, output) => 2 * sizeOf(output),
  forward: (context, { epsilon, normalizedAxes, scale, center }, inputs) => {
    const { tf, ops, weight } = context;
    const x = at(inputs);
    const normalized =
      normalizedAxes === 'all' ? ops.groupNormalize(x, 1, epsilon) : byPlace(context, x, epsilon);
    const scaled = scale ? tf.mul(normalized, weight('gain')) : normalized;
    return center ? tf.add(scaled, weight('bias')) : scaled;
  },
  torch: ({ inputShapes }, params) => {
    const shape = at(inputShapes);
    const [height = 1, width = 1, channels = 1] = shape;
    const isImage = shape.length === 3;
    if (params.normalizedAxes === 'last') {
      return affineNorm(params, {
        type: 'nn.LayerNorm',
        arguments: [
          { name: 'normalized_shape', value: shape.at(-1) ?? 1, isPositional: true },
          ...epsilonArgument(params.epsilon),
        ],
        affine: { name: 'elementwise_affine', isDefault: true },
        call: `{module}({0}${withOurAxes(shape)})${asTorch(shape)}`,
      });
    }
    const only = shape.length === 1 ? at(shape) : shape;
    return affineNorm(params, {
      type: 'nn.LayerNorm',
      arguments: [
        {
          name: 'normalized_shape',
          value: isImage ? [channels, height, width] : only,
          isPositional: true,
        },
        ...epsilonArgument(params.epsilon),
      ],
      affine: { name: 'elementwise_affine', isDefault: true },
      ...(isImage ? { layout: { axes: [2, 0, 1] } } : {}),
    });
  },
};

/** Places as columns, of which a kernel takes any number: the samples of groupNormalize are limited on WebGPU. */
function byPlace({ tf, ops }: LayerContext, x: Tensor, epsilon: number): Tensor {
  const columns = tf.transpose(tf.reshape(x, [-1, at(x.shape, x.rank - 1)]));
  return tf.reshape(tf.transpose(ops.batchNormalize(columns, epsilon).output), x.shape);
}

function normalizedOf(shape: Shape, axes: 'all' | 'last'): Shape {
  return axes === 'all' ? shape : shape.slice(-1);
}
