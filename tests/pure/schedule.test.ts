/** Schedules at, before, within and after their ramps. */
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/nodes/fields/schedule-value.ts';

const ramp = { from: 1, to: 3, start: 10, end: 20 } as const;

describe('schedules', () => {
  it('hold the ends of a ramp before its start and after its end', () => {
    for (const type of ['linear', 'cosine', 'exponential'] as const) {
      expect(valueAt({ type, ...ramp }, 0)).toBe(1);
      expect(valueAt({ type, ...ramp }, 10)).toBe(1);
      expect(valueAt({ type, ...ramp }, 20)).toBeCloseTo(3, 12);
      expect(valueAt({ type, ...ramp }, 999)).toBeCloseTo(3, 12);
    }
  });

  it('go straight, along a cosine, or by a constant factor', () => {
    expect(valueAt({ type: 'linear', ...ramp }, 12)).toBeCloseTo(1.4, 12);
    expect(valueAt({ type: 'cosine', ...ramp }, 15)).toBeCloseTo(2, 12);
    expect(valueAt({ type: 'cosine', ...ramp }, 12)).toBeLessThan(1.4);
    expect(valueAt({ type: 'exponential', ...ramp }, 15)).toBeCloseTo(Math.sqrt(3), 12);
  });

  it('jump where a ramp has no length or no constant factor', () => {
    const jump = { from: 2, to: 5, start: 4, end: 4 } as const;
    expect(valueAt({ type: 'linear', ...jump }, 3)).toBe(2);
    expect(valueAt({ type: 'linear', ...jump }, 4)).toBe(5);
    expect(valueAt({ type: 'exponential', ...ramp, to: 0 }, 15)).toBe(1);
    expect(valueAt({ type: 'exponential', ...ramp, to: 0 }, 20)).toBe(0);
  });

  it('take the last entry that has begun: 100 critic steps for 25 iterations, then 5', () => {
    const values = [
      { at: 0, value: 100 },
      { at: 25, value: 5 },
    ];
    expect([0, 24, 25, 1000].map((at) => valueAt({ type: 'steps', values }, at))).toEqual([
      100, 100, 5, 5,
    ]);
  });

  it('make an exception at every so-many-th iteration: WGAN trains its critic 100 times at every 500th', () => {
    const values = [
      { at: 0, value: 100 },
      { at: 25, value: 5 },
    ];
    const schedule = { type: 'steps', values, exception: { every: 500, value: 100 } } as const;
    expect([0, 24, 25, 499, 500, 501, 1000].map((at) => valueAt(schedule, at))).toEqual([
      100, 100, 5, 5, 100, 5, 100,
    ]);
  });
});
