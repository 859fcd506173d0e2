/** Batch normalisation on WebGPU: one pass over the input for the statistics, one to normalise; backward likewise. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { BATCH_NORMALIZE, BATCH_NORMALIZE_GRADIENT } from '../names.ts';
import { columnSums } from './column-sums.ts';
import { flat, run, sizeOf } from './program.ts';

export const batchNormalize: KernelConfig = {
  kernelName: BATCH_NORMALIZE,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo[] => {
    const { x, gain, bias } = inputs as { x: TensorInfo; gain: TensorInfo; bias: TensorInfo };
    const gpu = backend as WebGPUBackend;
    const channels = x.shape.at(-1) ?? 1;
    const rows = sizeOf(x.shape) / channels;
    // Distances from the first row, so that the difference of squares below loses nothing to a large mean.
    const sums = columnSums(
      gpu,
      {
        key: 'moments',
        names: ['x'],
        expression: 'vec2<f32>(x[at] - x[column], (x[at] - x[column]) * (x[at] - x[column]))',
      },
      [x],
      channels,
    );
    const moment = (
      key: string,
      needed: Readonly<Record<string, TensorInfo>>,
      expression: string,
    ) =>
      run(
        gpu,
        {
          key: `batch_normalize_${key}`,
          inputs: Object.keys(needed),
          uniforms: 'rows : f32,',
          outputShape: [channels],
          ...flat(channels),
          code: `
          fn main(index : i32) {
            if (index < uniforms.size) {
              let offset = sums[index] / uniforms.rows;
              result[index] = ${expression};
            }
          }`,
        },
        Object.values(needed),
        [{ type: 'float32', data: [rows] }],
      );
    const mean = moment('mean', { sums, x }, 'x[index] + offset');
    const variance = moment(
      'variance',
      { sums },
      'max(sums[uniforms.size + index] / uniforms.rows - offset * offset, 0.0)',
    );
    gpu.disposeData(sums.dataId);
    const output = perElement(
      gpu,
      'apply',
      ['x', 'gain', 'bias', 'mean', 'variance'],
      [x, gain, bias, mean, variance],
      FORWARD,
      Number(attrs?.epsilon),
      rows,
    );
    return [output, mean, variance];
  },
};

export const batchNormalizeGradient: KernelConfig = {
  kernelName: BATCH_NORMALIZE_GRADIENT,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo[] => {
    const { x, dy, gain, mean, variance } = inputs as Record<string, TensorInfo>;
    if (!x || !dy || !gain || !mean || !variance) {
      throw new Error('internal: the gradient of batch normalisation was run without an input');
    }
    const gpu = backend as WebGPUBackend;
    const channels = x.shape.at(-1) ?? 1;
    const inverse = `inverseSqrt(variance[column] + f32(${Number(attrs?.epsilon)}))`;
    const sums = columnSums(
      gpu,
      {
        key: `normalize_gradient_${Number(attrs?.epsilon)}`,
        names: ['dy', 'x', 'mean', 'variance'],
        expression: `vec2<f32>(dy[at], dy[at] * ((x[at] - mean[column]) * ${inverse}))`,
      },
      [dy, x, mean, variance],
      channels,
    );
    const output = perElement(
      gpu,
      'gradient',
      ['x', 'dy', 'gain', 'mean', 'variance', 'sums'],
      [x, dy, gain, mean, variance, sums],
      BACKWARD,
      Number(attrs?.epsilon),
      sizeOf(x.shape) / channels,
    );
    return [output, sums];
  },
};

/** WGSL for one element: `PER(name)` reads a per-channel input, `SUM(i)` the column's sum i. */
const FORWARD = `
  let scale = PER(gain) * inverseSqrt(PER(variance) + uniforms.epsilon);
  result[index] = (x[index] - PER(mean)) * scale + PER(bias);`;

const BACKWARD = `
  let inverse = inverseSqrt(PER(variance) + uniforms.epsilon);
  let y = (x[index] - PER(mean)) * inverse;
  let pull = (SUM(0) + SUM(1) * y) / uniforms.rows;
  result[index] = PER(gain) * inverse * (dy[index] - pull);`;

/** Four channels at a time where they divide evenly. */
function perElement(
  gpu: WebGPUBackend,
  key: string,
  names: readonly string[],
  inputs: readonly TensorInfo[],
  body: string,
  epsilon: number,
  rows: number,
): TensorInfo {
  const shape = inputs[0]?.shape ?? [];
  const channels = shape.at(-1) ?? 1;
  const components = channels % 4 === 0 ? 4 : 1;
  const code = body
    .replace(/PER\((\w+)\)/g, '$1[channel]')
    .replace(/SUM\(0\)/g, 'sums[channel]')
    .replace(/SUM\(1\)/g, 'sums[channel + uniforms.channels]');
  return run(
    gpu,
    {
      key: `batch_normalize_${key}_${components}`,
      inputs: names,
      uniforms: 'epsilon : f32, rows : f32, channels : i32,',
      outputShape: shape,
      components,
      ...flat(sizeOf(shape) / components),
      code: `
      fn main(index : i32) {
        if (index < uniforms.size) {
          let channel = index % uniforms.channels;
          ${code}
        }
      }`,
    },
    [...inputs],
    [
      { type: 'float32', data: [epsilon] },
      { type: 'float32', data: [rows] },
      { type: 'int32', data: [channels / components] },
    ],
  );
}
