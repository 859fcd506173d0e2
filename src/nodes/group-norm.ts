/** Group normalization: neighbouring channels of every sample by their common mean and variance. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, describeShape, sizeOf } from './shapes.ts';
import { affineFields, affineNorm, affineWeights, epsilonArgument } from './shared/affine.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  groups: numeric(32, {
    label: 'Groups',
    help: 'Must divide the number of channels.',
    min: 1,
    max: 1e5,
    integer: true,
  }),
  epsilon: numeric(1e-5, { label: 'Epsilon', help: 'Added to the variance.', min: 0 }),
  ...affineFields(true, 'channel'),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'group-norm',
  title: 'Group normalization',
  group: 'Normalization',
  aliases: ['GN', 'GroupNorm', 'GroupNormalization', 'normalize'],
  summary:
    'Gives every group of neighbouring channels of every sample mean 0 and variance 1, then a learned gain and bias for each channel. Samples do not see each other, so small batches are as good as large ones.',
  equation: 'y = \\gamma_c\\,\\frac{x - \\mu_{ng}}{\\sqrt{\\sigma^2_{ng} + \\epsilon}} + \\beta_c',
  paper: {
    title: 'Group Normalization',
    url: 'https://arxiv.org/abs/1803.08494',
    year: 2018,
  },
  params,
  badge: ({ groups }) => `${groups}`,
  ports: () => through('tensor'),
  shape: ({ groups }, inputs) => {
    const input = at(inputs);
    if (input.length !== 1 && input.length !== 3) {
      const fault = `group-norm expects an image or a vector, got ${describeShape(input)}`;
      return { fault, port: 'in' };
    }
    const channels = input.at(-1) ?? 1;
    if (channels % groups !== 0) {
      const fault = `group-norm expects channels that ${groups} groups can share evenly, got ${channels}`;
      return { fault, field: 'groups' };
    }
    if (sizeOf(input) > groups) return input;
    const fault = `group-norm expects groups of more than one element, got ${groups} groups of ${describeShape(input)}, of which every value would become 0`;
    return { fault, field: 'groups' };
  },
  weights: (params, inputs) => affineWeights(params, [at(inputs).at(-1) ?? 1]),
  multiplyAdds: (_, __, output) => 2 * sizeOf(output),
  forward: ({ tf, ops, weight }, { groups, epsilon, scale, center }, inputs) => {
    const normalized = ops.groupNormalize(at(inputs), groups, epsilon);
    const scaled = scale ? tf.mul(normalized, weight('gain')) : normalized;
    return center ? tf.add(scaled, weight('bias')) : scaled;
  },
  torch: ({ inputShapes }, params) =>
    affineNorm(params, {
      type: 'nn.GroupNorm',
      arguments: [
        { name: 'num_groups', value: params.groups, isPositional: true },
        { name: 'num_channels', value: at(inputShapes).at(-1) ?? 1, isPositional: true },
        ...epsilonArgument(params.epsilon),
      ],
      affine: { name: 'affine', isDefault: true },
      withoutGain: FIXED_GAIN,
    }),
};

/** Without any gain, PyTorch 1.13 cannot go back through a bias. */
const FIXED_GAIN: TorchHelper = {
  name: 'with_fixed_gain',
  code: `def with_fixed_gain(norm: nn.Module) -> nn.Module:
    """Keeps the gain of a normalization at 1 and leaves its bias."""
    gain = norm.weight.detach()
    del norm.weight
    norm.register_buffer("weight", gain, persistent=False)
    return norm`,
};
