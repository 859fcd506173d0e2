/**
 * How random words become numbers: the host side of the kernel `GanvasRandom`. The WGSL twin is
 * `kernels/webgpu/random.ts`; words and uniforms are equal bit for bit, normals to rounding.
 */
import { fillWords, type Words } from './threefry.ts';

export type Distribution = 'uniform' | 'normal' | 'truncated-normal' | 'integers' | 'survivors';

/** `a`, `b`: low and high, mean and standard deviation, or how often 0 is drawn and what is drawn otherwise. */
export interface RandomRequest {
  readonly distribution: Distribution;
  readonly a: number;
  readonly b: number;
}

/** erf(2 / √2): the share of a normal that lies within two deviations. */
export const WITHIN_TWO = 0.954499736;

const UNIT = 2 ** -24;

/** Fills `out` in place; `integers` wants an Int32Array. */
export function fillRandom(
  key: Words,
  request: RandomRequest,
  out: Float32Array | Int32Array,
): void {
  // To an even length, since words are taken two by two.
  const words = fillWords(key, new Uint32Array(out.length + (out.length & 1)));
  fillFromWords(words, request, out);
}

/** The same, from an even number of words of a key. */
export function fillFromWords(
  words: Uint32Array,
  { distribution, a, b }: RandomRequest,
  out: Float32Array | Int32Array,
): void {
  const length = out.length;
  switch (distribution) {
    case 'uniform': {
      // 24 bits are what a float32 holds; high itself is never reached.
      const low = Math.fround(a);
      const range = Math.fround(b - a);
      for (let i = 0; i < length; i++) {
        out[i] = low + Math.fround(range * (((words[i] ?? 0) >>> 8) * UNIT));
      }
      return;
    }
    case 'normal': {
      // Box–Muller, both numbers of a block. 1 − u keeps the logarithm away from zero.
      for (let i = 0; i < length; i += 2) {
        const radius = b * Math.sqrt(-2 * Math.log(1 - ((words[i] ?? 0) >>> 8) * UNIT));
        const angle = ((words[i + 1] ?? 0) >>> 8) * (UNIT * 2 * Math.PI);
        out[i] = a + radius * Math.cos(angle);
        if (i + 1 < length) out[i + 1] = a + radius * Math.sin(angle);
      }
      return;
    }
    case 'truncated-normal': {
      for (let i = 0; i < length; i++) {
        // The middle of each of 2²⁴ equal cells of (−1, 1).
        const u = (((words[i] ?? 0) >>> 8) + 0.5) * (2 * UNIT) - 1;
        out[i] = a + b * Math.SQRT2 * erfInverse(WITHIN_TWO * u);
      }
      return;
    }
    case 'integers': {
      // The high word of word × range; the bias is below range / 2³².
      for (let i = 0; i < length; i++) out[i] = a + multiplyHigh(words[i] ?? 0, b - a);
      return;
    }
    case 'survivors': {
      const rate = Math.fround(a);
      for (let i = 0; i < length; i++) out[i] = ((words[i] ?? 0) >>> 8) * UNIT < rate ? 0 : b;
    }
  }
}

/** The upper 32 bits of a 64-bit product, exact (a double holds only 53). */
function multiplyHigh(x: number, y: number): number {
  const low = (x & 0xffff) * y;
  const high = (x >>> 16) * y;
  return Math.floor((high + Math.floor(low / 0x10000)) / 0x10000);
}

/** Giles, "Approximating the erfinv function" (2010), single precision, the branch for |x| < 0.9966. */
export function erfInverse(x: number): number {
  const w = -Math.log((1 - x) * (1 + x)) - 2.5;
  let p = 2.81022636e-8;
  p = 3.43273939e-7 + p * w;
  p = -3.5233877e-6 + p * w;
  p = -4.39150654e-6 + p * w;
  p = 0.00021858087 + p * w;
  p = -0.00125372503 + p * w;
  p = -0.00417768164 + p * w;
  p = 0.246640727 + p * w;
  p = 1.50140941 + p * w;
  return p * x;
}
