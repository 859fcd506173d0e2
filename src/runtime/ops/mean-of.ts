/**
 * The mean of f(factor · x + offset) over all elements: the head of most losses in one kernel, its gradient in another.
 * Gradients of the gradient are compositions, which can be derived any number of times.
 */
import {
  add,
  engine,
  type GradConfig,
  mul,
  type NamedAttrMap,
  reshape,
  type Scalar,
  sigmoid,
  square,
  step,
  sub,
  sum,
  type Tensor,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { MEAN_OF, MEAN_OF_GRADIENT, type MeanFunction } from '../kernels/names.ts';

export function meanOf(x: Tensor, of: MeanFunction, factor: number, offset = 0): Scalar {
  return engine().runKernel(MEAN_OF, { x }, { of, factor, offset }) as Scalar;
}

export const meanOfGradients: readonly GradConfig[] = [
  {
    kernelName: MEAN_OF,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => ({
      x: () =>
        engine().runKernel(MEAN_OF_GRADIENT, { x: x as Tensor, dy: dy as Tensor }, attrs) as Tensor,
    }),
  },
  {
    kernelName: MEAN_OF_GRADIENT,
    inputsToSave: ['x', 'dy'],
    gradFunc: (upstream, saved, attrs) => {
      const [x, dy] = saved as [Tensor, Tensor];
      const above = upstream as Tensor;
      const { factor, offset, of } = attrs as Attributes & NamedAttrMap;
      const { slope, curvature } = FUNCTIONS[of];
      const argument = () => add(mul(x, factor), offset);
      return {
        x: () => {
          const bend = mul(curvature(argument()), (factor * factor) / x.size);
          return mul(mul(above, reshape(dy, [])), bend);
        },
        dy: () => reshape(mul(sum(mul(above, slope(argument()))), factor / x.size), dy.shape),
      };
    },
  },
];

interface Attributes {
  readonly of: MeanFunction;
  readonly factor: number;
  readonly offset: number;
}

interface Derivatives {
  slope(u: Tensor): Tensor;
  curvature(u: Tensor): Tensor;
}

const none = (u: Tensor): Tensor => zerosLike(u);

const FUNCTIONS: Readonly<Record<MeanFunction, Derivatives>> = {
  same: { slope: (u) => add(zerosLike(u), 1), curvature: none },
  square: { slope: (u) => mul(u, 2), curvature: (u) => add(zerosLike(u), 2) },
  relu: { slope: (u) => step(u), curvature: none },
  softplus: {
    slope: (u) => sigmoid(u),
    curvature: (u) => {
      const y = sigmoid(u);
      return sub(y, square(y));
    },
  },
};
