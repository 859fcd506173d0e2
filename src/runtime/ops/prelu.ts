/**
 * Gradients of PReLU, y = x where x > 0, else slope · x, with a slope per channel [C] or one [1]. Stock tf.js compares
 * and selects, which has no gradient of its own.
 */
import {
  engine,
  type GradConfig,
  mul,
  Prelu,
  relu,
  reshape,
  step,
  sub,
  sum,
  type Tensor,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { PRELU_GRADIENT } from '../kernels/names.ts';

export const preluGradients: readonly GradConfig[] = [
  {
    kernelName: Prelu,
    inputsToSave: ['x', 'alpha'],
    gradFunc: (upstream, saved) => {
      const [x, slope] = saved as [Tensor, Tensor];
      const dy = upstream as Tensor;
      return {
        x: () => toInput(x, dy, slope),
        alpha: () => sumTo(slope, mul(dy, sub(x, relu(x)))),
      };
    },
  },
  {
    kernelName: PRELU_GRADIENT,
    inputsToSave: ['x', 'dy', 'slope'],
    gradFunc: (upstream, saved) => {
      const [x, dy, slope] = saved as [Tensor, Tensor, Tensor];
      const g = upstream as Tensor;
      return {
        x: () => zerosLike(x),
        dy: () => toInput(x, g, slope),
        slope: () => sumTo(slope, mul(mul(g, dy), sub(1, step(x)))),
      };
    },
  },
];

function toInput(x: Tensor, dy: Tensor, slope: Tensor): Tensor {
  return engine().runKernel(PRELU_GRADIENT, { x, dy, slope }) as Tensor;
}

/** Over all axes but the channels, and over these, too, where they share one slope. */
function sumTo(slope: Tensor, x: Tensor): Tensor {
  const channels = sum(
    x,
    x.shape.slice(0, -1).map((_, axis) => axis),
  );
  return slope.size === 1 ? reshape(sum(channels), [1]) : channels;
}
