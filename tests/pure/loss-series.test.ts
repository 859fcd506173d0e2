/** Losses in growing buffers, and the windows that charts draw. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LossSeries } from '../../src/store/loss-series.ts';

function filled(rows: number, limit?: number): LossSeries {
  const series = new LossSeries(['d', 'g'], limit);
  for (let step = 1; step <= rows; step++) series.append(step, [step, Math.sin(step)]);
  return series;
}

describe('the series of losses', () => {
  it('gives every row while they are few', () => {
    const { steps, columns } = filled(5).window(100);
    expect(steps).toEqual([1, 2, 3, 4, 5]);
    expect(columns[0]).toEqual([1, 2, 3, 4, 5]);
  });

  it('grows beyond its first buffers', () => {
    const series = filled(10_000);
    expect(series.length).toBe(10_000);
    expect(series.lastStep).toBe(10_000);
    expect(series.window(20_000).steps[9_999]).toBe(10_000);
  });

  it('keeps every spike in a window of few points', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 4, max: 300 }),
        (at, points) => {
          const series = new LossSeries(['d']);
          for (let step = 1; step <= 5000; step++) series.append(step, [step === at ? 99 : 1]);
          const { steps, columns } = series.window(points);
          expect(steps.length).toBeLessThanOrEqual(points);
          expect(columns[0]).toContain(99);
          expect([...steps].sort((a, b) => a - b)).toEqual(steps);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('gives means of a few points that lows and highs do not skew', () => {
    const series = new LossSeries(['d']);
    // Nine tenths ones, one tenth elevens: the mean is 2, the middle of lows and highs 6.
    for (let step = 1; step <= 10_000; step++) series.append(step, [step % 10 === 0 ? 11 : 1]);
    const { steps, columns, means } = series.window(200);
    expect(means[0]).toHaveLength(steps.length);
    for (const mean of means[0] ?? []) expect(mean).toBeCloseTo(2, 5);
    expect(new Set(columns[0])).toEqual(new Set([1, 11]));
    expect(filled(5).window(100).means[0]).toEqual([1, 2, 3, 4, 5]);
  });

  it('shows only the steps asked for', () => {
    const { steps } = filled(100).window(1000, 20, 30);
    expect(steps[0]).toBe(20);
    expect(steps.at(-1)).toBe(30);
  });

  it('replaces what a resumed run does again', () => {
    const series = filled(50);
    series.append(41, [7, 7]);
    expect(series.length).toBe(41);
    expect(series.window(100).columns[0]?.at(-1)).toBe(7);
    series.truncateAfter(10);
    expect(series.lastStep).toBe(10);
  });

  it('leaves a gap where a loss was not taken', () => {
    const series = new LossSeries(['d', 'penalty']);
    series.append(1, [1, 5]);
    series.append(2, [2, Number.NaN]);
    expect(series.window(10).columns[1]).toEqual([5, null]);
    expect(series.latest).toEqual([2, 5]);
  });

  it('thins the older half at its limit and keeps first and newest', () => {
    const series = filled(1000, 100);
    const { steps } = series.window(1000);
    expect(series.length).toBeLessThanOrEqual(100);
    expect(steps[0]).toBe(1);
    expect(steps.at(-1)).toBe(1000);
    expect(steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? 0))).toBe(true);
    expect(steps.slice(-40)).toEqual(Array.from({ length: 40 }, (_, i) => 961 + i));
  });
});
