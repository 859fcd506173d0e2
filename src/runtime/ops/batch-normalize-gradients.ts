/**
 * Gradients of batch normalisation. With y the normalised input, r = 1/√(variance + ε), B(v) = r (v − mean(v) −
 * y mean(v y)), the output is gain y + bias and the gradient to x is B(gain dy), to bias Σ dy, to gain Σ dy y. B is its
 * own adjoint in v; the gradient of ⟨g, B(v)⟩ to x is
 * −r [ r y (mean(g v) − mean(g) mean(v) − mean(g y) mean(v y)) + mean(v y) B(g) + mean(g y) B(v) ].
 */
import {
  add,
  engine,
  type GradConfig,
  mean,
  mul,
  neg,
  ones,
  reshape,
  rsqrt,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import { BATCH_NORMALIZE, BATCH_NORMALIZE_GRADIENT } from '../kernels/names.ts';

export const batchNormalizeGradients: readonly GradConfig[] = [
  {
    kernelName: BATCH_NORMALIZE,
    inputsToSave: ['x', 'gain'],
    outputsToSave: [false, true, true],
    gradFunc: (dys, saved, { epsilon }) => {
      const [dy] = dys as Tensor[];
      const [x, gain, average, variance] = saved;
      if (!x || !gain || !dy || !average || !variance) {
        throw new Error('internal: batch normalisation saved less than its gradient needs');
      }
      // Once for all three, which tf.js asks for one by one.
      const [dx, sums] = backward(x, dy, gain, average, variance, Number(epsilon));
      return { x: () => dx, bias: () => row(sums, 0), gain: () => row(sums, 1) };
    },
  },
  {
    kernelName: BATCH_NORMALIZE_GRADIENT,
    inputsToSave: ['x', 'dy', 'gain', 'mean', 'variance'],
    gradFunc: (upstream, saved, { epsilon }) => {
      const [x, dy, gain, average, variance] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor];
      const [g, ofSums] = upstream as unknown as [Tensor, Tensor];
      const ofBias = row(ofSums, 0);
      const ofGain = row(ofSums, 1);
      const unit = ones(gain.shape);
      const apply = (v: Tensor) => backward(x, v, unit, average, variance, Number(epsilon))[0];
      return {
        x: () => {
          const viaImage = secondOrder(x, mul(dy, gain), g, apply, Number(epsilon));
          return add(viaImage, apply(mul(dy, ofGain)));
        },
        dy: () => {
          const { y } = normalized(x, Number(epsilon));
          return add(mul(apply(g), gain), add(mul(y, ofGain), ofBias));
        },
        gain: () => sum(mul(dy, apply(g)), rowAxes(x)),
        // Functions of x, and derived as such above.
        mean: () => zeros(average.shape),
        variance: () => zeros(variance.shape),
      };
    },
  },
];

/** B(gain dy), and the sums [2, C] of dy and dy y. */
function backward(
  x: Tensor,
  dy: Tensor,
  gain: Tensor,
  mean: Tensor,
  variance: Tensor,
  epsilon: number,
): [Tensor, Tensor] {
  const inputs = { x, dy, gain, mean, variance };
  const outputs = engine().runKernel(BATCH_NORMALIZE_GRADIENT, inputs, { epsilon }) as unknown;
  return outputs as [Tensor, Tensor];
}

function row(sums: Tensor, index: number): Tensor {
  const channels = sums.shape[1] ?? 1;
  return reshape(slice(sums, [index, 0], [1, channels]), [channels]);
}

function rowAxes(x: Tensor): number[] {
  return x.shape.slice(0, -1).map((_, axis) => axis);
}

/** In operations that can be derived again. */
function normalized(x: Tensor, epsilon: number): { y: Tensor; inverse: Tensor } {
  const axes = rowAxes(x);
  const centred = sub(x, mean(x, axes));
  const inverse = rsqrt(add(mean(square(centred), axes), epsilon));
  return { y: mul(centred, inverse), inverse };
}

function secondOrder(
  x: Tensor,
  v: Tensor,
  g: Tensor,
  apply: (v: Tensor) => Tensor,
  epsilon: number,
): Tensor {
  const axes = rowAxes(x);
  const { y, inverse } = normalized(x, epsilon);
  const alongY = (u: Tensor) => mean(mul(u, y), axes);
  const spread = sub(
    sub(mean(mul(g, v), axes), mul(mean(g, axes), mean(v, axes))),
    mul(alongY(g), alongY(v)),
  );
  const viaInverse = mul(mul(inverse, y), spread);
  const viaOutput = add(mul(alongY(v), apply(g)), mul(alongY(g), apply(v)));
  return mul(neg(inverse), add(viaInverse, viaOutput));
}
