/**
 * Normalisation on WebGPU: one pass over the input for sums of chunks, a small one that adds them up, one to normalise; backward
 * likewise. Columns are summed first; where a group is wider than one, its columns are joined after.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { NORMALIZE, NORMALIZE_GRADIENT } from '../names.ts';
import type { ColumnFunction } from './column-function.ts';
import { columnSums, partialSums } from './column-sums.ts';
import { defer, deferOne, type WorkBase, workOf } from './deferred.ts';
import { activatedCode, type FusedActivation, keyOf, slopeCode } from './fused-activation.ts';
import { joinColumns } from './join-columns.ts';
import { mostArrays } from './many.ts';
import { atOnce, isShort } from './normalize-at-once.ts';
import { type Layout, layoutOf, perElement } from './normalize-elements.ts';
import { addUp, MOMENTS, type Moves, type Outcome, type Pair, SUMS } from './normalize-sums.ts';
import { sumOfSlices } from './slices.ts';

export const normalize: KernelConfig = {
  kernelName: NORMALIZE,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo[] => {
    const { x, gain, bias } = inputs as { x: TensorInfo; gain: TensorInfo; bias: TensorInfo };
    const gpu = backend as WebGPUBackend;
    const layout = layoutOf(x, attrs);
    const { width } = layout;
    // Distances from an element of the group, so that the difference of squares below loses nothing to a large mean.
    const distance = `(x[at] - x[origin${width > 1 ? ` - column % ${width}` : ''}])`;
    const summed = {
      key: `moments_${width}`,
      names: ['x'],
      expression: `vec2<f32>(${distance}, ${distance} * ${distance})`,
    };
    const { sources: read, make, drop } = statisticsOf(gpu, layout, MOMENTS, summed, [x], [x]);
    const statistics = [layout.samples * layout.groups];
    const moments: Moments = { kind: 'moments', sources: read, compute: () => make(), move: make };
    const [mean, variance] = defer(gpu, [statistics, statistics], moments) as Pair;
    drop();
    const sources = [x, gain, bias, mean, variance] as const;
    const output = deferOne(gpu, x.shape, {
      kind: 'normalized',
      sources,
      compute: () => [apply(gpu, sources, layout, null)],
      activated: (activation, shape) => ({ ...apply(gpu, sources, layout, activation), shape }),
    });
    return [output, mean, variance];
  },
};

export const normalizeGradient: KernelConfig = {
  kernelName: NORMALIZE_GRADIENT,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo[] => {
    const { x, dy, gain, mean, variance } = inputs as Record<string, TensorInfo>;
    if (!x || !dy || !gain || !mean || !variance) {
      throw new Error('internal: the gradient of normalisation was run without an input');
    }
    const gpu = backend as WebGPUBackend;
    const layout = layoutOf(x, attrs);
    const { width, epsilon } = layout;
    const group = width > 1 ? `column / ${width}` : 'column';
    const sloped = slopedOf(gpu, inputs as Record<string, TensorInfo>);
    const inverse = `inverseSqrt(variance[${group}] + f32(${epsilon}))`;
    const centred = `(x[at] - mean[${group}])`;
    const slope = `slopeAt(${centred} * (gain[${group}] * ${inverse}) + bias[${group}])`;
    const upstream = sloped ? `(dy[at] * ${slope})` : 'dy[at]';
    const summed = [sloped?.dy ?? dy, x, mean, variance, ...(sloped ? [gain, sloped.bias] : [])];
    const key = `normalize_gradient_${width}_${epsilon}`;
    const { make, drop } = statisticsOf(
      gpu,
      layout,
      SUMS,
      {
        key: sloped ? `${key}_${keyOf(sloped.activation)}` : key,
        names: ['dy', 'x', 'mean', 'variance', ...(sloped ? ['gain', 'bias'] : [])],
        expression: `vec2<f32>(${upstream}, ${upstream} * (${centred} * ${inverse}))`,
        ...(sloped ? { functions: `alias T = f32; ${slopeCode(sloped.activation)}` } : {}),
      },
      summed,
      [],
    );
    const [ofBias, ofGain] = make();
    drop();
    const needed = { x, dy: sloped?.dy ?? dy, gain, mean, variance, ofBias, ofGain };
    const dx = sloped
      ? perElement(gpu, {
          key: `gradient_${keyOf(sloped.activation)}`,
          inputs: { ...needed, bias: sloped.bias },
          images: 2,
          body: BACKWARD(
            'dy[index] * slopeAt((x[index] - mean[group]) * (gain[group] * inverse) + bias[group])',
          ),
          functions: slopeCode(sloped.activation),
          layout,
        })
      : perElement(gpu, {
          ...{ key: 'gradient', inputs: needed, images: 2, functions: '' },
          ...{ body: BACKWARD('dy[index]'), layout },
        });
    return [dx, ...[ofBias, ofGain].map((sum) => waiting(gpu, sum))];
  },
};

/** As slices, so that several of them are added up by the optimizer. */
function waiting(gpu: WebGPUBackend, sum: TensorInfo): TensorInfo {
  const slices = sumOfSlices(gpu, sum, sum.shape, 1);
  gpu.disposeData(sum.dataId);
  return slices;
}

