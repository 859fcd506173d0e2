/**
 * Which buffers hold halves, two in a word, and which are worth it. To tf.js they are whole numbers, whose bits stay as they are; the
 * tensors on them have the shape of what they stand for, and the type float32.
 */
import { env } from '@tensorflow/tfjs-core';

/** Elements from which on halves are worth their price; tests set it to 1. */
export const PACKED_FROM = 'GANVAS_WEBGPU_PACKED_FROM';

env().registerFlag(PACKED_FROM, () => 2048);

const packed = new WeakSet<object>();

export const isPacked = ({ dataId }: { readonly dataId: object }): boolean => packed.has(dataId);

export function markPacked({ dataId }: { readonly dataId: object }): void {
  packed.add(dataId);
}

export function isWorthPacking(shape: readonly number[]): boolean {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return size >= env().getNumber(PACKED_FROM);
}

/**
 * WGSL of two numbers in a word. What is too large for a half becomes infinite, whatever the device makes of it, so that an overflow is
 * seen; NaN becomes infinite too. 65520 is the least that rounds to more than the largest half, 65504.
 */
export const HALVES = `
  fn halves(a : f32, b : f32) -> i32 {
    let bits = vec2<u32>(bitcast<u32>(a), bitcast<u32>(b));
    let isTooLarge = (bits & vec2<u32>(0x7fffffffu)) >= vec2<u32>(0x477ff000u);
    let safe = select(vec2<f32>(a, b), vec2<f32>(0.0), isTooLarge);
    let word = pack2x16float(safe);
    let infinite = ((bits >> vec2<u32>(16u)) & vec2<u32>(0x8000u)) | vec2<u32>(0x7c00u);
    let parts = select(vec2<u32>(word & 0xffffu, word >> 16u), infinite, isTooLarge);
    return bitcast<i32>(parts.x | (parts.y << 16u));
  }`;
