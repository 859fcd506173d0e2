/**
 * What a compute program is to tf.js' WebGPU backend. Shapes and attributes travel in uniforms, so a program is
 * compiled once per kind of tensor, not once per size.
 */
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { isHalf } from '../../half.ts';
import type { LiveWords } from '../../replay/live.ts';
import { inHalves } from './half/forms.ts';
import { isPacked, isWorthPacking, markPacked } from './half/packed.ts';

export type Uniform = {
  readonly type: 'int32' | 'uint32' | 'float32';
  readonly data: readonly number[];
  /** Where the numbers come from, if they differ from step to step. */
  readonly live?: LiveWords;
};

export interface Program {
  /** Names the shader: programs of equal key have equal code. */
  readonly key: string;
  /** Storage arrays, in order, as the code names them. */
  readonly inputs: readonly string[];
  /** WGSL fields after tf.js' own, e.g. `epsilon : f32,`. */
  readonly uniforms: string;
  readonly outputShape: number[];
  readonly dispatch: readonly [number, number, number];
  readonly workgroupSize: readonly [number, number, number];
  /** Elements per storage word: 4 reads and writes `vec4<f32>`; 2 writes words of halves. */
  readonly components?: 1 | 2 | 4;
  /** The same for each input, where they differ from the output's. */
  readonly inputComponents?: readonly (1 | 4)[];
  /** WGSL with `fn main(index : i32)` where the dispatch is one-dimensional, else `fn main()`. */
  readonly code: string;
}

export function run(
  backend: WebGPUBackend,
  program: Program,
  inputs: TensorInfo[],
  uniforms: readonly Uniform[],
  dtype: DataType = 'float32',
): TensorInfo {
  const isRead = inputs.map((input) => input.dtype === 'float32' && isPacked(input));
  const isWritten = writesHalves(program);
  if (!isWritten && !isRead.includes(true))
    return runPlain(backend, program, inputs, uniforms, dtype);
  const half = inHalves(program, isRead, isWritten);
  const made = runPlain(backend, half, inputs, uniforms, isWritten ? 'int32' : dtype);
  if (!isWritten) return made;
  markPacked(made);
  return { ...made, shape: program.outputShape, dtype: 'float32' };
}

/** In half precision, of programs that go by nothing but the index of the element. */
function writesHalves({ key, components, outputShape }: Program): boolean {
  if (!isHalf() || components !== 4 || !WRITE_HALVES.test(key)) return false;
  return isWorthPacking(outputShape);
}

const WRITE_HALVES = /^(normalize_(apply|gradient)|activation_gradient|rectify|plus|resample)_/;

function runPlain(
  backend: WebGPUBackend,
  program: Program,
  inputs: TensorInfo[],
  uniforms: readonly Uniform[],
  dtype: DataType,
): TensorInfo {
  const rank = program.outputShape.length;
  const isFlat = program.code.includes('fn main(index');
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const stock: WebGPUProgram = {
    shaderKey: `ganvas_${program.key}`,
    variableNames: [...program.inputs],
    outputShape: program.outputShape,
    // tf.js hands `main` an index exactly where the layout names no y and no z.
    dispatchLayout: isFlat ? { x: axes } : { x: [], y: [0] },
    dispatch: [...program.dispatch],
    workgroupSize: [...program.workgroupSize],
    size: true,
    outputComponent: program.components ?? 1,
    getUserCode: () => program.code,
    ...(program.inputComponents ? { variableComponents: [...program.inputComponents] } : {}),
    ...(program.uniforms ? { uniforms: program.uniforms } : {}),
  };
  const data = uniforms.map((uniform) => ({ ...uniform, data: [...uniform.data] }));
  return backend.runWebGPUProgram(stock, inputs, dtype, data);
}

const FLAT = 128;

/** One thread for each of `count` words; beyond the device's limit tf.js folds the dispatch. */
export function flat(count: number): Pick<Program, 'dispatch' | 'workgroupSize'> {
  return { dispatch: [Math.ceil(count / FLAT), 1, 1], workgroupSize: [FLAT, 1, 1] };
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
