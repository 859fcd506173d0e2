/**
 * Gradients of activations in terms of their input, in place of the stock ones: those of tanh and sigmoid save the
 * output, which makes second-order gradients silently wrong, and leakyRelu's throws there. Fused into one kernel each.
 */
import {
  engine,
  type GradConfig,
  LeakyRelu,
  mul,
  type NamedAttrMap,
  Relu,
  Sigmoid,
  Softplus,
  sigmoid,
  square,
  sub,
  Tanh,
  type Tensor,
  tanh,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { ACTIVATION_GRADIENT, type Activation } from '../kernels/names.ts';

export const activationGradients: readonly GradConfig[] = [
  gradientOf(Relu, 'relu'),
  gradientOf(LeakyRelu, 'leakyRelu'),
  gradientOf(Tanh, 'tanh'),
  gradientOf(Sigmoid, 'sigmoid'),
  gradientOf(Softplus, 'softplus'),
  {
    kernelName: ACTIVATION_GRADIENT,
    inputsToSave: ['x', 'dy'],
    gradFunc: (upstream, saved, attrs) => {
      const [x, dy] = saved as [Tensor, Tensor];
      const ddx = upstream as Tensor;
      const activation = attrs.activation as Activation;
      return {
        x: () => mul(mul(ddx, dy), CURVATURES[activation](x)),
        dy: () => slopeTimes(x, ddx, attrs),
      };
    },
  },
];

/** f″, itself made of ops that can be derived. */
const CURVATURES: Readonly<Record<Activation, (x: Tensor) => Tensor>> = {
  relu: (x) => zerosLike(x),
  leakyRelu: (x) => zerosLike(x),
  tanh: (x) => {
    const y = tanh(x);
    return mul(mul(y, -2), sub(1, square(y)));
  },
  sigmoid: (x) => {
    const y = sigmoid(x);
    return mul(mul(y, sub(1, y)), sub(1, mul(y, 2)));
  },
  softplus: (x) => {
    const y = sigmoid(x);
    return mul(y, sub(1, y));
  },
};

function gradientOf(kernelName: string, activation: Activation): GradConfig {
  return {
    kernelName,
    inputsToSave: ['x'],
    // tf.js hands over no attributes at all for kernels that were run without.
    gradFunc: (dy, [x], attrs: NamedAttrMap | undefined) => ({
      x: () =>
        slopeTimes(x as Tensor, dy as Tensor, { activation, slope: Number(attrs?.alpha ?? 0) }),
    }),
  };
}

function slopeTimes(x: Tensor, dy: Tensor, attrs: NamedAttrMap): Tensor {
  return engine().runKernel(ACTIVATION_GRADIENT, { x, dy }, attrs) as Tensor;
}
