/**
 * Two sums per column of a rows × columns tensor, of any two functions of its elements: chunks of rows are summed by a
 * workgroup each, then the chunks are. Stock tf.js transposes first and then reduces.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { ColumnFunction } from './column-function.ts';
import { deferOne, workOf } from './deferred.ts';
import { FEW, fewColumns } from './few-columns.ts';
import { run, sizeOf } from './program.ts';
import { added, type Part, sumOfSlices } from './slices.ts';
import { wantsTiles } from './tile-choice.ts';

/** Columns of a workgroup, and rows where it shares its work among several. */
export const LANES = 16;
const MOST_CHUNKS = 64;

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
  summed: ColumnFunction,
  inputs: readonly TensorInfo[],
  columns: number,
  samples = 1,
): TensorInfo {
  const { key, names, expression, functions = '' } = summed;
  const rows = sizeOf(inputs[0]?.shape ?? []) / columns / samples;
  const total = samples * columns;
  const lanes = lanesFor(backend, rows);
  if (columns <= FEW && lanes > 1) {
    return fewColumns(backend, summed, inputs, { rows, columns, samples }, MOST_CHUNKS);
  }
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
      ${lanes > 1 ? sharedSums(lanes) : ''}
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
        ${lanes > 1 ? sharedSum(lanes, 'localId.x', 'localId.y') : ''}
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

/** Rows at a time. */
export function lanesFor(backend: WebGPUBackend, rows: number): number {
  return wantsTiles(backend, rows, LANES + 1) ? LANES : 1;
}

export function sharedSums(lanes: number): string {
  return `var<workgroup> lanes : array<array<vec2<f32>, ${LANES}>, ${lanes}>;`;
}

/**
 * Adds up the lanes' `sum`s into that of the first. Neighbours in a subgroup hold different columns, as they do in memory, so subgroup
 * operations have nothing to add here; a tree would have a barrier for each of its levels.
 */
export function sharedSum(lanes: number, across: string, down: string): string {
  return `
        lanes[${down}][${across}] = sum;
        workgroupBarrier();
        if (${down} == 0) {
          for (var other = 1; other < ${lanes}; other = other + 1) {
            sum = sum + lanes[other][${across}];
          }
        }`;
}
