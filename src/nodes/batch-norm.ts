/** Batch normalization over all axes but the last. */
import { z } from 'zod';
import type { LayerDefinition, Weight } from './define.ts';
import { initializer } from './fields/initializer.ts';
import { numeric } from './fields/numeric.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';

const params = z.strictObject({
  epsilon: numeric(1e-5, { label: 'Epsilon', help: 'Added to the variance.', min: 0 }),
  momentum: numeric(0.9, {
    label: 'Momentum',
    help: 'How much of the moving statistics stays at each batch; 0.9 is what PyTorch calls 0.1.',
    min: 0,
    max: 1,
    step: 0.01,
  }),
  scale: toggle(true, { label: 'Gain', help: 'A learned factor per channel.' }),
  center: toggle(true, { label: 'Bias', help: 'A learned offset per channel.' }),
  gainInitializer: initializer('Gain initializer', { type: 'ones' }),
  biasInitializer: initializer('Bias initializer', { type: 'zeros' }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'batch-norm',
  title: 'Batch normalization',
  group: 'Normalization',
  aliases: ['bn', 'BatchNorm2d', 'batchnorm', 'normalize'],
  summary:
    'Gives every channel mean 0 and variance 1 over the batch (and over height and width), then a learned gain and bias. When sampling it uses moving statistics instead of those of the batch.',
  equation:
    'y = \\gamma\\,\\frac{x - \\mu_\\mathrm{batch}}{\\sqrt{\\sigma^2_\\mathrm{batch} + \\epsilon}} + \\beta',
  paper: {
    title:
      'Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift',
    url: 'https://arxiv.org/abs/1502.03167',
    year: 2015,
  },
  params,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  weights: ({ scale, center, gainInitializer, biasInitializer }, inputs) => {
    const shape = [at(inputs).at(-1) ?? 1];
    const gain: Weight = { name: 'gain', shape, initializer: gainInitializer, isTrainable: true };
    const bias: Weight = { name: 'bias', shape, initializer: biasInitializer, isTrainable: true };
    return [
      ...(scale ? [gain] : []),
      ...(center ? [bias] : []),
      { name: 'movingMean', shape, initializer: { type: 'zeros' }, isTrainable: false },
      { name: 'movingVariance', shape, initializer: { type: 'ones' }, isTrainable: false },
    ];
  },
  multiplyAdds: (_, __, output) => output.reduce((product, length) => product * length, 1),
  forward: ({ tf, ops, isTraining, weight, update }, params, inputs) => {
    const x = at(inputs);
    const { epsilon, momentum, scale, center } = params;
    if (!isTraining) {
      const inverse = tf.rsqrt(tf.add(weight('movingVariance'), epsilon));
      const factor = scale ? tf.mul(inverse, weight('gain')) : inverse;
      const shift = tf.mul(weight('movingMean'), factor);
      const offset = center ? tf.sub(weight('bias'), shift) : tf.neg(shift);
      return tf.add(tf.mul(x, factor), offset);
    }
    const gain = scale ? weight('gain') : null;
    const bias = center ? weight('bias') : null;
    const { output, mean, variance } = ops.batchNormalize(x, epsilon, gain, bias);
    // The batch is normalised with its biased variance, but moving statistics estimate the population's (as PyTorch does).
    const count = x.size / (x.shape.at(-1) ?? 1);
    update('movingMean', mean, momentum, 1);
    update('movingVariance', variance, momentum, count / Math.max(count - 1, 1));
    return output;
  },
  traits: ['batch-statistics'],
};
