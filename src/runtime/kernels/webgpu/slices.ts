/**
 * Sums of slices, deferred: the optimizer adds a gradient's slices up while it reads them, and those of several uses of a
 * weight with them.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { become, deferOne, type WorkBase, workOf } from './deferred.ts';
import { flat, run, sizeOf, type Uniform } from './program.ts';

/** Element i is the sum of `tensor` at i + offset + k · stride for k under `count`. */
export interface Part {
  readonly tensor: TensorInfo;
  readonly count: number;
  readonly stride: number;
  readonly offset?: number;
}

export interface Slices extends WorkBase {
  readonly kind: 'slices';
  /** To be added. */
  readonly parts: readonly Part[];
}

/** Sums of columns that nobody has added up yet, not even in slices. */
export interface Columns extends WorkBase {
  readonly kind: 'columns';
  readonly columns: number;
  /** Adds them up in slices, in a tensor that is the caller's. */
  part(): Part;
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
  return deferOne(gpu, shape, slices(gpu, shape, parts));
}

function slices(gpu: WebGPUBackend, shape: readonly number[], parts: readonly Part[]): Slices {
  return {
    kind: 'slices',
    parts,
    sources: parts.map(({ tensor }) => tensor),
    compute: () => [added(gpu, [...shape], inSlices(gpu, parts))],
  };
}

/** What `x` is the sum of: itself, if nothing is waiting to be added. */
export function partsOf(gpu: WebGPUBackend, x: TensorInfo): readonly Part[] {
  const work = workOf(gpu, x);
  if (work?.kind === 'columns') return [becomeSlices(gpu, x, work.part())];
  return work?.kind === 'slices' ? inSlices(gpu, work.parts) : [whole(x)];
}

function whole(x: TensorInfo): Part {
  return { tensor: x, count: 1, stride: sizeOf(x.shape) };
}

/** A part that was one tensor may have slices by now. */
function inSlices(gpu: WebGPUBackend, parts: readonly Part[]): readonly Part[] {
  return parts.flatMap((part) =>
    part.count === 1 && !part.offset && workOf(gpu, part.tensor)
      ? partsOf(gpu, part.tensor)
      : [part],
  );
}

/** `x`, whose columns were to be added up, comes of `part`. */
export function becomeSlices(gpu: WebGPUBackend, x: TensorInfo, part: Part): Part {
  become(gpu, x, slices(gpu, x.shape, [part]));
  gpu.disposeData(part.tensor.dataId);
  return part;
}

/** WGSL of the sum of part `name` at `i`, and its uniforms. */
export function sumCode(name: string, i: string): string {
  return `
    var ${name}_sum = 0.0;
    for (var slice = 0; slice < uniforms.${name}_count; slice = slice + 1) {
      ${name}_sum = ${name}_sum + ${name}[slice * uniforms.${name}_stride + uniforms.${name}_offset + ${i}];
    }`;
}

export function sumFields(name: string): string {
  return `${name}_count : i32, ${name}_stride : i32, ${name}_offset : i32,`;
}

export function sumNumbers({ count, stride, offset = 0 }: Part): readonly Uniform[] {
  return [count, stride, offset].map((value) => ({ type: 'int32', data: [value] }));
}

export function added(gpu: WebGPUBackend, shape: number[], parts: readonly Part[]): TensorInfo {
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
  const works = [a, b].map((one) => workOf(gpu, one));
  const isOfSums = works.some((work) => work?.kind === 'slices' || work?.kind === 'columns');
  if (!isAlike || !isOfSums || sizeOf(a.shape) === 0) return null;
  const parts = [a, b].flatMap((one, i) => {
    const work = works[i];
    return work?.kind === 'slices' ? work.parts : [whole(one)];
  });
  return parts.length > MOST_PARTS ? null : sumOfParts(gpu, [...a.shape], parts);
}
