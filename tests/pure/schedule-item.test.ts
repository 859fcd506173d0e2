/** Items of a list of weights, turned into schedules and back. */
import { describe, expect, it } from 'vitest';
import { definition } from '../../src/nodes/optimizer-step.ts';
import { asNumeric, asSchedule, isSchedule } from '../../src/ui/inspector/fields/schedule-item.ts';

describe('a loss weight', () => {
  it.each([0.5, 'lambda * 2'])('%s is the same after it was a schedule', (item) => {
    const schedule = asSchedule(item);
    expect(isSchedule(schedule)).toBe(true);
    expect(isSchedule(item)).toBe(false);
    expect(asNumeric(schedule)).toBe(item);
  });

  it('turned into a schedule is one that the step takes', () => {
    expect(definition.params.safeParse({ losses: [1, asSchedule(2)] }).success).toBe(true);
  });

  it('becomes the first number of any schedule', () => {
    expect(asNumeric({ type: 'constant', value: 3 })).toBe(3);
    expect(asNumeric({ type: 'steps', at: [0, 10], values: [7, 8] })).toBe(7);
    expect(asNumeric({ type: 'cosine' })).toBe(1);
  });
});
