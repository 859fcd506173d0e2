/** What batch normalization and its conditional form share: fields, moving statistics, and how PyTorch writes them. */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { LayerContext, Shape, Weight } from '../define.ts';
import { numeric } from '../fields/numeric.ts';
import type { TorchArgument } from '../torch.ts';
import { epsilonArgument } from './affine.ts';

interface BatchStatistics {
  readonly epsilon: number;
  readonly momentum: number;
}

export function batchStatisticsFields() {
  return {
    epsilon: numeric(1e-5, { label: 'Epsilon', help: 'Added to the variance.', min: 0 }),
    momentum: numeric(0.9, {
      label: 'Momentum',
      help: 'How much of the moving statistics stays at each batch; 0.9 is what PyTorch calls 0.1.',
      min: 0,
      max: 1,
      step: 0.01,
    }),
  };
}

export function movingStatistics(shape: Shape): readonly Weight[] {
  return [
    { name: 'movingMean', shape, initializer: { type: 'zeros' }, isTrainable: false },
    { name: 'movingVariance', shape, initializer: { type: 'ones' }, isTrainable: false },
  ];
}

/** By the batch's statistics, which move the moving ones, or by these; then gain and bias [C] where there are any. */
export function normalizeBatch(
  { tf, ops, isTraining, weight, update }: LayerContext,
  { epsilon, momentum }: BatchStatistics,
  x: tfjs.Tensor,
  gain: tfjs.Tensor | null,
  bias: tfjs.Tensor | null,
): tfjs.Tensor {
  if (!isTraining) {
    const inverse = tf.rsqrt(tf.add(weight('movingVariance'), epsilon));
    const factor = gain ? tf.mul(inverse, gain) : inverse;
    const shift = tf.mul(weight('movingMean'), factor);
    return tf.add(tf.mul(x, factor), bias ? tf.sub(bias, shift) : tf.neg(shift));
  }
  const { output, mean, variance } = ops.batchNormalize(x, epsilon, gain, bias);
  // The batch is normalised with its biased variance, but moving statistics estimate the population's (as PyTorch does).
  const count = x.size / (x.shape.at(-1) ?? 1);
  update('movingMean', mean, momentum, 1);
  update('movingVariance', variance, momentum, count / Math.max(count - 1, 1));
  return output;
}

/** `BatchNorm2d` takes images; tensors of any other rank go through `BatchNorm1d` row by row. */
export function batchNormModule(shape: Shape, { epsilon, momentum }: BatchStatistics) {
  // In PyTorch it is the share of the new batch; 1 − 0.9 has digits that nobody meant.
  const share = Number((1 - momentum).toPrecision(12));
  const list: TorchArgument[] = [
    { name: 'num_features', value: shape.at(-1) ?? 1, isPositional: true },
    ...epsilonArgument(epsilon),
    ...(share === 0.1 ? [] : [{ name: 'momentum', value: share }]),
  ];
  const dimensions = shape.length === 3 ? '2d' : '1d';
  return { dimensions, arguments: list, isByRow: shape.length !== 3 && shape.length !== 1 };
}
