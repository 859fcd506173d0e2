/** What one plot of a comparison draws: a line for each run, or a mean and a band for runs that differ in their seed alone. Pure. */
import type { ComparedRun } from './compared-run.ts';
import {
  type Axis,
  type Column,
  type Curve,
  curveOf,
  extremes,
  placesOn,
  type Span,
  spanOf,
  weightFor,
} from './curves.ts';
import { type Band, bandOf } from './seed-families.ts';

export interface PlotLook {
  readonly axis: Axis;
  /** 0 draws values as they are, towards 1 their trend. */
  readonly smoothing: number;
  readonly isLog: boolean;
}

export interface PlotLine {
  /** The run that it has its colour of: the first of its family. */
  readonly run: number;
  /** All of the family. */
  readonly runs: readonly number[];
  readonly curves: readonly Curve[];
  /** What a smoothed line alone was made from. */
  readonly raw: Curve | null;
}

/** Lines of one series; runs that lack it, or cannot be placed along the axis, have none. */
export function plotLines(
  runs: readonly ComparedRun[],
  families: readonly (readonly number[])[],
  key: string,
  { axis, smoothing }: PlotLook,
): PlotLine[] {
  return families.flatMap((family): PlotLine[] => {
    const members = family.flatMap((index) => {
      const run = runs[index];
      const series = run?.series.find((one) => one.key === key);
      const place = run && placesOn(run, axis);
      if (!series || !place) return [];
      const xs = place(series.steps);
      return [{ index, curve: curveOf(series, xs, smoothing), raw: curveOf(series, xs, 0) }];
    });
    const [first] = members;
    if (!first) return [];
    const curves = members.map(({ curve }) => curve);
    const isSmoothed = weightFor(smoothing, first.raw.ys.length) > 0;
    const raw = isSmoothed && members.length === 1 ? first.raw : null;
    return [{ run: first.index, runs: members.map(({ index }) => index), curves, raw }];
  });
}

export const plotSpan = (lines: readonly PlotLine[]): Span | null =>
  spanOf(lines.flatMap(({ curves }) => curves));

/** The line, two places for each stretch, and the band where there are several curves. */
export function drawnLine(
  { curves, raw }: PlotLine,
  span: Span,
  bins: number,
  isLog: boolean,
): { readonly line: Column; readonly band: Band | null; readonly raw: Column | null } {
  const place = (column: Column): Column =>
    isLog ? column.map((value) => (value !== null && value > 0 ? value : null)) : column;
  const [first] = curves;
  if (curves.length < 2)
    return {
      line: first ? place(extremes(first, span, bins)) : [],
      band: null,
      raw: raw && place(extremes(raw, span, bins)),
    };
  const band = bandOf(curves, span, bins);
  const twice = (column: Column) => place(column.flatMap((value) => [value, value]));
  return {
    line: twice(band.mean),
    band: { mean: twice(band.mean), low: twice(band.low), high: twice(band.high) },
    raw: null,
  };
}
