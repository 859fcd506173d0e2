/**
 * Sums of so few columns that a workgroup reads all of them, element after element, and adds up two columns at a time; with
 * a thread for each column of a row most threads would have none.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { ColumnFunction } from './column-function.ts';
import { runReducing } from './reducing.ts';

/** Two of them are a reduction. */
export const FEW = 4;

const THREADS = 256;
/** Elements that a thread reads at least, where there are so many. */
const SHARE = 16;

/** Sums [chunks, 2, samples · columns]. */
export function fewColumns(
  backend: WebGPUBackend,
  { key, names, expression, functions = '' }: ColumnFunction,
  inputs: readonly TensorInfo[],
  { rows, columns, samples }: { rows: number; columns: number; samples: number },
  mostChunks: number,
): TensorInfo {
  const total = samples * columns;
  const atOnce = Math.floor(THREADS / columns);
  const chunks = Math.min(mostChunks, Math.ceil(rows / (SHARE * atOnce)));
  const pairs = Array.from({ length: Math.ceil(columns / 2) }, (_, pair) => pair);
  const integers = [rows, Math.ceil(rows / chunks), total];
  return runReducing(
    backend,
    {
      key: `few_columns_${key}_${columns}`,
      inputs: names,
      uniforms: 'rows : i32, chunk : i32, total : i32,',
      outputShape: [chunks, 2, total],
      workgroups: [1, chunks, samples],
      threads: THREADS,
      reductions: pairs.map((pair) => ({ name: `total${pair}`, of: 'sum', type: 'vec4<f32>' })),
      functions,
      code: `
      let own = i32(lane) % ${columns};
      let column = i32(group.z) * ${columns} + own;
      let origin = i32(group.z) * uniforms.rows * ${columns} + own;
      let start = i32(group.y) * uniforms.chunk;
      let end = min(start + uniforms.chunk, uniforms.rows);
      var sum = vec2<f32>(0.0);
      if (i32(lane) < ${atOnce * columns}) {
        for (var row = start + i32(lane) / ${columns}; row < end; row = row + ${atOnce}) {
          let at = origin + row * ${columns};
          sum = sum + ${expression};
        }
      }
      let first = i32(group.y) * 2 * uniforms.total + i32(group.z) * ${columns};
      ${pairs.map((pair) => addedUp(pair, columns)).join('')}`,
    },
    inputs,
    integers.map((value) => ({ type: 'int32', data: [value] })),
  );
}

function addedUp(pair: number, columns: number): string {
  const [even, odd] = [2 * pair, 2 * pair + 1];
  const mine = [even, odd].map((k) => `select(vec2<f32>(0.0), sum, own == ${k})`);
  return `
      let sums${pair} = total${pair}(vec4<f32>(${mine.join(', ')}), lane);
      if (lane == 0u) {
        ${stored(even, `sums${pair}.x`, `sums${pair}.y`)}
        ${odd < columns ? stored(odd, `sums${pair}.z`, `sums${pair}.w`) : ''}
      }`;
}

function stored(column: number, one: string, other: string): string {
  return `
        result[first + ${column}] = ${one};
        result[first + ${column} + uniforms.total] = ${other};`;
}
