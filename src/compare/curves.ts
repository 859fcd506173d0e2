/** Series as they are drawn: along another axis, smoothed, and cut to as many points as a plot has pixels. Pure. */
import type { ComparedRun, Series } from './compared-run.ts';
import { indexAt } from './index-at.ts';
import { type Progress, progressAt } from './progress.ts';

export type Axis = 'step' | 'time' | 'images';

export interface Curve {
  /** Ascending. */
  readonly xs: Float64Array;
  readonly ys: Float64Array | Float32Array;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where steps stand along an axis; null where the run does not tell. What was not kept step by step goes by the mean. */
export function placesOn(
  run: ComparedRun,
  axis: Axis,
): ((steps: Float64Array) => Float64Array) | null {
  switch (axis) {
    case 'step':
      return (steps) => steps;
    case 'images':
      return places(run.progress.images, run.batchSize);
    case 'time':
      return places(
        run.progress.seconds,
        run.trainedMs && run.step > 0 ? run.trainedMs / run.step / 1000 : null,
      );
    default:
      return axis satisfies never;
  }
}

function places(progress: Progress | null, mean: number | null): ReturnType<typeof placesOn> {
  if (progress)
    return (steps) =>
      steps === progress.steps ? progress.totals : steps.map((step) => progressAt(progress, step));
  return mean === null || mean === 0 ? null : (steps) => steps.map((step) => step * mean);
}

export function curveOf({ values }: Series, xs: Float64Array, smoothing: number): Curve {
  const weight = weightFor(smoothing, values.length);
  return { xs, ys: weight > 0 ? smoothed(values, weight) : values };
}

/** Below this nobody sees it. */
const LEAST_WEIGHT = 0.02;

/**
 * A weight is meant for series of a thousand points or more. Of fewer each says as much more: a metric of twenty would lag
 * behind by half the run.
 */
export function weightFor(smoothing: number, points: number): number {
  const weight = points < 1000 ? smoothing ** (1000 / Math.max(1, points)) : smoothing;
  return weight < LEAST_WEIGHT ? 0 : weight;
}

/** Exponential moving average, corrected as Adam corrects its moments, so that it starts at the first value. Gaps stay gaps. */
export function smoothed(values: Float64Array | Float32Array, weight: number): Float64Array {
  const result = new Float64Array(values.length);
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      result[i] = Number.NaN;
      continue;
    }
    sum = weight * sum + (1 - weight) * value;
    mass = weight * mass + (1 - weight);
    result[i] = sum / mass;
  }
  return result;
}

/** From the first to the last of all; null where nothing has a point. */
export function spanOf(curves: readonly Curve[]): Span | null {
  const drawn = curves.filter(({ xs }) => xs.length > 0);
  if (drawn.length === 0) return null;
  const from = Math.min(...drawn.map(({ xs }) => xs[0] ?? 0));
  const to = Math.max(...drawn.map(({ xs }) => xs[xs.length - 1] ?? 0));
  return { from, to: to > from ? to : from + 1 };
}

/** What the curve says at `x`: its newest value there. After its end it says nothing. */
export function valueAt({ xs, ys }: Curve, x: number): number | null {
  const end = xs[xs.length - 1];
  if (end === undefined || x > end) return null;
  const value = ys[indexAt(xs, x)];
  return value === undefined || !Number.isFinite(value) ? null : value;
}

export type Column = (number | null)[];

/** Two places for each of `bins` stretches of the span: where its lowest and highest value stand. */
export function binEdges({ from, to }: Span, bins: number): number[] {
  const width = (to - from) / bins;
  return Array.from(
    { length: 2 * bins },
    (_, i) => from + ((i >> 1) + (i % 2 ? 0.75 : 0.25)) * width,
  );
}

/**
 * Lowest and highest value of each stretch, in the order in which they stand, so that no spike is lost; null where it has
 * no point. A line that only crosses the span is met at its ends.
 */
export function extremes(curve: Curve, span: Span, bins: number): Column {
  const column: Column = new Array<number | null>(2 * bins).fill(null);
  forBins(curve, span, bins, (bin, first, end) => {
    let low = -1;
    let high = -1;
    for (let i = first; i < end; i++) {
      const value = curve.ys[i] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      if (low < 0 || value < (curve.ys[low] ?? 0)) low = i;
      if (high < 0 || value > (curve.ys[high] ?? 0)) high = i;
    }
    if (low < 0) return;
    column[2 * bin] = curve.ys[Math.min(low, high)] ?? null;
    if (low !== high) column[2 * bin + 1] = curve.ys[Math.max(low, high)] ?? null;
  });
  column[0] ??= between(curve, span.from);
  column[2 * bins - 1] ??= between(curve, span.to);
  return column;
}

/** Mean of each stretch; stretches without a point lie on the line between those beside them. Null before the first and after the last. */
export function means(curve: Curve, span: Span, bins: number): Column {
  const column: Column = new Array<number | null>(bins).fill(null);
  forBins(curve, span, bins, (bin, first, end) => {
    let sum = 0;
    let count = 0;
    for (let i = first; i < end; i++) {
      const value = curve.ys[i] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      sum += value;
      count += 1;
    }
    if (count > 0) column[bin] = sum / count;
  });
  return filled(column);
}

function forBins(
  { xs }: Curve,
  { from, to }: Span,
  bins: number,
  visit: (bin: number, first: number, end: number) => void,
): void {
  let first = firstFrom(xs, from);
  for (let bin = 0; bin < bins && first < xs.length; bin++) {
    // The last stretch has its end, too.
    const isLast = bin === bins - 1;
    const end = isLast
      ? indexAt(xs, to) + 1
      : firstFrom(xs, from + ((bin + 1) * (to - from)) / bins);
    if (end > first) visit(bin, first, end);
    first = Math.max(first, end);
  }
}

/** Index of the first point at or after `x`; the length where there is none. */
function firstFrom(xs: Float64Array, x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((xs[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function between({ xs, ys }: Curve, x: number): number | null {
  const before = indexAt(xs, x);
  const [x0, x1, y0, y1] = [xs[before], xs[before + 1], ys[before], ys[before + 1]];
  if (x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) return null;
  const value = y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  return Number.isFinite(value) ? value : null;
}

function filled(column: Column): Column {
  const result = column.slice();
  let last = -1;
  column.forEach((value, i) => {
    if (value === null) return;
    const before = column[last];
    if (last >= 0 && before !== null && before !== undefined)
      for (let k = last + 1; k < i; k++)
        result[k] = before + ((value - before) * (k - last)) / (i - last);
    last = i;
  });
  return result;
}
