/**
 * Gradients of normalisation. With y the normalised input, r = 1/√(variance + ε), B(v) = r (v − mean(v) − y mean(v y)),
 * the output is gain y + bias and the gradient to x is B(gain dy), to bias Σ dy, to gain Σ dy y. B is its own adjoint in
 * v; the gradient of ⟨g, B(v)⟩ to x is
 * −r [ r y (mean(g v) − mean(g) mean(v) − mean(g y) mean(v y)) + mean(v y) B(g) + mean(g y) B(v) ].
 */
import {
  add,
  engine,
  fill,
  type GradConfig,
  mul,
  type NamedAttrMap,
  neg,
  reshape,
  rsqrt,
  square,
  sub,
  sum,
  type Tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import { NORMALIZE, NORMALIZE_GRADIENT } from '../kernels/names.ts';

export const normalizeGradients: readonly GradConfig[] = [
  {
    kernelName: NORMALIZE,
    inputsToSave: ['x', 'gain'],
    outputsToSave: [false, true, true],
    gradFunc: (dys, saved, attrs) => {
      const [dy] = dys as Tensor[];
      const [x, gain, mean, variance] = saved;
      if (!x || !gain || !dy || !mean || !variance) {
        throw new Error('internal: normalisation saved less than its gradient needs');
      }
      // Once for all three, which tf.js asks for one by one.
      const [dx, bias, ofGain] = backward({ x, dy, gain, mean, variance }, attrs);
      return { x: () => dx, bias: () => bias, gain: () => ofGain };
    },
  },
  {
    kernelName: NORMALIZE_GRADIENT,
    inputsToSave: ['x', 'dy', 'gain', 'mean', 'variance'],
    gradFunc: (upstream, saved, attrs) => {
      const [x, dy, gain, mean, variance] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor];
      const [g, toBias, toGain] = upstream as unknown as Three;
      const view = viewOf(x, attrs);
      const ofBias = view.spread(toBias);
      const ofGain = view.spread(toGain);
      const unit = fill(gain.shape, 1);
      const apply = (v: Tensor): Tensor => {
        const inputs = { x, dy: reshape(v, x.shape), gain: unit, mean, variance };
        return reshape(backward(inputs, attrs)[0], view.shape);
      };
      const [inputs, outputs, along] = [x, dy, g].map((t) => reshape(t, view.shape)) as Three;
      const whole = (t: Tensor) => reshape(t, x.shape);
      const normal = normalized(view, inputs, Number(attrs.epsilon));
      const ofAlong = apply(along);
      return {
        x: () => {
          const v = mul(outputs, view.spread(gain));
          const viaImage = secondOrder(view, normal, [v, apply(v)], [along, ofAlong]);
          return whole(add(viaImage, apply(mul(outputs, ofGain))));
        },
        dy: () => {
          const viaSums = add(mul(normal.y, ofGain), ofBias);
          return whole(add(mul(ofAlong, view.spread(gain)), viaSums));
        },
        gain: () => reshape(view.sums(mul(outputs, ofAlong)), gain.shape),
        // Functions of x, and derived as such above.
        mean: () => zeros(mean.shape),
        variance: () => zeros(variance.shape),
      };
    },
  },
];

type Three = [Tensor, Tensor, Tensor];
type Inputs = Readonly<Record<'x' | 'dy' | 'gain' | 'mean' | 'variance', Tensor>>;

/** B(gain dy), and the sums of dy and of dy y. */
function backward(inputs: Inputs, attrs: NamedAttrMap): Three {
  return engine().runKernel(NORMALIZE_GRADIENT, { ...inputs }, attrs) as unknown as Three;
}

/** Tensors with axes of their own for what is averaged over, in operations that can be derived again. */
interface View {
  readonly shape: number[];
  /** One number for each of the statistics, so that it can be broadcast. */
  spread(flat: Tensor): Tensor;
  sums(v: Tensor): Tensor;
  mean(v: Tensor): Tensor;
}

/** [samples, rows, groups, width], without the first and the last axis where they are of length 1. */
function viewOf(x: Tensor, attrs: NamedAttrMap): View {
  const [samples, groups, width] = [attrs.samples, attrs.groups, attrs.width].map(Number) as [
    number,
    number,
    number,
  ];
  const rows = x.size / (samples * groups * width);
  const [before, after] = [samples > 1 ? [samples] : [], width > 1 ? [width] : []];
  const statistics = [...before, 1, groups, ...after.map(() => 1)];
  const sums = (v: Tensor): Tensor => {
    const columns = sum(v, before.length);
    return reshape(width > 1 ? sum(columns, -1) : columns, statistics);
  };
  return {
    shape: [...before, rows, groups, ...after],
    spread: (flat) => reshape(flat, statistics),
    sums,
    mean: (v) => mul(sums(v), 1 / (rows * width)),
  };
}

interface Normal {
  readonly y: Tensor;
  readonly inverse: Tensor;
}

function normalized(view: View, x: Tensor, epsilon: number): Normal {
  const centred = sub(x, view.mean(x));
  const inverse = rsqrt(add(view.mean(square(centred)), epsilon));
  return { y: mul(centred, inverse), inverse };
}

/** `v` and `g` with B of each. */
function secondOrder(
  { mean }: View,
  { y, inverse }: Normal,
  [v, ofV]: readonly [Tensor, Tensor],
  [g, ofG]: readonly [Tensor, Tensor],
): Tensor {
  const [gAlongY, vAlongY] = [mean(mul(g, y)), mean(mul(v, y))];
  const spread = sub(sub(mean(mul(g, v)), mul(mean(g), mean(v))), mul(gAlongY, vAlongY));
  const viaInverse = mul(mul(inverse, y), spread);
  const viaOutput = add(mul(vAlongY, ofG), mul(gAlongY, ofV));
  return mul(neg(inverse), add(viaInverse, viaOutput));
}
