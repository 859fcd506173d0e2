/** Instance normalization: every channel of every sample by its own mean and variance. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerContext, LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, sizeOf } from './shapes.ts';
import { affineFields, affineNorm, affineWeights, epsilonArgument } from './shared/affine.ts';

const params = z.strictObject({
  epsilon: numeric(1e-5, { label: 'Epsilon', help: 'Added to the variance.', min: 0 }),
  ...affineFields(false, 'channel'),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'instance-norm',
  title: 'Instance normalization',
  group: 'Normalization',
  aliases: [
    'IN',
    'InstanceNorm2d',
    'contrast normalization',
    'style transfer',
    'normalize',
    'IN2d',
  ],
  summary:
    'Gives every channel of every sample mean 0 and variance 1 over its own height and width, so that contrast is taken out and samples do not see each other. The same in training and when sampling.',
  equation: 'y = \\gamma\\,\\frac{x - \\mu_{nc}}{\\sqrt{\\sigma^2_{nc} + \\epsilon}} + \\beta',
  paper: {
    title: 'Instance Normalization: The Missing Ingredient for Fast Stylization',
    url: 'https://arxiv.org/abs/1607.08022',
    year: 2016,
  },
  params,
  ports: () => through('image'),
  shape: (_, inputs) => {
    const image = imageOf('instance-norm', at(inputs));
    if (isFault(image)) return image;
    if (image[0] * image[1] > 1) return image;
    return {
      fault: `instance-norm expects more than one pixel, got image [${image.join(', ')}], of which every value would become 0`,
      port: 'in',
    };
  },
  weights: (params, inputs) => affineWeights(params, [at(inputs).at(-1) ?? 1]),
  multiplyAdds: (_, __, output) => sizeOf(output),
  forward: (context, { epsilon, scale, center }, inputs) => {
    const x = at(inputs);
    const gain = scale ? forSamples(context, x, 'gain') : null;
    const bias = center ? forSamples(context, x, 'bias') : null;
    return context.ops.instanceNormalize(x, epsilon, gain, bias);
  },
  torch: ({ inputShapes }, params) =>
    affineNorm(params, {
      type: 'nn.InstanceNorm2d',
      arguments: [
        { name: 'num_features', value: at(inputShapes).at(-1) ?? 1, isPositional: true },
        ...epsilonArgument(params.epsilon),
      ],
      affine: { name: 'affine', isDefault: false },
    }),
};

/** A weight [C] once for each sample, as the kernel takes it. */
function forSamples({ tf, weight }: LayerContext, x: tfjs.Tensor, name: string): tfjs.Tensor {
  return tf.add(tf.fill([x.shape[0] ?? 1, x.shape.at(-1) ?? 1], 0), weight(name));
}
