/** Columns for the loss chart: every loss as taken, and smoothed. Pure. */
import type { LossWindow } from '../../store/loss-series.ts';

export type Column = (number | null)[];

export interface ChartColumns {
  readonly steps: number[];
  readonly raw: Column[];
  /** Empty where nothing is smoothed. */
  readonly smooth: Column[];
}

/**
 * Exponential moving average that starts unbiased (as Adam corrects its moments), so that the first points
 * are not drawn towards zero. Gaps stay gaps.
 */
export function smoothed(column: readonly (number | null)[], weight: number): Column {
  let sum = 0;
  let mass = 0;
  return column.map((value) => {
    if (value === null) return null;
    sum = weight * sum + (1 - weight) * value;
    mass = weight * mass + (1 - weight);
    return sum / mass;
  });
}

/** @param weight 0 draws losses as they are; towards 1 draws their trend. */
export function chartColumns(window: LossWindow, weight: number, isLog: boolean): ChartColumns {
  // A logarithmic axis has no place for zero and below.
  const shown = isLog ? (v: number | null) => (v !== null && v > 0 ? v : null) : null;
  const place = (column: readonly (number | null)[]) =>
    shown ? column.map(shown) : column.slice();
  return {
    steps: window.steps.slice(),
    raw: window.columns.map(place),
    smooth: weight > 0 ? window.means.map((column) => place(smoothed(column, weight))) : [],
  };
}

/** Whether a logarithmic axis would leave something out. */
export const hasNonPositive = (window: LossWindow) =>
  window.columns.some((column) => column.some((value) => value !== null && value <= 0));
