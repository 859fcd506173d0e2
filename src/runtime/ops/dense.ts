/** Matrix product of a batch of vectors with a kernel. */
import { matMul, type Tensor2D } from '@tensorflow/tfjs-core';

/** x [N,n] · kernel [n,m] → [N,m]. */
export function dense(x: Tensor2D, kernel: Tensor2D): Tensor2D {
  return matMul(x, kernel);
}
