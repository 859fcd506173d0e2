/** How far a run had come at each of its steps, in seconds of training or in images: what axes other than steps are laid out by. Pure. */
import { indexAt } from './index-at.ts';

export interface Progress {
  /** Ascending. */
  readonly steps: Float64Array;
  /** From the start of the run to the end of each step. */
  readonly totals: Float64Array;
}

/**
 * Null where nothing is known of any step.
 * @param each what each step took; NaN where it was not kept
 * @param unknown what such steps took, and those without a row; the mean of the others where that is not known either
 */
export function progressOf(
  steps: Float64Array,
  each: ArrayLike<number>,
  unknown: number | null = null,
): Progress | null {
  const mean = meanOf(each);
  if (mean === null) return null;
  const otherwise = unknown ?? mean;
  const totals = new Float64Array(steps.length);
  // The page numbers steps by those done after them, the terminal from 0.
  let before = (steps[0] ?? 0) > 0 ? 0 : -1;
  let total = 0;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] ?? 0;
    const own = each[i] ?? Number.NaN;
    const between = Math.max(0, step - before - 1);
    total += between * otherwise + (Number.isFinite(own) ? own : otherwise);
    totals[i] = total;
    before = step;
  }
  return { steps, totals };
}

export function meanOf(values: ArrayLike<number>): number | null {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count += 1;
  }
  return count > 0 ? sum / count : null;
}

/** Between two known steps, before the first and after the last it goes on evenly. */
export function progressAt({ steps, totals }: Progress, step: number): number {
  const last = steps.length - 1;
  const at = indexAt(steps, step);
  const [x0, y0] = at < 0 ? [0, 0] : [steps[at] ?? 0, totals[at] ?? 0];
  if (at === last) return y0 + (x0 > 0 ? ((step - x0) * y0) / x0 : 0);
  const [x1, y1] = [steps[at + 1] ?? 0, totals[at + 1] ?? 0];
  return x1 > x0 ? y0 + ((y1 - y0) * (step - x0)) / (x1 - x0) : y0;
}
