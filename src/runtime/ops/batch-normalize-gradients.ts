/**
 * Gradients of batch normalisation. With y the output, r = 1/√(variance + ε) and B(v) = r (v − mean(v) − y mean(v y)):
 * the gradient to x is B(dy). B is its own adjoint in v; its gradient to x, with g from above, is
 * −r [ r y (mean(g dy) − mean(g) mean(dy) − mean(g y) mean(dy y)) + mean(dy y) B(g) + mean(g y) B(dy) ].
 */
import {
  add,
  engine,
  type GradConfig,
  mean,
  mul,
  neg,
  rsqrt,
  square,
  sub,
  type Tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import { BATCH_NORMALIZE, BATCH_NORMALIZE_GRADIENT } from '../kernels/names.ts';

export const batchNormalizeGradients: readonly GradConfig[] = [
  {
    kernelName: BATCH_NORMALIZE,
    inputsToSave: ['x'],
    outputsToSave: [false, true, true],
    gradFunc: (dys, saved, { epsilon }) => {
      const [dy] = dys as Tensor[];
      const [x, average, variance] = saved;
      if (!x || !dy || !average || !variance) {
        throw new Error('internal: batch normalisation saved less than its gradient needs');
      }
      return { x: () => backward(x, dy, average, variance, Number(epsilon)) };
    },
  },
  {
    kernelName: BATCH_NORMALIZE_GRADIENT,
    inputsToSave: ['x', 'dy', 'mean', 'variance'],
    gradFunc: (upstream, saved, { epsilon }) => {
      const [x, dy, average, variance] = saved as [Tensor, Tensor, Tensor, Tensor];
      const g = upstream as Tensor;
      const apply = (v: Tensor) => backward(x, v, average, variance, Number(epsilon));
      return {
        x: () => secondOrder(x, dy, g, apply, Number(epsilon)),
        dy: () => apply(g),
        // Functions of x, and derived as such above.
        mean: () => zeros(average.shape),
        variance: () => zeros(variance.shape),
      };
    },
  },
];

/** B(dy). */
function backward(x: Tensor, dy: Tensor, mean: Tensor, variance: Tensor, epsilon: number): Tensor {
  const inputs = { x, dy, mean, variance };
  return engine().runKernel(BATCH_NORMALIZE_GRADIENT, inputs, { epsilon }) as Tensor;
}

function secondOrder(
  x: Tensor,
  dy: Tensor,
  g: Tensor,
  apply: (v: Tensor) => Tensor,
  epsilon: number,
): Tensor {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const centred = sub(x, mean(x, axes));
  const inverse = rsqrt(add(mean(square(centred), axes), epsilon));
  const y = mul(centred, inverse);
  const alongY = (v: Tensor) => mean(mul(v, y), axes);
  const spread = sub(
    sub(mean(mul(g, dy), axes), mul(mean(g, axes), mean(dy, axes))),
    mul(alongY(g), alongY(dy)),
  );
  const viaInverse = mul(mul(inverse, y), spread);
  const viaOutput = add(mul(alongY(dy), apply(g)), mul(alongY(g), apply(dy)));
  return mul(neg(inverse), add(viaInverse, viaOutput));
}
