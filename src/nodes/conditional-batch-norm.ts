/** Batch normalization whose gain and bias belong to the class of each sample. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { initializer } from './fields/initializer.ts';
import { numeric } from './fields/numeric.ts';
import { at, describeShape, sizeOf } from './shapes.ts';
import {
  batchNormModule,
  batchStatisticsFields,
  movingStatistics,
  normalizeBatch,
} from './shared/batch-statistics.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  classes: numeric(10, {
    label: 'Classes',
    help: 'Rows of the tables of gains and biases.',
    min: 1,
    max: 10_000,
    integer: true,
  }),
  ...batchStatisticsFields(),
  gainInitializer: initializer('Gain initializer', { type: 'normal', mean: 1, stdDev: 0.02 }),
  biasInitializer: initializer('Bias initializer', { type: 'zeros' }),
});

/** Gain and bias [classes, C]. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'conditional-batch-norm',
  title: 'Conditional batch normalization',
  group: 'Normalization',
  aliases: ['CBN', 'ConditionalBatchNorm2d', 'class-conditional', 'categorical', 'label'],
  summary:
    'Batch normalization with a gain and a bias for each class, looked up by the label: how a generator is told what to draw at every layer. When sampling it uses moving statistics instead of those of the batch.',
  equation:
    'y = \\gamma_c\\,\\frac{x - \\mu_\\mathrm{batch}}{\\sqrt{\\sigma^2_\\mathrm{batch} + \\epsilon}} + \\beta_c',
  paper: {
    title: 'Modulating early visual processing by language',
    url: 'https://arxiv.org/abs/1707.00683',
    year: 2017,
  },
  params,
  badge: ({ classes }) => `${classes}`,
  ports: ({ classes }) => ({
    inputs: [
      { name: 'in', accepts: 'tensor' },
      { name: 'label', accepts: 'label', classes },
    ],
    outputs: [{ name: 'out', gives: 'tensor' }],
  }),
  shape: (_, inputs) => {
    const input = at(inputs);
    if (input.length === 1 || input.length === 3) return input;
    return {
      fault: `conditional-batch-norm expects an image or a vector, got ${describeShape(input)}`,
      port: 'in',
    };
  },
  weights: ({ classes, gainInitializer, biasInitializer }, inputs) => {
    const channels = at(inputs).at(-1) ?? 1;
    const shape = [classes, channels];
    return [
      { name: 'gain', shape, initializer: gainInitializer, isTrainable: true },
      { name: 'bias', shape, initializer: biasInitializer, isTrainable: true },
      ...movingStatistics([channels]),
    ];
  },
  multiplyAdds: (_, __, output) => 2 * sizeOf(output),
  forward: (context, params, inputs) => {
    const { tf, ops, weight } = context;
    const [x, label] = [at(inputs), at(inputs, 1)];
    const normalized = normalizeBatch(context, params, x, null, null);
    // A product with rows of an identity matrix: no backend but the slowest has the gradient of a lookup.
    // Asked for floats, the wasm backend gives the bits of integers.
    const rows = tf.cast(tf.oneHot(label as tfjs.Tensor1D, params.classes), 'float32');
    const spread = [x.shape[0] ?? 1, ...x.shape.slice(1, -1).map(() => 1), x.shape.at(-1) ?? 1];
    const ofLabel = (name: string) => {
      const table = weight(name) as tfjs.Tensor2D;
      return tf.reshape(ops.dense(rows as tfjs.Tensor2D, table), spread);
    };
    return tf.add(tf.mul(normalized, ofLabel('gain')), ofLabel('bias'));
  },
  torch: ({ inputShapes }, params) => {
    const { dimensions, arguments: list } = batchNormModule(at(inputShapes), params);
    const [channels, ...rest] = list;
    const helper = conditional(dimensions);
    return {
      module: {
        type: helper.name,
        arguments: [
          ...(channels ? [channels] : []),
          { name: 'num_classes', value: params.classes, isPositional: true },
          ...rest,
        ],
      },
      call: '{module}({0}, {1})',
      helpers: [helper],
      weights: {
        gain: { name: 'gain.weight' },
        bias: { name: 'bias.weight' },
        movingMean: { name: 'norm.running_mean' },
        movingVariance: { name: 'norm.running_var' },
      },
    };
  },
  traits: ['batch-statistics'],
};

function conditional(dimensions: string): TorchHelper {
  const name = `ConditionalBatchNorm${dimensions}`;
  const [gain, bias] = ['gain', 'bias'].map((table) =>
    dimensions === '2d' ? `self.${table}(label)[:, :, None, None]` : `self.${table}(label)`,
  );
  return {
    name,
    code: `class ${name}(nn.Module):
    """Batch normalization whose gain and bias are those of each sample's label."""

    def __init__(
        self,
        num_features: int,
        num_classes: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
    ) -> None:
        super().__init__()
        self.norm = nn.BatchNorm${dimensions}(num_features, eps, momentum, affine=False)
        self.gain = nn.Embedding(num_classes, num_features)
        self.bias = nn.Embedding(num_classes, num_features)

    def forward(self, x: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        gain = ${gain}
        bias = ${bias}
        return self.norm(x) * gain + bias`,
  };
}
