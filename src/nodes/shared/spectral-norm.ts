/**
 * Spectral normalization (Miyato et al. 2018, https://arxiv.org/abs/1802.05957) as torch.nn.utils.spectral_norm has it:
 * the kernel as a matrix, outputs first, is divided by σ = uᵀWv, where u and v are kept from step to step. Each forward
 * pass in training makes one power iteration, v ← Wᵀu/‖Wᵀu‖, u ← Wv/‖Wv‖, before it; inference uses u and v as they are.
 * No gradient flows through u and v, all orders of it through σ. Where statistics do not move (the same evaluation again, or
 * inside of a gradient penalty), u and v are used as they are, too: the same evaluation gives the same numbers.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayerContext, Shape, Weight } from '../define.ts';
import { sizeOf } from '../shapes.ts';

/** PyTorch's bound on the norms that it divides by. */
const EPSILON = 1e-12;

export interface SpectralNames {
  readonly u: string;
  readonly v: string;
}

export const SPECTRAL: SpectralNames = { u: 'spectralU', v: 'spectralV' };

/** `inputs`: the kernel's axes without those of its outputs, in its order. */
export function spectralWeights(
  outputs: number,
  inputs: Shape,
  { u, v }: SpectralNames = SPECTRAL,
): readonly Weight[] {
  return [vector(u, [outputs]), vector(v, inputs)];
}

/** About a unit vector of random direction. */
function vector(name: string, shape: Shape): Weight {
  const stdDev = 1 / Math.sqrt(sizeOf(shape));
  return { name, shape, initializer: { type: 'normal', mean: 0, stdDev }, isTrainable: false };
}

/** `kernel` divided by σ; `matrix` is the same numbers as [inputs, outputs]. */
export function spectrallyNormalized(
  context: LayerContext,
  kernel: Tensor,
  matrix: Tensor,
  names: SpectralNames = SPECTRAL,
): Tensor {
  const { tf, ops, weight, update, movesStatistics } = context;
  const [inputs = 1, outputs = 1] = matrix.shape;
  const unit = (x: Tensor) => tf.div(x, tf.maximum(tf.sqrt(tf.sum(tf.square(x))), EPSILON));

  const storedU = weight(names.u);
  const storedV = weight(names.v);
  const v = movesStatistics
    ? unit(tf.matMul(ops.detach(matrix), tf.reshape(storedU, [outputs, 1])))
    : storedV;
  const projected = tf.matMul(tf.reshape(v, [1, inputs]), matrix);
  const u = movesStatistics ? unit(ops.detach(projected)) : storedU;
  if (movesStatistics) {
    update(names.u, tf.reshape(u, storedU.shape), 0, 1);
    update(names.v, tf.reshape(v, storedV.shape), 0, 1);
  }
  const sigma = tf.sum(tf.mul(projected, tf.reshape(u, [1, outputs])));
  return tf.div(kernel, sigma);
}
