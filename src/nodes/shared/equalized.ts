/**
 * Equalized learning rate (Karras et al. 2018, https://arxiv.org/abs/1710.10196): weights start with one variance and
 * are scaled at run time, so that adaptive optimizers move all layers alike. StyleGAN's multiplier makes a layer learn
 * slower or faster without changing what it computes at first.
 */

import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayerContext, Weight } from '../define.ts';
import type { Initializer } from '../fields/initializer.ts';

export interface Equalized {
  readonly equalizedLr: boolean;
  readonly lrMultiplier: number;
  readonly gain: number;
}

/** What the stored kernel is multiplied by: gain / √fan-in · multiplier. */
export function kernelScale({ lrMultiplier, gain }: Equalized, fanIn: number): number {
  return (gain / Math.sqrt(fanIn)) * lrMultiplier;
}

export function scaledKernel(
  { tf }: LayerContext,
  params: Equalized,
  kernel: Tensor,
  fanIn: number,
): Tensor {
  return params.equalizedLr ? tf.mul(kernel, kernelScale(params, fanIn)) : kernel;
}

export function scaledBias({ tf, weight }: LayerContext, params: Equalized): Tensor {
  const bias = weight('bias');
  const { equalizedLr, lrMultiplier } = params;
  return equalizedLr && lrMultiplier !== 1 ? tf.mul(bias, lrMultiplier) : bias;
}

export function kernelInitializer(params: Equalized, chosen: Initializer): Initializer {
  if (!params.equalizedLr) return chosen;
  return { type: 'normal', mean: 0, stdDev: 1 / params.lrMultiplier };
}

/** Divided by the multiplier, so that the bias in effect starts as the document says. */
export function biasInitializer(
  params: Equalized,
  chosen: Initializer,
  fans: NonNullable<Weight['fans']>,
): Initializer {
  return params.equalizedLr ? times(chosen, 1 / params.lrMultiplier, fans) : chosen;
}

/** The distribution of `factor` times a weight of the given one. */
function times(
  initializer: Initializer,
  factor: number,
  [fanIn, fanOut]: NonNullable<Weight['fans']>,
): Initializer {
  const within = (limit: number): Initializer => ({
    type: 'uniform',
    low: -limit * factor,
    high: limit * factor,
  });
  const normal = (stdDev: number): Initializer => ({
    type: 'normal',
    mean: 0,
    stdDev: stdDev * factor,
  });
  switch (initializer.type) {
    case 'zeros':
      return initializer;
    case 'ones':
      return { type: 'constant', value: factor };
    case 'constant':
      return { type: 'constant', value: initializer.value * factor };
    case 'normal':
    case 'truncated-normal': {
      const { type, mean, stdDev } = initializer;
      return { type, mean: mean * factor, stdDev: stdDev * factor };
    }
    case 'uniform':
      return { type: 'uniform', low: initializer.low * factor, high: initializer.high * factor };
    case 'glorot-uniform':
      return within(Math.sqrt(6 / (fanIn + fanOut)));
    case 'glorot-normal':
      return normal(Math.sqrt(2 / (fanIn + fanOut)));
    case 'he-uniform':
      return within(Math.sqrt(6 / fanIn));
    case 'he-normal':
      return normal(Math.sqrt(2 / fanIn));
    case 'orthogonal':
      return { type: 'orthogonal', gain: initializer.gain * factor };
    case 'pytorch':
      return within(1 / Math.sqrt(fanIn));
  }
}
