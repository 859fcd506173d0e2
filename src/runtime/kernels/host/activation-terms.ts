/** Functions that activations and their slopes are made of, in doubles. */
import { GELU_CUBIC, GELU_FACTOR, TAIL } from '../activation-constants.ts';

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** How much of a standard normal distribution lies below x: (1 + erf(x / √2)) / 2. */
export function normalShare(x: number): number {
  const z = Math.abs(x) * Math.SQRT1_2;
  const t = 1 / (1 + 0.5 * z);
  let series = 0;
  for (let i = TAIL.length - 1; i >= 0; i--) series = series * t + (TAIL[i] as number);
  const tail = 0.5 * t * Math.exp(series - z * z);
  return x > 0 ? 1 - tail : tail;
}

export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** The tanh in the approximate GELU, and the derivative of its argument. */
export function geluBend(x: number): readonly [bend: number, slopeOfArgument: number] {
  const square = GELU_CUBIC * x * x;
  return [Math.tanh(GELU_FACTOR * x * (1 + square)), GELU_FACTOR * (1 + 3 * square)];
}
