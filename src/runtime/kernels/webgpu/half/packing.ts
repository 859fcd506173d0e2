/** Tensors as halves, and back. Runs on every adapter. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { HALF, WHOLE } from '../../names.ts';
import { flat, run, sizeOf } from '../program.ts';
import { HALVES, isPacked, markPacked } from './packed.ts';

export const pack: KernelConfig = {
  kernelName: HALF,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }): TensorInfo =>
    packOn(backend as WebGPUBackend, inputOf(inputs)),
};

export const unpack: KernelConfig = {
  kernelName: WHOLE,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }): TensorInfo =>
    unpackOn(backend as WebGPUBackend, inputOf(inputs)),
};

/** A kernel that knows no halves, on inputs that may be. */
export function withWhole(kernel: KernelConfig): KernelConfig {
  return {
    ...kernel,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const gpu = backend as WebGPUBackend;
      const given = Object.entries(inputs as unknown as Readonly<Record<string, TensorInfo>>);
      const rest = attrs ? { attrs } : {};
      const unpacked = given.flatMap(([name, info]) =>
        info && isPacked(info) ? [[name, unpackOn(gpu, info)] as const] : [],
      );
      if (unpacked.length === 0) return kernel.kernelFunc({ inputs, backend, ...rest });
      const read = { ...inputs, ...Object.fromEntries(unpacked) };
      const made = kernel.kernelFunc({ inputs: read, backend, ...rest });
      for (const [, { dataId }] of unpacked) gpu.disposeData(dataId);
      return made;
    },
  };
}

export function packOn(gpu: WebGPUBackend, x: TensorInfo): TensorInfo {
  const size = sizeOf(x.shape);
  const components = size % 4 === 0 ? 4 : 1;
  const threads = Math.ceil(size / (components === 4 ? 4 : 2));
  const program = {
    key: `half_${components}`,
    inputs: ['x'],
    uniforms: 'elements : i32,',
    outputShape: [Math.ceil(size / 2)],
    inputComponents: [components] as const,
    ...flat(threads),
    code: components === 4 ? PACK_FOUR : PACK_TWO,
  };
  const words = run(gpu, program, [x], [{ type: 'int32', data: [size] }], 'int32');
  markPacked(words);
  return { ...words, shape: x.shape, dtype: 'float32' };
}

export function unpackOn(gpu: WebGPUBackend, x: TensorInfo): TensorInfo {
  if (!isPacked(x)) throw new Error('internal: a tensor of float32 was unpacked');
  const size = sizeOf(x.shape);
  const program = {
    key: 'whole',
    inputs: ['x'],
    uniforms: 'elements : i32,',
    outputShape: [size],
    ...flat(Math.ceil(size / 2)),
    code: UNPACK,
  };
  const words: TensorInfo = { ...x, shape: [Math.ceil(size / 2)], dtype: 'int32' };
  const floats = run(gpu, program, [words], [{ type: 'int32', data: [size] }]);
  return { ...floats, shape: x.shape };
}

function inputOf(inputs: Readonly<Record<string, unknown>>): TensorInfo {
  return inputs.x as TensorInfo;
}

const PACK_FOUR = `${HALVES}
  fn main(index : i32) {
    if (index * 4 >= uniforms.elements) { return; }
    let value = x[index];
    result[index * 2] = halves(value.x, value.y);
    result[index * 2 + 1] = halves(value.z, value.w);
  }`;

const PACK_TWO = `${HALVES}
  fn main(index : i32) {
    let at = index * 2;
    if (at >= uniforms.elements) { return; }
    var second = 0.0;
    if (at + 1 < uniforms.elements) { second = x[at + 1]; }
    result[index] = halves(x[at], second);
  }`;

const UNPACK = `
  fn main(index : i32) {
    let at = index * 2;
    if (at >= uniforms.elements) { return; }
    let value = unpack2x16float(bitcast<u32>(x[index]));
    result[at] = value.x;
    if (at + 1 < uniforms.elements) { result[at + 1] = value.y; }
  }`;
