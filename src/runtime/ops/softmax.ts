/** Softmax over the last axis on the stock kernel, which is stable, with a gradient that has gradients. */
import {
  type GradConfig,
  mul,
  Softmax,
  sub,
  sum,
  type Tensor,
  softmax as tfSoftmax,
} from '@tensorflow/tfjs-core';

export function softmax(x: Tensor): Tensor {
  return tfSoftmax(x);
}

/** dx = y (dy − Σ dy y), with y made anew from the input: stock tf.js saves y, and so loses its gradient. */
export const softmaxGradient: GradConfig = {
  kernelName: Softmax,
  inputsToSave: ['logits'],
  gradFunc: (dy, [logits]) => ({
    logits: () => {
      const y = softmax(logits as Tensor);
      const weighted = mul(dy as Tensor, y);
      return sub(weighted, mul(sum(weighted, -1, true), y));
    },
  }),
};
