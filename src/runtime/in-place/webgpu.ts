/** Applies a rule on WebGPU: tf.js' own dispatch, with the target as the output that it binds for writing. */
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { settleReaders } from '../kernels/webgpu/deferred.ts';
import type { Uniform } from '../kernels/webgpu/program.ts';
import type { Live } from '../replay/live.ts';
import type { InPlaceRule } from './rules.ts';

const THREADS = 128;

export function runOnWebgpu(
  backend: WebGPUBackend,
  name: string,
  rule: InPlaceRule,
  target: TensorInfo,
  inputs: readonly TensorInfo[],
  numbers: readonly number[] | Live<readonly number[]>,
): void {
  const over = inputs[rule.inputs.indexOf(rule.over ?? '')];
  const size = over ? sizeOf(over) : Math.min(sizeOf(target), ...inputs.map(sizeOf));
  // Flat shapes: one pipeline serves tensors of every rank.
  const flat = (info: TensorInfo): TensorInfo => ({ ...info, shape: [sizeOf(info)] });
  const program: WebGPUProgram = {
    shaderKey: `ganvas_in_place_${name}`,
    variableNames: [...rule.inputs],
    outputShape: [sizeOf(target)],
    dispatchLayout: { x: [0] },
    dispatch: [Math.ceil(size / THREADS), 1, 1],
    workgroupSize: [THREADS, 1, 1],
    size: false,
    outputComponent: 1,
    uniforms: ['n : i32', ...rule.numbers.map((number) => `${number} : f32`)]
      .join(', ')
      .concat(','),
    getUserCode: () => `
      ${named(rule.wgslFunctions ?? '')}
      fn main(i : i32) {
        let n = uniforms.n;
        if (i < n) { ${named(rule.wgsl)} }
      }`,
  };
  const uniforms: Uniform[] =
    'now' in numbers
      ? numbers.now.map((number, at) => ({
          type: 'float32',
          data: [number],
          live: { from: numbers, at },
        }))
      : numbers.map((number) => ({ type: 'float32', data: [number] }));
  // A value that was read back is cached on the host, and would be read again after this change.
  settleReaders(backend, target.dataId);
  backend.uploadToGPU(target.dataId);
  const data = backend.tensorMap.get(target.dataId) as { values: unknown };
  data.values = null;
  backend.runWebGPUProgram(
    program,
    inputs.map(flat),
    'float32',
    [
      { type: 'int32', data: [size] },
      ...uniforms.map((uniform) => ({ ...uniform, data: [...uniform.data] })),
    ],
    flat(target),
  );
}

/** Numbers lie in tf.js' uniforms. */
function named(wgsl: string): string {
  return wgsl.replace(/\bc\./g, 'uniforms.');
}

function sizeOf({ shape }: TensorInfo): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
