/**
 * Normalisation on WebGPU: one pass over the input for sums of chunks, a small one that adds them up, one to normalise; backward
 * likewise. Columns are summed first; where a group is wider than one, its columns are joined after.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { NORMALIZE, NORMALIZE_GRADIENT } from '../names.ts';
import { type ColumnFunction, columnSums, partialSums } from './column-sums.ts';
import { joinColumns } from './join-columns.ts';
import { runMany } from './many.ts';
import { flat, run, sizeOf } from './program.ts';

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
    const sums = groupSums(
      gpu,
      {
        key: `moments_${width}`,
        names: ['x'],
        expression: `vec2<f32>(${distance}, ${distance} * ${distance})`,
      },
      [x],
      layout,
    );
    const [mean, variance] = addUp(gpu, layout, MOMENTS, sums, [x]);
    gpu.disposeData(sums.dataId);
    const output = perElement(gpu, 'apply', { x, gain, bias, mean, variance }, 1, FORWARD, layout);
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
    const y = `(x[at] - mean[${group}]) * inverseSqrt(variance[${group}] + f32(${epsilon}))`;
    const sums = groupSums(
      gpu,
      {
        key: `normalize_gradient_${width}_${epsilon}`,
        names: ['dy', 'x', 'mean', 'variance'],
        expression: `vec2<f32>(dy[at], dy[at] * (${y}))`,
      },
      [dy, x, mean, variance],
      layout,
    );
    const [ofBias, ofGain] = addUp(gpu, layout, SUMS, sums, []);
    gpu.disposeData(sums.dataId);
    const needed = { x, dy, gain, mean, variance, ofBias, ofGain };
    return [perElement(gpu, 'gradient', needed, 2, BACKWARD, layout), ofBias, ofGain];
  },
};

/** WGSL for one element, whose statistics are number `group`. */
const FORWARD = `
  let scale = gain[group] * inverseSqrt(variance[group] + uniforms.epsilon);
  result[index] = (x[index] - mean[group]) * scale + bias[group];`;

const BACKWARD = `
  let inverse = inverseSqrt(variance[group] + uniforms.epsilon);
  let y = (x[index] - mean[group]) * inverse;
  let pull = (ofBias[group] + ofGain[group] * y) / uniforms.count;
  result[index] = gain[group] * inverse * (dy[index] - pull);`;

interface Layout {
  readonly samples: number;
  readonly groups: number;
  readonly width: number;
  readonly rows: number;
  readonly epsilon: number;
}

function layoutOf(x: TensorInfo, attrs: NamedAttrMap | undefined): Layout {
  const [samples, groups, width] = [attrs?.samples, attrs?.groups, attrs?.width].map(Number) as [
    number,
    number,
    number,
  ];
  const rows = sizeOf(x.shape) / (samples * groups * width);
  return { samples, groups, width, rows, epsilon: Number(attrs?.epsilon) };
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

interface Outcome {
  readonly key: string;
  readonly read: readonly string[];
  /** Of `sum`, a `vec2<f32>`, for the group `index`. */
  readonly code: string;
}

const MOMENTS: Outcome = {
  key: 'moments',
  read: ['x'],
  code: `
  let at = (index / uniforms.groups) * uniforms.sample + (index % uniforms.groups) * uniforms.width;
  let offset = sum.x / uniforms.count;
  first[index] = x[at] + offset;
  second[index] = max(sum.y / uniforms.count - offset * offset, 0.0);`,
};

const SUMS: Outcome = {
  key: 'sums',
  read: [],
  code: `
  first[index] = sum.x;
  second[index] = sum.y;`,
};

/** Adds the chunks up, and makes two tensors [samples · groups] of the sums in the same pass. */
function addUp(
  gpu: WebGPUBackend,
  { samples, groups, width, rows }: Layout,
  { key, read, code }: Outcome,
  sums: TensorInfo,
  inputs: readonly TensorInfo[],
): [TensorInfo, TensorInfo] {
  const statistics = samples * groups;
  const [first, second] = [0, 1].map(() => gpu.makeTensorInfo([statistics], 'float32')) as [
    TensorInfo,
    TensorInfo,
  ];
  const integers = [sums.shape[0] ?? 1, statistics, groups, width, rows * groups * width];
  runMany(
    gpu,
    {
      key: `normalize_${key}`,
      written: ['first', 'second'],
      read: ['sums', ...read],
      uniforms:
        'chunks : i32, statistics : i32, groups : i32, width : i32, sample : i32, count : f32,',
      code: `
      if (index >= uniforms.statistics) { return; }
      var sum = vec2<f32>(0.0);
      for (var chunk = 0; chunk < uniforms.chunks; chunk = chunk + 1) {
        let at = chunk * 2 * uniforms.statistics + index;
        sum = sum + vec2<f32>(sums[at], sums[at + uniforms.statistics]);
      }
      ${code}`,
    },
    [first, second],
    [sums, ...inputs],
    [
      ...integers.map((value) => ({ type: 'int32', data: [value] }) as const),
      { type: 'float32', data: [rows * width] },
    ],
    statistics,
  );
  return [first, second];
}

/** Four elements at a time where the statistics of neighbours lie side by side, or are the same. */
function perElement(
  gpu: WebGPUBackend,
  key: string,
  inputs: Readonly<Record<string, TensorInfo>>,
  images: number,
  body: string,
  { groups, width, rows, epsilon }: Layout,
): TensorInfo {
  const shape = inputs.x?.shape ?? [];
  const columns = groups * width;
  const isSideBySide = width === 1 && groups % 4 === 0;
  const run4 = columns === 1 ? rows : width;
  const ofElements = isSideBySide || run4 % 4 === 0 ? 4 : 1;
  const ofStatistics = isSideBySide ? 4 : 1;
  const names = Object.keys(inputs);
  const integers = [rows * columns, columns, width, groups];
  const program = {
    key: `normalize_${key}_${ofElements}_${ofStatistics}`,
    inputs: names,
    uniforms: 'epsilon : f32, count : f32, sample : i32, columns : i32, width : i32, groups : i32,',
    outputShape: shape,
    components: ofElements,
    inputComponents: names.map((_, i) => (i < images ? ofElements : ofStatistics)),
    ...flat(sizeOf(shape) / ofElements),
    code: `
    fn main(index : i32) {
      if (index < uniforms.size) {
        let element = index * ${ofElements / ofStatistics};
        let inSample = (element % uniforms.columns) / uniforms.width;
        let group = (element / uniforms.sample) * uniforms.groups + inSample;
        ${body}
      }
    }`,
  } as const;
  return run(gpu, program, Object.values(inputs), [
    { type: 'float32', data: [epsilon] },
    { type: 'float32', data: [rows * width] },
    // In words of the statistics; where these are four numbers, a width is 1.
    ...integers.map(
      (value, i) => ({ type: 'int32', data: [i === 2 ? value : value / ofStatistics] }) as const,
    ),
  ]);
}
