/** Layer normalization over all axes but the batch. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, sizeOf } from './shapes.ts';
import {
  affineFields,
  affineNorm,
  affineWeights,
  epsilonArgument,
  faultOfNumbers,
} from './shared/affine.ts';

const params = z.strictObject({
  epsilon: numeric(1e-5, { label: 'Epsilon', help: 'Added to the variance.', min: 0 }),
  ...affineFields(true, 'element of a sample'),
});

/** Gain and bias have the shape of a sample, as `nn.LayerNorm([C, H, W])` has them. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'layer-norm',
  title: 'Layer normalization',
  group: 'Normalization',
  aliases: ['ln', 'LayerNorm', 'LayerNormalization', 'normalize'],
  summary:
    'Gives every sample mean 0 and variance 1 over all its elements, then a learned gain and bias for each element. Samples do not see each other, so it may stand in a critic under a gradient penalty.',
  equation: 'y = \\gamma\\,\\frac{x - \\mu_n}{\\sqrt{\\sigma^2_n + \\epsilon}} + \\beta',
  paper: {
    title: 'Layer Normalization',
    url: 'https://arxiv.org/abs/1607.06450',
    year: 2016,
  },
  params,
  ports: () => through('tensor'),
  shape: (_, inputs) => faultOfNumbers('layer-norm', at(inputs)) ?? at(inputs),
  weights: (params, inputs) => affineWeights(params, at(inputs)),
  multiplyAdds: (_, __, output) => 2 * sizeOf(output),
  forward: ({ tf, ops, weight }, { epsilon, scale, center }, inputs) => {
    const normalized = ops.groupNormalize(at(inputs), 1, epsilon);
    const scaled = scale ? tf.mul(normalized, weight('gain')) : normalized;
    return center ? tf.add(scaled, weight('bias')) : scaled;
  },
  torch: ({ inputShapes }, params) => {
    const shape = at(inputShapes);
    const [height = 1, width = 1, channels = 1] = shape;
    const isImage = shape.length === 3;
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
