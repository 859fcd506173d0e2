/** Sums of a normalisation and what is made of them in one dispatch, where columns are so short that no chunks are worth another. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { ColumnFunction } from './column-function.ts';
import { LANES, lanesFor, sharedSum, sharedSums } from './column-sums.ts';
import type { Layout } from './normalize-elements.ts';
import { type Moves, type Outcome, outcomeCode, outcomeOf, type Pair } from './normalize-sums.ts';

/** Rows that a thread adds up at most: alone, which is on a CPU, and beside others of its column. */
const MOST_ALONE = 512;
const MOST_BESIDE = 64;

export function isShort(gpu: WebGPUBackend, { rows, width }: Layout): boolean {
  const lanes = lanesFor(gpu, rows);
  return width === 1 && rows <= (lanes > 1 ? MOST_BESIDE * lanes : MOST_ALONE);
}

export function atOnce(
  gpu: WebGPUBackend,
  layout: Layout,
  outcome: Outcome,
  { key, names, expression, functions = '' }: ColumnFunction,
  inputs: readonly TensorInfo[],
  moves?: Moves,
): Pair {
  const { rows, groups, samples } = layout;
  const lanes = lanesFor(gpu, rows);
  return outcomeOf(gpu, layout, outcome, {
    ...{ key: `${key}_${lanes}`, names, inputs, chunks: 1, moves, workgroup: LANES * lanes },
    size: [Math.ceil(groups / LANES), 1, samples],
    functions: `${lanes > 1 ? sharedSums(lanes) : ''} ${functions}`,
    code: `
      let across = i32(lane) % ${LANES};
      let down = i32(lane) / ${LANES};
      let inSample = i32(group.x) * ${LANES} + across;
      index = i32(group.z) * uniforms.groups + inSample;
      let column = index;
      let origin = i32(group.z) * uniforms.sample + inSample;
      let end = origin + uniforms.sample - inSample;
      var sum = vec2<f32>(0.0);
      if (inSample < uniforms.groups) {
        for (var at = origin + down * uniforms.groups; at < end; at = at + ${lanes} * uniforms.groups) {
          sum = sum + ${expression};
        }
      }
      ${lanes > 1 ? sharedSum(lanes, 'across', 'down') : ''}
      if (down == 0 && inSample < uniforms.groups) {
        ${outcomeCode(outcome, moves)}
      }`,
  });
}
