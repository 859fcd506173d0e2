/** One number for each sample, as a factor of whole samples. */
import type * as tfjs from '@tensorflow/tfjs-core';

/** One number for each sample, with axes of length 1 up to `rank`. */
export function perSample(tf: typeof tfjs, x: tfjs.Tensor, rank: number): tfjs.Tensor {
  if (x.rank > 1 || rank <= 1) return x;
  return tf.reshape(x, [x.shape[0] ?? 1, ...Array.from({ length: rank - 1 }, () => 1)]);
}

/** The same in PyTorch, for samples of rank `rank`. */
export function torchPerSample(rank: number): string {
  return `.view(${['-1', ...Array.from({ length: rank }, () => '1')].join(', ')})`;
}
