/**
 * Fréchet distance of the normal distributions that fit two sets of features (Dowson and Landau, 1982; Heusel et al.,
 * 2017): ‖μ₁−μ₂‖² + Tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½), in float64. Biased: it shrinks as samples are added.
 */
import { createPause, type Pause } from './pause.ts';
import { symmetricEigenvalues } from './symmetric-eigenvalues.ts';

export interface Moments {
  readonly mean: Float64Array;
  /** Row by row, with divisor count − 1. */
  readonly covariance: Float64Array;
}

/** Both hold vectors of `dimensions` numbers, two or more of them. */
export async function frechetDistance(
  a: Float32Array,
  b: Float32Array,
  dimensions: number,
  pause: Pause = createPause(),
): Promise<number> {
  if (Math.max(a.length, b.length) < dimensions ** 2) return frechetOfFew(a, b, dimensions, pause);
  const first = await momentsOf(a, dimensions, pause);
  const second = await momentsOf(b, dimensions, pause);
  return frechetOfMoments(first, second, pause);
}

/**
 * Of fewer samples than dimensions, without their covariances: with centred sets A and B, one sample a row, Σ₁Σ₂ has the
 * eigenvalues of (ABᵀ)(ABᵀ)ᵀ, which has a row for each sample of A.
 */
async function frechetOfFew(a: Float32Array, b: Float32Array, n: number, pause: Pause) {
  const [first, second] = [centred(a, n), centred(b, n)];
  let distance = 0;
  for (let i = 0; i < n; i++) {
    distance += ((first.mean[i] as number) - (second.mean[i] as number)) ** 2;
  }
  for (const { rows } of [first, second]) for (const value of rows) distance += value * value;
  const cross = await productOf(first.rows, second.rows, n, pause);
  const across = second.rows.length / n;
  const count = first.rows.length / n;
  const product = await productOf(cross, cross, across, pause);
  return Math.max(0, distance - 2 * rootsOf(await symmetricEigenvalues(product, count, pause), n));
}

/** Rows less their mean, over the root of their number less one. */
function centred(vectors: Float32Array, n: number) {
  const count = vectors.length / n;
  const mean = new Float64Array(n);
  for (let i = 0; i < vectors.length; i++) {
    mean[i % n] = (mean[i % n] as number) + (vectors[i] as number) / count;
  }
  const scale = Math.sqrt(count - 1);
  const rows = new Float64Array(vectors.length);
  for (let i = 0; i < vectors.length; i++) {
    rows[i] = ((vectors[i] as number) - (mean[i % n] as number)) / scale;
  }
  return { mean, rows };
}

/** XYᵀ of rows of n numbers. */
async function productOf(x: Float64Array, y: Float64Array, n: number, pause: Pause) {
  const [high, wide] = [x.length / n, y.length / n];
  const out = new Float64Array(high * wide);
  for (let i = 0; i < high; i++) {
    for (let j = 0; j < wide; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (x[i * n + k] as number) * (y[j * n + k] as number);
      out[i * wide + j] = sum;
    }
    await pause();
  }
  return out;
}

/** Sum of the roots of ascending eigenvalues. What rounding makes of a zero would count with its root, which is large beside it. */
function rootsOf(eigenvalues: Float64Array, n: number): number {
  const least = n * Number.EPSILON * Math.max(0, eigenvalues.at(-1) ?? 0);
  let sum = 0;
  for (const value of eigenvalues) if (value > least) sum += Math.sqrt(value);
  return sum;
}

/**
 * With Σ₁ = LLᵀ the product Σ₁Σ₂ has the eigenvalues of LᵀΣ₂L, which is symmetric, so no root of a matrix is needed; and
 * L exists where Σ₁ is singular, as it is with fewer samples than dimensions.
 */
export async function frechetOfMoments(
  first: Moments,
  second: Moments,
  pause: Pause = createPause(),
): Promise<number> {
  const n = first.mean.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    distance += ((first.mean[i] as number) - (second.mean[i] as number)) ** 2;
    distance += (first.covariance[i * n + i] as number) + (second.covariance[i * n + i] as number);
  }
  const { factor, rank } = await rootOf(first.covariance, n, pause);
  const product = await around(factor, rank, second.covariance, n, pause);
  const eigenvalues = await symmetricEigenvalues(product, rank, pause);
  return Math.max(0, distance - 2 * rootsOf(eigenvalues, n));
}

export async function momentsOf(
  vectors: Float32Array,
  n: number,
  pause: Pause = createPause(),
): Promise<Moments> {
  const count = vectors.length / n;
  const mean = new Float64Array(n);
  for (let i = 0; i < vectors.length; i++) {
    mean[i % n] = (mean[i % n] as number) + (vectors[i] as number) / count;
  }
  const covariance = new Float64Array(n * n);
  const centred = new Float64Array(n);
  for (let s = 0; s < count; s++) {
    for (let i = 0; i < n; i++) centred[i] = (vectors[s * n + i] as number) - (mean[i] as number);
    for (let i = 0; i < n; i++) {
      const scaled = (centred[i] as number) / (count - 1);
      for (let j = 0; j <= i; j++) {
        covariance[i * n + j] = (covariance[i * n + j] as number) + scaled * (centred[j] as number);
      }
    }
    await pause();
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) covariance[j * n + i] = covariance[i * n + j] as number;
  }
  return { mean, covariance };
}

/** L [n, rank], column by column, with LLᵀ = matrix: Cholesky that takes the largest pivot next and stops at zero. */
async function rootOf(matrix: Float64Array, n: number, pause: Pause) {
  const rest = Float64Array.from({ length: n }, (_, i) => matrix[i * n + i] as number);
  const least = n * Number.EPSILON * Math.max(0, ...rest);
  const factor: Float64Array[] = [];
  while (factor.length < n) {
    const pivot = rest.indexOf(Math.max(...rest));
    if (!((rest[pivot] as number) > least)) break;
    const root = Math.sqrt(rest[pivot] as number);
    const column = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let value = matrix[i * n + pivot] as number;
      for (const known of factor) value -= (known[i] as number) * (known[pivot] as number);
      column[i] = value / root;
    }
    for (let i = 0; i < n; i++) rest[i] = (rest[i] as number) - (column[i] as number) ** 2;
    // Exactly zero from here on, so that rounding does not choose it again.
    rest[pivot] = 0;
    factor.push(column);
    await pause();
  }
  return { factor, rank: factor.length };
}

/** LᵀML [rank, rank]. */
async function around(
  factor: readonly Float64Array[],
  rank: number,
  matrix: Float64Array,
  n: number,
  pause: Pause,
): Promise<Float64Array> {
  const product = new Float64Array(rank * rank);
  const line = new Float64Array(n);
  for (const [k, column] of factor.entries()) {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += (matrix[i * n + j] as number) * (column[j] as number);
      line[i] = sum;
    }
    for (let other = 0; other <= k; other++) {
      const against = factor[other] as Float64Array;
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (against[i] as number) * (line[i] as number);
      product[k * rank + other] = sum;
      product[other * rank + k] = sum;
    }
    await pause();
  }
  return product;
}
