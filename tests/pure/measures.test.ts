/** Metrics on data whose answer is known. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/data/random.ts';
import { modeCoverage } from '../../src/runtime/metrics/mode-coverage.ts';
import {
  enlarge,
  halve,
  type Images,
  laplacianPyramid,
} from '../../src/runtime/metrics/pyramid.ts';
import { imageDistance, slicedWasserstein } from '../../src/runtime/metrics/sliced-wasserstein.ts';

const noPause = async () => {};
const normals = (count: number, shift = 0, seed = 1): Float32Array => {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => random.normal() + shift);
};

describe('mode coverage', () => {
  const modes = {
    centres: [
      [0, 0],
      [10, 0],
      [0, 10],
    ] as [number, number][],
    stdDev: 1,
  };

  it('counts modes that have a sample within three deviations, and the share of such samples', () => {
    const points = Float32Array.of(0.5, 0.5, 2.9, 0, 10, 3.1, 9, 0);
    expect(modeCoverage(points, modes)).toEqual({ modes: 2, totalModes: 3, highQuality: 0.75 });
  });

  it('covers nothing with samples that are not numbers', () => {
    const points = Float32Array.of(Number.NaN, 0, 0, Number.NaN);
    expect(modeCoverage(points, modes)).toEqual({ modes: 0, totalModes: 3, highQuality: 0 });
  });
});

describe('sliced Wasserstein distance', () => {
  it('is zero between equal sets in any order', async () => {
    const a = normals(400);
    const reversed = Float32Array.from({ length: 400 }, (_, i) => {
      const vector = 199 - Math.floor(i / 2);
      return a[vector * 2 + (i % 2)] ?? 0;
    });
    expect(await slicedWasserstein(a, reversed, 2)).toBeLessThan(1e-6);
  });

  it('of a shift along one axis of the plane is 2/π of it', async () => {
    const a = normals(4000);
    const shifted = a.map((value, i) => (i % 2 === 0 ? value + 3 : value));
    const found = await slicedWasserstein(a, shifted, 2);
    expect(found).toBeGreaterThan(0.75 * (6 / Math.PI));
    expect(found).toBeLessThan(1.25 * (6 / Math.PI));
  });
});

describe('distances of images', () => {
  const images = (value: (n: number, y: number, x: number) => number): Images => ({
    values: Float32Array.from({ length: 16 * 28 * 28 }, (_, i) =>
      value(Math.floor(i / 784), Math.floor(i / 28) % 28, i % 28),
    ),
    count: 16,
    height: 28,
    width: 28,
    channels: 1,
  });
  const stripes = images((n, y) => Math.sin(y + n));
  const noise = images((n, y, x) => createRandom(n, y, x).normal());

  it('are zero between equal sets, and large between stripes and noise', async () => {
    const none = await imageDistance(stripes, stripes);
    const far = await imageDistance(stripes, noise);
    expect(none.slicedWasserstein).toBeLessThan(1e-3);
    expect(far.slicedWasserstein).toBeGreaterThan(100);
    expect(Object.keys(far)).toEqual([
      'slicedWasserstein',
      'slicedWasserstein28',
      'slicedWasserstein14',
    ]);
  });

  it('leave the sets as they were', async () => {
    const before = stripes.values.slice();
    await imageDistance(stripes, noise);
    expect(stripes.values).toEqual(before);
  });
});

describe('the Laplacian pyramid', () => {
  const ramp: Images = {
    values: Float32Array.from({ length: 2 * 9 * 13 * 3 }, (_, i) => Math.sin(i * 1.7)),
    count: 2,
    height: 9,
    width: 13,
    channels: 3,
  };

  it('can be put together again', async () => {
    const [band, coarse] = await laplacianPyramid(ramp, 4, noPause);
    if (!band || !coarse) throw new Error('expected two levels');
    const back = enlarge(coarse, 9, 13).values.map((v, i) => v + (band.values[i] ?? 0));
    expect(back).toHaveLength(ramp.values.length);
    for (const [i, value] of back.entries()) expect(value).toBeCloseTo(ramp.values[i] ?? 0, 5);
  });

  it('keeps a constant constant, halved and enlarged', () => {
    const flat = { ...ramp, values: ramp.values.map(() => 0.7) };
    for (const value of halve(flat).values) expect(value).toBeCloseTo(0.7, 5);
    for (const value of enlarge(flat, 18, 25).values) expect(value).toBeCloseTo(0.7, 5);
  });
});
