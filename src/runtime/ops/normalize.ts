/** Normalisation with statistics of what is normalised, then gain and bias: few passes, forward and backward. */
import { engine, fill, reshape, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { NORMALIZE, type Statistics } from '../kernels/names.ts';

export interface Normalized {
  readonly output: Tensor;
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

/** Over all axes but the last. Gradients flow through the statistics to x, none through the two that are returned. */
export function batchNormalize(
  x: Tensor,
  epsilon: number,
  gain?: Tensor | null,
  bias?: Tensor | null,
): Normalized {
  return normalize(x, { samples: 1, groups: channelsOf(x), width: 1 }, epsilon, gain, bias);
}

/** Over all axes but the first and the last. */
export function instanceNormalize(
  x: Tensor,
  epsilon: number,
  gain?: Tensor | null,
  bias?: Tensor | null,
): Tensor {
  const statistics = { samples: x.shape[0] ?? 1, groups: channelsOf(x), width: 1 };
  return normalize(x, statistics, epsilon, gain, bias).output;
}

/** Over all axes but the first, channels apart by groups. */
export function groupNormalize(x: Tensor, groups: number, epsilon: number): Tensor {
  const statistics = { samples: x.shape[0] ?? 1, groups, width: channelsOf(x) / groups };
  return normalize(x, statistics, epsilon).output;
}

function normalize(
  x: Tensor,
  statistics: Statistics,
  epsilon: number,
  gain?: Tensor | null,
  bias?: Tensor | null,
): Normalized {
  const shape = [statistics.samples * statistics.groups];
  const inputs = {
    x,
    // `ones` and `zeros` would be uploaded at every step.
    gain: gain ? reshape(gain, shape) : fill(shape, 1),
    bias: bias ? reshape(bias, shape) : fill(shape, 0),
  };
  const outputs = engine().runKernel(NORMALIZE, inputs, { ...statistics, epsilon }) as unknown;
  const [output, mean, variance] = outputs as [Tensor, Tensor1D, Tensor1D];
  return { output, mean, variance };
}

function channelsOf(x: Tensor): number {
  return x.shape.at(-1) ?? 1;
}
