/**
 * Sums of so few columns that a workgroup reads all of them, element after element, and adds up one column after the other; with
 * a thread for each column of a row most threads would have none.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { ColumnFunction } from './column-function.ts';
import { runReducing } from './reducing.ts';

/** A reduction for each. */
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
  const each = Array.from({ length: columns }, (_, column) => column);
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
      reductions: each.map((k) => ({ name: `total${k}`, of: 'sum', type: 'vec2<f32>' })),
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
      ${each.map(addedUp).join('')}`,
    },
    inputs,
    integers.map((value) => ({ type: 'int32', data: [value] })),
  );
}

function addedUp(k: number): string {
  return `
      let sum${k} = total${k}(select(vec2<f32>(0.0), sum, own == ${k}), lane);
      if (lane == 0u) {
        result[first + ${k}] = sum${k}.x;
        result[first + ${k} + uniforms.total] = sum${k}.y;
      }`;
}
