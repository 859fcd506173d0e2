/**
 * Sums of slices, deferred: the optimizer adds a gradient's slices up while it reads them, and those of several uses of a
 * weight with them.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { deferOne, type WorkBase, workOf } from './deferred.ts';
import { flat, run, sizeOf, type Uniform } from './program.ts';

/** Element i is the sum of `tensor` at i + k · stride for k under `count`. */
export interface Part {
  readonly tensor: TensorInfo;
  readonly count: number;
  readonly stride: number;
}

export interface Slices extends WorkBase {
  readonly kind: 'slices';
  /** To be added. */
  readonly parts: readonly Part[];
}

/** More would leave an optimizer's program too few arrays. */
const MOST_PARTS = 3;

/** `tensor` may be disposed of afterwards. */
export function sumOfSlices(
  gpu: WebGPUBackend,
  tensor: TensorInfo,
  shape: number[],
  count: number,
  stride = sizeOf(shape),
): TensorInfo {
  return sumOfParts(gpu, shape, [{ tensor, count, stride }]);
}

function sumOfParts(gpu: WebGPUBackend, shape: number[], parts: readonly Part[]): TensorInfo {
  return deferOne(gpu, shape, {
    kind: 'slices',
    parts,
    sources: parts.map(({ tensor }) => tensor),
    compute: () => [added(gpu, shape, parts)],
  });
}

/** What `x` is the sum of: itself, if nothing is waiting to be added. */
export function partsOf(gpu: WebGPUBackend, x: TensorInfo): readonly Part[] {
  const work = workOf(gpu, x);
  return work?.kind === 'slices' ? work.parts : [{ tensor: x, count: 1, stride: sizeOf(x.shape) }];
}

/** WGSL of the sum of part `name` at `i`, and its uniforms. */
export function sumCode(name: string, i: string): string {
  return `
    var ${name}_sum = 0.0;
    for (var slice = 0; slice < uniforms.${name}_count; slice = slice + 1) {
      ${name}_sum = ${name}_sum + ${name}[slice * uniforms.${name}_stride + ${i}];
    }`;
}

export function sumFields(name: string): string {
  return `${name}_count : i32, ${name}_stride : i32,`;
}

export function sumNumbers({ count, stride }: Part): readonly Uniform[] {
  return [count, stride].map((value) => ({ type: 'int32', data: [value] }));
}

function added(gpu: WebGPUBackend, shape: number[], parts: readonly Part[]): TensorInfo {
  const names = parts.map((_, i) => `part${i}`);
  const program = {
    key: `sum_slices_${parts.length}`,
    inputs: names,
    uniforms: names.map(sumFields).join(' '),
    outputShape: shape,
    ...flat(sizeOf(shape)),
    code: `
    fn main(index : i32) {
      if (index < uniforms.size) {
        ${names.map((name) => sumCode(name, 'index')).join('')}
        result[index] = ${names.map((name) => `${name}_sum`).join(' + ')};
      }
    }`,
  };
  const flattened = parts.map(({ tensor }) => ({ ...tensor, shape: [sizeOf(tensor.shape)] }));
  return run(gpu, program, flattened, parts.flatMap(sumNumbers));
}

/** The sum of two of which one waits to be added up; null for others. */
export function sumOfTwo(gpu: WebGPUBackend, a: TensorInfo, b: TensorInfo): TensorInfo | null {
  const isAlike = a.dtype === 'float32' && b.dtype === 'float32' && `${a.shape}` === `${b.shape}`;
  const isOfSums = [a, b].some((one) => workOf(gpu, one)?.kind === 'slices');
  if (!isAlike || !isOfSums || sizeOf(a.shape) === 0) return null;
  const parts = [a, b].flatMap((one) => partsOf(gpu, one));
  return parts.length > MOST_PARTS ? null : sumOfParts(gpu, [...a.shape], parts);
}
