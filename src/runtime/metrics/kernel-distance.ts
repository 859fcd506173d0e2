/**
 * Kernel distance of two sets of features (Bińkowski et al., 2018): the unbiased estimate of MMD² with the kernel
 * k(x, y) = (xᵀy/n + 1)³, averaged over blocks. Near zero for equal distributions, where it may be negative.
 */
import { createPause, type Pause } from './pause.ts';

/** Pairs are compared within blocks of at most this many samples, so the time grows with the samples, not their square. */
const BLOCK = 1000;

/** Both hold equally many vectors of `dimensions` numbers, two or more. */
export async function kernelDistance(
  a: Float32Array,
  b: Float32Array,
  dimensions: number,
  pause: Pause = createPause(),
): Promise<number> {
  const count = Math.floor(Math.min(a.length, b.length) / dimensions);
  const blocks = Math.ceil(count / BLOCK);
  let total = 0;
  for (let block = 0; block < blocks; block++) {
    const from = Math.floor((block * count) / blocks) * dimensions;
    const to = Math.floor(((block + 1) * count) / blocks) * dimensions;
    total += await blockDistance(a.subarray(from, to), b.subarray(from, to), dimensions, pause);
  }
  return total / blocks;
}

async function blockDistance(
  a: Float32Array,
  b: Float32Array,
  dimensions: number,
  pause: Pause,
): Promise<number> {
  const count = a.length / dimensions;
  let within = 0;
  let between = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      between += kernel(a, i, b, j, dimensions);
      if (j < i) within += kernel(a, i, a, j, dimensions) + kernel(b, i, b, j, dimensions);
    }
    await pause();
  }
  return (2 * within) / (count * (count - 1)) - (2 * between) / count ** 2;
}

function kernel(a: Float32Array, i: number, b: Float32Array, j: number, n: number): number {
  const [from, other] = [i * n, j * n];
  let sum = 0;
  for (let k = 0; k < n; k++) sum += (a[from + k] as number) * (b[other + k] as number);
  return (sum / n + 1) ** 3;
}
