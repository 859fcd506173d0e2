/** Which sheet goes when there are too many. */
import { describe, expect, it } from 'vitest';
import { indexToDrop } from '../../src/worker/thin-history.ts';

function history(entries: number, limit: number): number[] {
  const steps: number[] = [];
  for (let i = 0; i < entries; i++) {
    steps.push(i * 10);
    const dropped = indexToDrop(steps, limit);
    if (dropped !== null) steps.splice(dropped, 1);
  }
  return steps;
}

describe('a bounded history', () => {
  it('keeps everything while there is room', () => {
    expect(indexToDrop([0, 10, 20], 3)).toBeNull();
  });

  it('keeps the first and the newest of a long run', () => {
    const steps = history(1000, 20);
    expect(steps).toHaveLength(20);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(9990);
  });

  it('stays spread over the whole run', () => {
    const steps = history(1000, 20);
    const gaps = steps.slice(1).map((step, i) => step - (steps[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan((9990 / 20) * 3);
  });
});
