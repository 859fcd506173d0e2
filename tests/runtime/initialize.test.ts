/** First values of weights. */
import { describe, expect, it } from 'vitest';
import type { Initializer } from '../../src/nodes/fields/initializer.ts';
import { initialize } from '../../src/runtime/random/initialize.ts';

const SHAPE = [5, 5, 40, 60];
const FANS = [1000, 1500] as const;

function spread(initializer: Initializer) {
  const values = initialize(initializer, SHAPE, FANS, [3, 4]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const most = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return { length: values.length, mean, stdDev: Math.sqrt(variance), most };
}

describe('initializers', () => {
  it('fill with one number', () => {
    expect(initialize({ type: 'zeros' }, [2], undefined, [0, 0])).toEqual(new Float32Array(2));
    expect([...initialize({ type: 'ones' }, [2, 1], undefined, [0, 0])]).toEqual([1, 1]);
    expect([...initialize({ type: 'constant', value: 0.25 }, [3], undefined, [0, 0])]).toEqual([
      0.25, 0.25, 0.25,
    ]);
  });

  it.each<[Initializer, mean: number, stdDev: number, most: number]>([
    [{ type: 'normal', mean: 1, stdDev: 0.02 }, 1, 0.02, 1.2],
    [{ type: 'truncated-normal', mean: 0, stdDev: 0.02 }, 0, 0.0176, 0.04],
    [{ type: 'uniform', low: -0.1, high: 0.3 }, 0.1, 0.4 / Math.sqrt(12), 0.3],
    [{ type: 'glorot-uniform' }, 0, Math.sqrt(2 / 2500), Math.sqrt(6 / 2500)],
    [{ type: 'glorot-normal' }, 0, Math.sqrt(2 / 2500), 1],
    [{ type: 'he-uniform' }, 0, Math.sqrt(2 / 1000), Math.sqrt(6 / 1000)],
    [{ type: 'he-normal' }, 0, Math.sqrt(2 / 1000), 1],
    [{ type: 'pytorch' }, 0, 1 / Math.sqrt(3000), 1 / Math.sqrt(1000)],
  ])('%j spreads as its definition says', (initializer, mean, stdDev, most) => {
    const found = spread(initializer);
    expect(found.length).toBe(60_000);
    expect(Math.abs(found.mean - mean)).toBeLessThan(stdDev * 0.02);
    expect(found.stdDev / stdDev).toBeCloseTo(1, 1.7);
    expect(found.most).toBeLessThanOrEqual(most * (1 + 1e-6));
  });

  it.each([
    [[30, 8], 8, 'columns'],
    [[8, 30], 8, 'rows'],
    [[3, 3, 2, 18], 18, 'rows'],
    [[4, 4, 2, 5], 5, 'columns'],
  ] as const)('orthogonal of %j has %i orthonormal %s', (shape, count, along) => {
    const gain = 1.5;
    const values = initialize({ type: 'orthogonal', gain }, shape, undefined, [1, 2]);
    const columns = shape.at(-1) ?? 1;
    const rows = values.length / columns;
    const vector = (i: number) =>
      along === 'rows'
        ? values.subarray(i * columns, (i + 1) * columns)
        : Float32Array.from({ length: rows }, (_, r) => values[r * columns + i] ?? 0);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j <= i; j++) {
        const dot = vector(i).reduce((sum, value, k) => sum + value * (vector(j)[k] ?? 0), 0);
        expect(dot).toBeCloseTo(i === j ? gain * gain : 0, 5);
      }
    }
  });

  it('give other numbers for another key and the same for the same', () => {
    const normal = (key: readonly [number, number]) =>
      initialize({ type: 'he-normal' }, [4, 4], [4, 4], key);
    expect(normal([1, 2])).toEqual(normal([1, 2]));
    expect(normal([1, 2])).not.toEqual(normal([2, 1]));
  });

  it('say which weight lacks its fans', () => {
    expect(() => initialize({ type: 'pytorch' }, [3, 2], undefined, [0, 0])).toThrow(/\[3, 2\]/);
  });
});
