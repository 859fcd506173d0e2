/**
 * Tensors as halves, two in a word, and back. What is too large for a half becomes infinite, whatever the device makes of it,
 * so that an overflow is seen; NaN becomes infinite too. Runs on every adapter.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { HALF, WHOLE } from '../../names.ts';
import { flat, run, sizeOf } from '../program.ts';

/** Buffers of halves. To tf.js they are whole numbers, whose bits stay as they are; the tensors on them have the shape of what they stand for. */
const packed = new WeakSet<object>();

export const isPacked = ({ dataId }: { readonly dataId: object }): boolean => packed.has(dataId);

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
  packed.add(words.dataId);
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

/** 65520 is the least that rounds to more than the largest half, 65504. */
const HALVES = `
  fn halves(a : f32, b : f32) -> i32 {
    let bits = vec2<u32>(bitcast<u32>(a), bitcast<u32>(b));
    let isTooLarge = (bits & vec2<u32>(0x7fffffffu)) >= vec2<u32>(0x477ff000u);
    let safe = select(vec2<f32>(a, b), vec2<f32>(0.0), isTooLarge);
    let word = pack2x16float(safe);
    let infinite = ((bits >> vec2<u32>(16u)) & vec2<u32>(0x8000u)) | vec2<u32>(0x7c00u);
    let parts = select(vec2<u32>(word & 0xffffu, word >> 16u), infinite, isTooLarge);
    return bitcast<i32>(parts.x | (parts.y << 16u));
  }`;

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
