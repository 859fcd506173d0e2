/** Normalisation with the statistics of the batch, then gain and bias: few passes, forward and backward. */
import { engine, ones, type Tensor, type Tensor1D, zeros } from '@tensorflow/tfjs-core';
import { BATCH_NORMALIZE } from '../kernels/names.ts';

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
  const channels = [x.shape.at(-1) ?? 1];
  const inputs = { x, gain: gain ?? ones(channels), bias: bias ?? zeros(channels) };
  const outputs = engine().runKernel(BATCH_NORMALIZE, inputs, { epsilon }) as unknown;
  const [output, mean, variance] = outputs as [Tensor, Tensor1D, Tensor1D];
  return { output, mean, variance };
}
