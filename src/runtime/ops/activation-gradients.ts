/**
 * Gradients of activations in terms of their input, in place of the stock ones: those of tanh and sigmoid save the
 * output, which makes second-order gradients silently wrong, and leakyRelu's throws there. Fused into one kernel each.
 * The second derivatives are compositions, which can be derived any number of times.
 */
import {
  add,
  engine,
  exp,
  type GradConfig,
  LeakyRelu,
  mul,
  type NamedAttrMap,
  neg,
  Relu,
  relu,
  Sigmoid,
  Softplus,
  sigmoid,
  square,
  step,
  sub,
  Tanh,
  type Tensor,
  tanh,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { GELU_CUBIC, GELU_FACTOR } from '../kernels/activation-constants.ts';
import { ACTIVATION, ACTIVATION_GRADIENT, type Activation } from '../kernels/names.ts';

export const activationGradients: readonly GradConfig[] = [
  gradientOf(Relu, 'relu'),
  gradientOf(LeakyRelu, 'leakyRelu'),
  gradientOf(Tanh, 'tanh'),
  gradientOf(Sigmoid, 'sigmoid'),
  gradientOf(Softplus, 'softplus'),
  {
    kernelName: ACTIVATION,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => ({ x: () => slopeTimes(x as Tensor, dy as Tensor, attrs) }),
  },
  {
    kernelName: ACTIVATION_GRADIENT,
    inputsToSave: ['x', 'dy'],
    gradFunc: (upstream, saved, attrs) => {
      const [x, dy] = saved as [Tensor, Tensor];
      const ddx = upstream as Tensor;
      const activation = attrs.activation as Activation;
      return {
        x: () => {
          const curvature = CURVATURES[activation];
          return curvature ? mul(mul(ddx, dy), curvature(x, attrs)) : zerosLike(x);
        },
        dy: () => slopeTimes(x, ddx, attrs),
      };
    },
  },
];

type Curvature = (x: Tensor, attrs: NamedAttrMap) => Tensor;

/** f″, itself made of ops that can be derived; null where it is zero. */
const CURVATURES: Readonly<Record<Activation, Curvature | null>> = {
  relu: null,
  leakyRelu: null,
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
  elu: (x, { slope, scale }) => {
    const growth = exp(neg(relu(neg(x))));
    return mul(mul(growth, Number(slope) * Number(scale)), sub(1, step(x)));
  },
  swish: (x) => {
    const y = sigmoid(x);
    return mul(mul(y, sub(1, y)), add(2, mul(x, sub(1, mul(y, 2)))));
  },
  gelu: (x) => {
    const squared = square(x);
    const density = mul(exp(mul(squared, -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return mul(density, sub(2, squared));
  },
  // With t = tanh u, u cubic in x: (1 − t²) (u′ + x u″ / 2 − x t u′²).
  geluTanh: (x) => {
    const squared = square(x);
    const bend = tanh(mul(mul(x, GELU_FACTOR), add(1, mul(squared, GELU_CUBIC))));
    const first = mul(add(1, mul(squared, 3 * GELU_CUBIC)), GELU_FACTOR);
    const halfSecond = mul(squared, 3 * GELU_FACTOR * GELU_CUBIC);
    const inner = sub(add(first, halfSecond), mul(mul(x, bend), square(first)));
    return mul(sub(1, square(bend)), inner);
  },
};

function gradientOf(kernelName: string, activation: Activation): GradConfig {
  return {
    kernelName,
    inputsToSave: ['x'],
    // tf.js hands over no attributes at all for kernels that were run without.
    gradFunc: (dy, [x], attrs: NamedAttrMap | undefined) => ({
      x: () => {
        const slope = Number(attrs?.alpha ?? 0);
        return slopeTimes(x as Tensor, dy as Tensor, { activation, slope, scale: 1 });
      },
    }),
  };
}

function slopeTimes(x: Tensor, dy: Tensor, attrs: NamedAttrMap): Tensor {
  return engine().runKernel(ACTIVATION_GRADIENT, { x, dy }, attrs) as Tensor;
}
