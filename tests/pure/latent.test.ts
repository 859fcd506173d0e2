/** Arithmetic of latents: walks, sums, truncation. */
import { describe, expect, it } from 'vitest';
import {
  combine,
  linear,
  neighbours,
  spherical,
  truncate,
  walk,
} from '../../src/runtime/explore/latent.ts';

const row = (...values: number[]) => Float32Array.from(values);
const lengthOf = (latent: Float32Array) => Math.hypot(...latent);
const close = (found: Float32Array | undefined, expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(found?.[i]).toBeCloseTo(value, 5);
  });
};

describe('a walk', () => {
  const [a, b, c] = [row(1, 0), row(0, 3), row(-1, 0)];

  it('begins and ends at its stops and meets those between', () => {
    for (const way of ['linear', 'spherical'] as const) {
      const steps = walk([a, b, c], way, 9);
      expect(steps).toHaveLength(9);
      close(steps[0], [1, 0]);
      close(steps[4], [0, 3]);
      close(steps[8], [-1, 0]);
    }
  });

  it('stays where it is with one stop, and is nothing with none', () => {
    expect(walk([a], 'spherical', 3)).toEqual([a, a, a]);
    expect(walk([], 'linear', 3)).toEqual([]);
  });

  it('cuts through the sphere when linear', () => {
    close(linear(row(1, 0), row(0, 1), 0.5), [0.5, 0.5]);
  });

  it('keeps to the sphere when spherical, at even angles, and changes length evenly', () => {
    const third = spherical(row(1, 0), row(0, 1), 1 / 3);
    close(third, [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)]);
    expect(lengthOf(spherical(a, b, 0.5))).toBeCloseTo(2, 5);
  });

  it('is the straight line where an arc is not defined', () => {
    close(spherical(row(1, 0), row(-1, 0), 0.25), [0.5, 0]);
    close(spherical(row(0, 0), row(2, 2), 0.5), [1, 1]);
    close(spherical(row(2, 2), row(2, 2), 0.5), [2, 2]);
  });
});

describe('a sum', () => {
  it('is mean a − mean b + mean c, over several picks', () => {
    const found = combine([row(1, 2), row(3, 4)], [row(1, 1)], [row(10, 0), row(0, 10)]);
    close(found ?? undefined, [2 - 1 + 5, 3 - 1 + 5]);
  });

  it('leaves terms without picks out', () => {
    close(combine([], [row(1, -2)], []) ?? undefined, [-1, 2]);
    expect(combine([], [], [])).toBeNull();
  });

  it('has itself in the middle of its neighbours', () => {
    const steps = Array.from({ length: 8 }, (_, i) => row(i, 0));
    const all = neighbours(row(1, 1), steps, 0.5);
    expect(all).toHaveLength(9);
    close(all[4], [1, 1]);
    close(all[5], [3, 1]);
  });
});

it('truncation draws towards the center', () => {
  close(truncate(row(3, -1), 0.5, 1), [2, 0]);
  close(truncate(row(3, -1), 1, 1), [3, -1]);
  close(truncate(row(3, -1), 0, 1), [1, 1]);
});
