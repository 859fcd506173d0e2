/**
 * Eigenvalues of a real symmetric matrix in float64: Householder reflections make it tridiagonal, then bisection counts
 * the negative pivots of T − x (Sturm; Golub and Van Loan, Matrix Computations, 8.4). Slow beyond a few hundred rows.
 */

import type { Pause } from './pause.ts';

/** Ascending. `matrix` is n × n, row by row, and is destroyed. Errors are below about n · 2⁻⁵² of the largest. */
export async function symmetricEigenvalues(
  matrix: Float64Array,
  n: number,
  pause: Pause,
): Promise<Float64Array> {
  const { diagonal, beside } = await tridiagonal(matrix, n, pause);
  const squares = beside.map((value) => value * value);
  let bound = 0;
  for (let i = 0; i < n; i++) {
    const around = Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0);
    bound = Math.max(bound, Math.abs(diagonal[i] as number) + around);
  }
  const eigenvalues = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    eigenvalues[k] = eigenvalue(k, diagonal, squares, bound);
    await pause();
  }
  return eigenvalues;
}

/** By bisection of ±bound. */
function eigenvalue(k: number, diagonal: Float64Array, squares: Float64Array, bound: number) {
  let [low, high] = [-bound, bound];
  while (true) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high || high - low <= bound * Number.EPSILON) return middle;
    if (countBelow(diagonal, squares, middle) > k) high = middle;
    else low = middle;
  }
}

/** How many eigenvalues are less than x: the negative pivots of the factorisation of T − x. */
function countBelow(diagonal: Float64Array, squares: Float64Array, x: number): number {
  let count = 0;
  let pivot = 1;
  for (let i = 0; i < diagonal.length; i++) {
    pivot = (diagonal[i] as number) - x - (i === 0 ? 0 : (squares[i - 1] as number) / pivot);
    if (pivot === 0) pivot = Number.MIN_VALUE ** 0.5;
    if (pivot < 0) count += 1;
  }
  return count;
}

/** `beside[i]` couples i and i + 1. */
async function tridiagonal(a: Float64Array, n: number, pause: Pause) {
  const beside = new Float64Array(Math.max(0, n - 1));
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n - 1; k++) {
    await pause();
    let norm = 0;
    for (let i = k + 1; i < n; i++) norm += (a[i * n + k] as number) ** 2;
    norm = Math.sqrt(norm);
    const first = a[(k + 1) * n + k] as number;
    const target = first > 0 ? -norm : norm;
    beside[k] = k === n - 2 ? first : target;
    if (k === n - 2 || norm === 0) continue;
    // v = x − target·e₁, of length one: I − 2vvᵀ maps x to target·e₁.
    let length = 0;
    for (let i = k + 1; i < n; i++) {
      v[i] = (a[i * n + k] as number) - (i === k + 1 ? target : 0);
      length += (v[i] as number) ** 2;
    }
    length = Math.sqrt(length);
    for (let i = k + 1; i < n; i++) v[i] = (v[i] as number) / length;
    let share = 0;
    for (let i = k + 1; i < n; i++) {
      let sum = 0;
      for (let j = k + 1; j < n; j++) sum += (a[i * n + j] as number) * (v[j] as number);
      w[i] = sum;
      share += sum * (v[i] as number);
    }
    for (let i = k + 1; i < n; i++) w[i] = (w[i] as number) - share * (v[i] as number);
    for (let i = k + 1; i < n; i++) {
      const [vi, wi] = [v[i] as number, w[i] as number];
      for (let j = k + 1; j < n; j++) {
        const change = 2 * (vi * (w[j] as number) + wi * (v[j] as number));
        a[i * n + j] = (a[i * n + j] as number) - change;
      }
    }
  }
  const diagonal = Float64Array.from({ length: n }, (_, i) => a[i * n + i] as number);
  return { diagonal, beside };
}