/** Arrays of the gradient with a slope in it: seven to read, the bias, and the result. */
const SLOPED_ARRAYS = 9;

/** The activation whose slope `dy` is yet to be multiplied by, if what went into it is what this normalisation gave. */
function slopedOf(gpu: WebGPUBackend, inputs: Record<string, TensorInfo>) {
  const { x, dy, gain, mean, variance } = inputs;
  const work = dy && workOf(gpu, dy);
  if (work?.kind !== 'sloped' || mostArrays(gpu) < SLOPED_ARRAYS) return null;
  const made = workOf(gpu, work.x);
  if (made?.kind !== 'normalized') return null;
  const isSame = [x, gain, mean, variance].every((input) =>
    made.sources.some(({ dataId }) => dataId === input?.dataId),
  );
  const [, , bias] = made.sources;
  return isSame && bias ? { dy: work.dy, activation: work.activation, bias } : null;
}

/** x normalised by what `mean` and `variance` will be. */
export interface Normalized extends WorkBase {
  readonly kind: 'normalized';
  /** x, gain, bias, mean, variance. */
  readonly sources: Five;
  /** The result under an activation, without the result itself. */
  activated(activation: FusedActivation, shape: number[]): TensorInfo;
}

/** Mean and variance. */
export interface Moments extends WorkBase {
  readonly kind: 'moments';
  /** Makes them, and moves two tensors towards them. */
  move(moves: Moves): Pair;
}

type Five = readonly [TensorInfo, TensorInfo, TensorInfo, TensorInfo, TensorInfo];

function apply(
  gpu: WebGPUBackend,
  [x, gain, bias, mean, variance]: Five,
  layout: Layout,
  activation: FusedActivation | null,
): TensorInfo {
  const value = '(x[index] - mean[group]) * scale + bias[group]';
  return perElement(gpu, {
    key: activation ? `apply_${keyOf(activation)}` : 'apply',
    inputs: { x, gain, bias, mean, variance },
    images: 1,
    body: `
  let scale = gain[group] * inverseSqrt(variance[group] + uniforms.epsilon);
  result[index] = ${activation ? `activated(${value})` : value};`,
    functions: activation ? activatedCode(activation) : '',
    layout,
  });
}

/** WGSL for one element, whose statistics are number `group`. */
const BACKWARD = (upstream: string) => `
  let inverse = inverseSqrt(variance[group] + uniforms.epsilon);
  let y = (x[index] - mean[group]) * inverse;
  let pull = (ofBias[group] + ofGain[group] * y) / uniforms.count;
  result[index] = gain[group] * inverse * (${upstream} - pull);`;

/** Two statistics of each group, made of the sums of `summed` over `inputs` when `make` is called; `outcome` reads `read`. */
function statisticsOf(
  gpu: WebGPUBackend,
  layout: Layout,
  outcome: Outcome,
  summed: ColumnFunction,
  inputs: readonly TensorInfo[],
  read: readonly TensorInfo[],
) {
  if (isShort(gpu, layout)) {
    const make = (moves?: Moves) => atOnce(gpu, layout, outcome, summed, inputs, moves);
    return { sources: inputs, make, drop: () => {} };
  }
  const sums = groupSums(gpu, summed, inputs, layout);
  const make = (moves?: Moves) => addUp(gpu, layout, outcome, sums, read, moves);
  return { sources: [sums, ...read], make, drop: () => gpu.disposeData(sums.dataId) };
}

/** Sums [chunks, 2, samples · groups]. */
function groupSums(
  gpu: WebGPUBackend,
  summed: ColumnFunction,
  inputs: readonly TensorInfo[],
  { samples, groups, width }: Layout,
): TensorInfo {
  if (width === 1) return partialSums(gpu, summed, inputs, groups, samples);
  const columns = columnSums(gpu, summed, inputs, groups * width, samples);
  const joined = joinColumns(gpu, columns, width);
  return { ...joined, shape: [1, ...joined.shape] };
}
