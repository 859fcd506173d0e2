/** A random point on the line between two samples, for the operation that mixes batches and for gradient penalties. */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { Context } from '../define.ts';
import type { TorchHelper } from '../torch.ts';

/** first + ε (second − first), one ε uniform in [0, 1) for each sample. */
export function betweenSamples(
  { tf, random }: Context,
  first: tfjs.Tensor,
  second: tfjs.Tensor,
): tfjs.Tensor {
  const [batch = 1, ...rest] = first.shape;
  const share = random.uniform([batch, ...rest.map(() => 1)]);
  return tf.add(first, tf.mul(share, tf.sub(second, first)));
}

export const INTERPOLATE: TorchHelper = {
  name: 'interpolate',
  code: `def interpolate(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """A random point between the two for each sample."""
    shape = (first.shape[0],) + (1,) * (first.dim() - 1)
    share = torch.rand(shape, device=first.device)
    return first + share * (second - first)`,
};
