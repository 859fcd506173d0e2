/**
 * log softmax over the last axis, stable, with gradients of every order. Stock tf.js saves the output for its gradient,
 * and a maximum has no second one; the largest logit is a constant here, by which the result does not change.
 */
import { exp, log, max, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { detach } from './detach.ts';

export function logSoftmax(x: Tensor): Tensor {
  const shifted = sub(x, detach(max(x, -1, true)));
  return sub(shifted, log(sum(exp(shifted), -1, true)));
}
