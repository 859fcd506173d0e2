/** Functions that activations and their slopes are made of, in doubles. Called for every element: no loops, no arrays. */
import { GELU_CUBIC, GELU_FACTOR, TAIL } from '../activation-constants.ts';

const [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9] = TAIL;
const [FACTOR, CUBIC] = [GELU_FACTOR, GELU_CUBIC];
const DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** How much of a standard normal distribution lies below x: (1 + erf(x / √2)) / 2. */
export function normalShare(x: number): number {
  const z = Math.abs(x) * Math.SQRT1_2;
  const t = 1 / (1 + 0.5 * z);
  const high = a5 + t * (a6 + t * (a7 + t * (a8 + t * a9)));
  const series = a0 + t * (a1 + t * (a2 + t * (a3 + t * (a4 + t * high))));
  const tail = 0.5 * t * Math.exp(series - z * z);
  return x > 0 ? 1 - tail : tail;
}

export function normalDensity(x: number): number {
  return DENSITY_AT_ZERO * Math.exp(-0.5 * x * x);
}

/** The tanh in the approximate GELU. */
export function geluBend(x: number): number {
  return Math.tanh(FACTOR * x * (1 + CUBIC * x * x));
}

/** The derivative of what that tanh is taken of. */
export function geluSlope(x: number): number {
  return FACTOR * (1 + 3 * CUBIC * x * x);
}
