/** Adds up the chunks of a normalisation's sums, and moves moving statistics in the same pass. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type ManyProgram, runMany } from './many.ts';
import type { Layout } from './normalize-elements.ts';

export type Pair = [TensorInfo, TensorInfo];

/** Of the mean and of the variance: target ← keep · target + (1 − keep) · factor · value. */
export type Moves = readonly [Move, Move];
interface Move {
  readonly target: TensorInfo;
  readonly keep: number;
  readonly factor: number;
}

export interface Outcome {
  readonly key: string;
  readonly read: readonly string[];
  /** Of `sum`, a `vec2<f32>`, for the group `index`. */
  readonly code: string;
}

export const MOMENTS: Outcome = {
  key: 'moments',
  read: ['x'],
  code: `
  let at = (index / uniforms.groups) * uniforms.sample + (index % uniforms.groups) * uniforms.width;
  let offset = sum.x / uniforms.count;
  first[index] = x[at] + offset;
  second[index] = max(sum.y / uniforms.count - offset * offset, 0.0);`,
};

export const SUMS: Outcome = {
  key: 'sums',
  read: [],
  code: `
  first[index] = sum.x;
  second[index] = sum.y;`,
};

/** Adds the chunks up, and makes two tensors [samples · groups] of the sums in the same pass. */
export function addUp(
  gpu: WebGPUBackend,
  layout: Layout,
  outcome: Outcome,
  sums: TensorInfo,
  inputs: readonly TensorInfo[],
  moves?: Moves,
): Pair {
  const code = `
      if (index >= uniforms.statistics) { return; }
      var sum = vec2<f32>(0.0);
      for (var chunk = 0; chunk < uniforms.chunks; chunk = chunk + 1) {
        let at = chunk * 2 * uniforms.statistics + index;
        sum = sum + vec2<f32>(sums[at], sums[at + uniforms.statistics]);
      }
      ${outcomeCode(outcome, moves)}`;
  const [chunks = 1] = sums.shape;
  return outcomeOf(gpu, layout, outcome, {
    ...{ code, chunks, moves, key: 'chunks', names: ['sums', ...outcome.read] },
    ...{ inputs: [sums, ...inputs], size: layout.samples * layout.groups },
  });
}

export function outcomeCode({ code }: Outcome, moves: Moves | undefined): string {
  return `${code} ${moves ? MOVE_CODE : ''}`;
}

interface Summing extends Pick<ManyProgram, 'key' | 'code' | 'workgroup' | 'functions'> {
  readonly names: readonly string[];
  readonly inputs: readonly TensorInfo[];
  readonly chunks: number;
  readonly moves: Moves | undefined;
  readonly size: number | readonly [number, number, number];
}

/** What `code` makes of its sums. */
export function outcomeOf(
  gpu: WebGPUBackend,
  { samples, groups, width, rows }: Layout,
  { key }: Outcome,
  { names, inputs, chunks, moves, size, ...summing }: Summing,
): Pair {
  const statistics = samples * groups;
  const [first, second] = [0, 1].map(() => gpu.makeTensorInfo([statistics], 'float32')) as Pair;
  const integers = [chunks, statistics, groups, width, rows * groups * width];
  runMany(
    gpu,
    {
      ...summing,
      key: `normalize_${key}_${summing.key}${moves ? '_moving' : ''}`,
      written: ['first', 'second', ...(moves ? ['moved0', 'moved1'] : [])],
      read: names,
      uniforms: `chunks : i32, statistics : i32, groups : i32, width : i32, sample : i32, count : f32, ${moves ? MOVE_FIELDS : ''}`,
    },
    [first, second, ...(moves ?? []).map(({ target }) => target)],
    inputs,
    [
      ...integers.map((value) => ({ type: 'int32', data: [value] }) as const),
      ...[rows * width, ...(moves ?? []).flatMap(({ keep, factor }) => [keep, factor])].map(
        (value) => ({ type: 'float32', data: [value] }) as const,
      ),
    ],
    size,
  );
  return [first, second];
}

const MOVE_FIELDS = 'keep0 : f32, factor0 : f32, keep1 : f32, factor1 : f32,';
const MOVE_CODE = ['first', 'second']
  .map(
    (value, k) => `
      let old${k} = moved${k}[index];
      moved${k}[index] = old${k} + (1.0 - uniforms.keep${k}) * (uniforms.factor${k} * ${value}[index] - old${k});`,
  )
  .join('');
