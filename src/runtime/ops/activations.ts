/**
 * Activations whose gradient is written in terms of their input. Stock tf.js saves the output of tanh and sigmoid
 * as a constant, which makes second-order gradients silently wrong, and throws for leakyRelu.
 */
import {
  add,
  cast,
  customGrad,
  type GradSaveFunc,
  greater,
  mul,
  square,
  leakyRelu as stockLeakyRelu,
  sigmoid as stockSigmoid,
  softplus as stockSoftplus,
  tanh as stockTanh,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';

/** An activation with derivative `slope(x)`, itself made of ops that can be derived. */
function activation(
  forward: (x: Tensor) => Tensor,
  slope: (x: Tensor) => Tensor,
): (x: Tensor) => Tensor {
  return customGrad((...args) => {
    const [x, save] = args as unknown as [Tensor, GradSaveFunc];
    save([x]);
    return {
      value: forward(x),
      gradFunc: (dy: Tensor, saved: Tensor[]) => mul(dy, slope(saved[0] as Tensor)),
    };
  });
}

export const tanh = activation(
  (x) => stockTanh(x),
  (x) => sub(1, square(tanh(x))),
);

export const sigmoid = activation(
  (x) => stockSigmoid(x),
  (x) => {
    const y = sigmoid(x);
    return mul(y, sub(1, y));
  },
);

export const softplus = activation(
  (x) => stockSoftplus(x),
  (x) => sigmoid(x),
);

export function leakyRelu(x: Tensor, slope: number): Tensor {
  return activation(
    (value) => stockLeakyRelu(value, slope),
    (value) => add(mul(cast(greater(value, 0), 'float32'), 1 - slope), slope),
  )(x);
}
