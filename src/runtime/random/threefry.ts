/**
 * Threefry-2x32-20, the counter-based generator of "Parallel random numbers: as easy as 1, 2, 3"
 * (Salmon et al., 2011). A block is a pure function of (key, counter), so every element of a tensor can be
 * computed on its own, on any device, in any order.
 */

const PARITY = 0x1bd11bda;

/** Two 32-bit words, unsigned. */
export type Words = readonly [number, number];

/** The third word that rounds add. */
export const parityOf = ([k0, k1]: Words): number => PARITY ^ k0 ^ k1;

/** One block of 64 random bits. */
export function threefry(key: Words, counter: Words): Words {
  const out = new Uint32Array(2);
  fillBlock(key[0], key[1], counter[0], counter[1], out, 0);
  return [out[0] ?? 0, out[1] ?? 0];
}

/** `count` random words: block i of the key has the words 2i and 2i + 1. */
export function fillWords(key: Words, out: Uint32Array): Uint32Array {
  const even = out.length & ~1;
  for (let i = 0; i < even; i += 2) fillBlock(key[0], key[1], i >>> 1, 0, out, i);
  if (even < out.length) out[even] = threefry(key, [even >>> 1, 0])[0];
  return out;
}

/** A key of its own for every path of integers below `key`. */
export function deriveKey(key: Words, ...path: readonly number[]): Words {
  return path.reduce<Words>((parent, step) => threefry(parent, wordsOf(step)), key);
}

/** Both halves of an integer up to 2⁵³, so that large seeds differ from small ones. */
export function wordsOf(integer: number): Words {
  return [integer >>> 0, Math.floor(integer / 2 ** 32) >>> 0];
}

/** Unrolled: four rotations, then a key injection, five times. */
function fillBlock(k0: number, k1: number, c0: number, c1: number, out: Uint32Array, at: number) {
  const k2 = PARITY ^ k0 ^ k1;
  let x = (c0 + k0) | 0;
  let y = (c1 + k1) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + k1) | 0;
  y = (y + k2 + 1) | 0;
  x = (x + y) | 0;
  y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0;
  y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0;
  y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0;
  y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + k2) | 0;
  y = (y + k0 + 2) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + k0) | 0;
  y = (y + k1 + 3) | 0;
  x = (x + y) | 0;
  y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0;
  y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0;
  y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0;
  y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + k1) | 0;
  y = (y + k2 + 4) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  out[at] = (x + k2) | 0;
  out[at + 1] = (y + k0 + 5) | 0;
}
