/**
 * Two sums per column of a rows × columns tensor, of any two functions of its elements: chunks of rows are summed by a
 * workgroup each, then the chunks are. Stock tf.js transposes first and then reduces.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { deferOne, workOf } from './deferred.ts';
import { run, sizeOf } from './program.ts';
import { added, type Part, sumOfSlices } from './slices.ts';
import { wantsTiles } from './tile-choice.ts';

/** Columns of a workgroup, and rows where it shares its work among several. */
const LANES = 16;
const MOST_CHUNKS = 64;

export interface ColumnFunction {
  readonly key: string;
  /** Names of `inputs` in the code. */
  readonly names: readonly string[];
  /**
   * WGSL expression of type `vec2<f32>` in `at` (index of the element), `column` (counted on from sample to sample) and
   * `origin` (index of the column's first element).
   */
  readonly expression: string;
  /** That the expression calls. */
  readonly functions?: string;
}

/** Sums [2, samples · columns]. The first input is samples × rows × columns, flattened or not. */
export function columnSums(
  backend: WebGPUBackend,
  summed: ColumnFunction,
  inputs: readonly TensorInfo[],
  columns: number,
  samples = 1,
): TensorInfo {
  const partial = partialSums(backend, summed, inputs, columns, samples);
  const [chunks = 1, ...shape] = partial.shape;
  if (chunks === 1) return { ...partial, shape };
  const sums = sumOfSlices(backend, partial, shape, chunks);
  backend.disposeData(partial.dataId);
  return sums;
}

/** The same before the chunks are added up: [chunks, 2, samples · columns]. */
export function partialSums(
  backend: WebGPUBackend,
  { key, names, expression, functions = '' }: ColumnFunction,
  inputs: readonly TensorInfo[],
  columns: number,
  samples = 1,
): TensorInfo {
  const rows = sizeOf(inputs[0]?.shape ?? []) / columns / samples;
  const total = samples * columns;
  const lanes = wantsTiles(backend, rows, LANES + 1) ? LANES : 1;
  const chunks = Math.min(MOST_CHUNKS, Math.ceil(rows / (LANES * lanes)));
  return run(
    backend,
    {
      key: `column_sums_${key}_${lanes}`,
      inputs: names,
      uniforms: 'rows : i32, columns : i32, chunk : i32, total : i32,',
      outputShape: [chunks, 2, total],
      dispatch: [Math.ceil(columns / LANES), chunks, samples],
      workgroupSize: [LANES, lanes, 1],
      code: `
      ${lanes > 1 ? `var<workgroup> lanes : array<array<vec2<f32>, ${LANES}>, ${lanes}>;` : ''}
      ${functions}
      fn main() {
        let inSample = i32(globalId.x);
        let sample = i32(workgroupId.z);
        let column = sample * uniforms.columns + inSample;
        let origin = sample * uniforms.rows * uniforms.columns + inSample;
        let lane = i32(localId.y);
        let start = i32(workgroupId.y) * uniforms.chunk;
        let end = min(start + uniforms.chunk, uniforms.rows);
        var sum = vec2<f32>(0.0);
        if (inSample < uniforms.columns) {
          for (var row = start + lane; row < end; row = row + ${lanes}) {
            let at = origin + row * uniforms.columns;
            sum = sum + ${expression};
          }
        }
        ${lanes > 1 ? sharedSum(lanes) : ''}
        if (lane == 0 && inSample < uniforms.columns) {
          let at = i32(workgroupId.y) * 2 * uniforms.total + column;
          result[at] = sum.x;
          result[at + uniforms.total] = sum.y;
        }
      }`,
    },
    [...inputs],
    [
      { type: 'int32', data: [rows] },
      { type: 'int32', data: [columns] },
      { type: 'int32', data: [Math.ceil(rows / chunks)] },
      { type: 'int32', data: [total] },
    ],
  );
}

/** The elements themselves; the second sum is none. */
export const PLAIN: ColumnFunction = {
  key: 'plain',
  names: ['x'],
  expression: 'vec2<f32>(x[at], 0.0)',
};

/** By what is summed, the newest of its sums. */
const ofColumns = new WeakMap<object, TensorInfo>();

/** Plain sums, which wait: a product that reads all of `x` gives them in passing. */
export function sumOfColumns(
  gpu: WebGPUBackend,
  x: TensorInfo,
  columns: number,
  shape: number[],
): TensorInfo {
  const part = (): Part => {
    const tensor = partialSums(gpu, PLAIN, [x], columns);
    return { tensor, count: tensor.shape[0] ?? 1, stride: 2 * columns };
  };
  const sum = deferOne(gpu, shape, {
    ...{ kind: 'columns', columns, sources: [x], part },
    compute: () => {
      const partial = part();
      const made = added(gpu, shape, [partial]);
      gpu.disposeData(partial.tensor.dataId);
      return [made];
    },
  });
  ofColumns.set(x.dataId, sum);
  return sum;
}

/** The sum of the columns of `x`, if it waits. */
export function waitingSumOf(
  gpu: WebGPUBackend,
  x: TensorInfo,
  columns: number,
): TensorInfo | null {
  const sum = ofColumns.get(x.dataId);
  if (!sum) return null;
  const work = workOf(gpu, sum);
  return work?.kind === 'columns' && work.columns === columns ? sum : null;
}

/** Adds up the lanes' sums into that of lane 0. */
function sharedSum(lanes: number): string {
  return `
        lanes[localId.y][localId.x] = sum;
        workgroupBarrier();
        for (var half = ${lanes / 2}; half > 0; half = half / 2) {
          if (lane < half) {
            lanes[lane][localId.x] = lanes[lane][localId.x] + lanes[lane + half][localId.x];
          }
          workgroupBarrier();
        }
        sum = lanes[0][localId.x];`;
}
