/** Distances of sets of vectors: equal to NumPy's and SciPy's, and with the properties that such distances have. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRandom } from '../../src/data/random.ts';
import { frechetDistance, frechetOfMoments } from '../../src/runtime/metrics/frechet-distance.ts';
import { kernelDistance } from '../../src/runtime/metrics/kernel-distance.ts';
import { precisionRecall } from '../../src/runtime/metrics/precision-recall.ts';
import { symmetricEigenvalues } from '../../src/runtime/metrics/symmetric-eigenvalues.ts';

const Case = z.object({
  name: z.string(),
  dimensions: z.number(),
  real: z.array(z.number()),
  generated: z.array(z.number()),
  frechet: z.number(),
  kernel: z.number(),
  precision: z.number(),
  recall: z.number(),
});
const file = new URL('../parity/golden/distances.json', import.meta.url);
const cases = z.array(Case).parse(JSON.parse(readFileSync(file, 'utf8')));

const normals = (count: number, seed: number, shift = 0): Float32Array => {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => random.normal() + shift);
};

describe.each(cases)('of $name', ({ dimensions, ...expected }) => {
  const real = Float32Array.from(expected.real);
  const generated = Float32Array.from(expected.generated);

  it('the Fréchet distance is that of SciPy', async () => {
    const found = await frechetDistance(real, generated, dimensions);
    expect(Math.abs(found - expected.frechet)).toBeLessThan(1e-6 * Math.max(1, expected.frechet));
  });

  it('the kernel distance is that of NumPy', async () => {
    const found = await kernelDistance(real, generated, dimensions);
    expect(Math.abs(found - expected.kernel)).toBeLessThan(
      1e-9 * Math.max(1, Math.abs(expected.kernel)),
    );
  });

  it('precision and recall are those of NumPy', async () => {
    const { precision, recall } = expected;
    expect(await precisionRecall(real, generated, dimensions)).toEqual({ precision, recall });
  });
});

describe('the Fréchet distance', () => {
  it('of two normal distributions in one dimension is (μ₁ − μ₂)² + (σ₁ − σ₂)²', async () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true });
    const spread = fc.double({ min: 0, max: 5, noNaN: true });
    await fc.assert(
      fc.asyncProperty(number, number, spread, spread, async (m1, m2, s1, s2) => {
        const moments = (mean: number, stdDev: number) => ({
          mean: Float64Array.of(mean),
          covariance: Float64Array.of(stdDev ** 2),
        });
        const found = await frechetOfMoments(moments(m1, s1), moments(m2, s2));
        expect(found).toBeCloseTo((m1 - m2) ** 2 + (s1 - s2) ** 2, 9);
      }),
    );
  });

  it('does not depend on which set comes first, and is zero between equal sets', async () => {
    const [a, b] = [normals(12 * 6, 1), normals(12 * 6, 2, 1)];
    const forth = await frechetDistance(a, b, 6);
    expect(await frechetDistance(b, a, 6)).toBeCloseTo(forth, 8);
    expect(await frechetDistance(a, a.slice(), 6)).toBeLessThan(1e-6);
  });
});

describe('eigenvalues', () => {
  it('of QDQᵀ are those of D, also when some are equal or zero', async () => {
    const n = 5;
    const reflect = (matrix: Float64Array, v: readonly number[]): Float64Array => {
      const norm = v.reduce((sum, value) => sum + value * value, 0);
      const h = (i: number, j: number) =>
        (i === j ? 1 : 0) - (2 * (v[i] ?? 0) * (v[j] ?? 0)) / norm;
      const product = new Float64Array(n * n);
      for (let at = 0; at < n * n; at++)
        for (let k = 0; k < n * n; k++)
          product[at] =
            (product[at] ?? 0) +
            h(Math.floor(at / n), Math.floor(k / n)) * (matrix[k] ?? 0) * h(k % n, at % n);
      return product;
    };
    const value = fc.double({ min: -10, max: 10, noNaN: true });
    const diagonals = fc.array(fc.oneof(value, fc.constant(0), fc.constant(3)), {
      minLength: n,
      maxLength: n,
    });
    const axis = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n });
    await fc.assert(
      fc.asyncProperty(diagonals, axis, axis, async (diagonal, v, w) => {
        const start = new Float64Array(n * n);
        diagonal.forEach((entry, i) => {
          start[i * n + i] = entry;
        });
        const found = await symmetricEigenvalues(reflect(reflect(start, v), w), n, async () => {});
        const wanted = [...diagonal].sort((a, b) => a - b);
        found.forEach((entry, i) => {
          expect(entry).toBeCloseTo(wanted[i] ?? Number.NaN, 10);
        });
      }),
    );
  });
});

describe('the kernel distance', () => {
  it('is unbiased: between sets of one distribution its mean is zero, and below that of a shift', async () => {
    let [same, shifted] = [0, 0];
    for (let seed = 0; seed < 200; seed++) {
      const a = normals(20 * 3, 2 * seed);
      same += (await kernelDistance(a, normals(20 * 3, 2 * seed + 1), 3)) / 200;
      shifted += (await kernelDistance(a, normals(20 * 3, 2 * seed + 1, 1), 3)) / 200;
    }
    expect(Math.abs(same)).toBeLessThan(0.05 * shifted);
  });

  it('of more than a thousand samples is the mean of its blocks', async () => {
    const [a, b] = [normals(2002, 1), normals(2002, 2, 0.5)];
    const parts = [await kernelDistance(a.subarray(0, 1001), b.subarray(0, 1001), 1)];
    expect(parts[0]).toBeGreaterThan(0);
    const blocks = await Promise.all(
      [0, 1, 2].map((block) => {
        const [from, to] = [block, block + 1].map((k) => Math.floor((k * 2002) / 3));
        return kernelDistance(a.subarray(from, to), b.subarray(from, to), 1);
      }),
    );
    const mean = blocks.reduce((sum, value) => sum + value / 3, 0);
    expect(await kernelDistance(a, b, 1)).toBeCloseTo(mean, 12);
  });
});

describe('precision and recall', () => {
  it('tell samples of one mode from samples of all modes', async () => {
    const two = normals(200, 1).map((value, i) => value + (i % 4 < 2 ? 0 : 100));
    const { precision, recall } = await precisionRecall(two, normals(200, 2), 2);
    expect(precision).toBeGreaterThan(0.8);
    expect(recall).toBeGreaterThan(0.3);
    expect(recall).toBeLessThan(0.6);
  });

  it('are one between equal sets and zero between sets far apart', async () => {
    const a = normals(100, 1);
    expect(await precisionRecall(a, a.slice(), 2)).toEqual({ precision: 1, recall: 1 });
    expect(await precisionRecall(a, normals(100, 2, 1000), 2)).toEqual({ precision: 0, recall: 0 });
  });
});
