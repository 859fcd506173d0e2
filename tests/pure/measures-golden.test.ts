/** Metrics of samples equal what NumPy and SciPy make of them: `tests/parity/golden_metrics.py` writes the numbers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { classAgreement } from '../../src/runtime/metrics/class-agreement.ts';
import type { Measure } from '../../src/runtime/metrics/measure.ts';
import { modeCoverage } from '../../src/runtime/metrics/mode-coverage.ts';
import { pairwiseDistance, pairwiseSpread } from '../../src/runtime/metrics/pairwise-spread.ts';
import { reconstruction } from '../../src/runtime/metrics/reconstruction.ts';
import type { Samples } from '../../src/runtime/metrics/samples.ts';
import { imageDistance, slicedWasserstein } from '../../src/runtime/metrics/sliced-wasserstein.ts';

const numbers = z.array(z.number());
const pair = z.object({ name: z.string(), real: numbers });
const Golden = z.object({
  images: z.array(
    z.object({
      name: z.string(),
      shape: z.tuple([z.number(), z.number(), z.number()]),
      patchesPerImage: z.number(),
      real: z.base64(),
      generated: z.base64(),
      scales: z.array(
        z.object({
          height: z.number(),
          directions: numbers,
          places: numbers,
          distance: z.number(),
        }),
      ),
      mean: z.number(),
    }),
  ),
  vectors: z.array(
    pair.extend({
      dimensions: z.number(),
      generated: numbers,
      directions: numbers,
      distance: z.number(),
    }),
  ),
  modes: z.array(
    z.object({
      name: z.string(),
      centres: z.array(z.tuple([z.number(), z.number()])),
      deviation: z.number(),
      points: numbers,
      modes: z.number(),
      highQuality: z.number(),
    }),
  ),
  agreement: z.object({ asked: numbers, named: numbers, agreement: z.number() }),
  rebuilt: z.array(
    pair.extend({
      peak: z.number(),
      shape: numbers,
      rebuilt: numbers,
      absolute: z.number(),
      root: z.number(),
      psnr: z.number(),
    }),
  ),
  spread: z.array(
    pair.extend({
      dimensions: z.number(),
      generated: numbers,
      pairwiseReal: z.number(),
      pairwiseGenerated: z.number(),
      pairwiseRatio: z.number(),
    }),
  ),
});
const file = new URL('../parity/golden/measures.json', import.meta.url);
const golden = Golden.parse(JSON.parse(readFileSync(file, 'utf8')));

const near = (found: number | undefined, wanted: number) =>
  expect(Math.abs((found ?? Number.NaN) - wanted), `${found} for ${wanted}`).toBeLessThanOrEqual(
    1e-5 * Math.abs(wanted),
  );
const samplesOf = (values: readonly number[], shape: readonly number[]): Samples => ({
  values: Float32Array.from(values),
  shape,
});

/** In parts of two, as a run gives them. */
async function measured(measure: Measure, ...ports: readonly Samples[]) {
  const size = (ports[0]?.shape ?? []).reduce((product, axis) => product * axis, 2);
  for (let from = 0; from < (ports[0]?.values.length ?? 0); from += size) {
    await measure.add(
      ports.map((port) => ({ ...port, values: port.values.subarray(from, from + size) })),
    );
  }
  return measure.values();
}

describe('sliced Wasserstein by the same projections', () => {
  it.each(golden.images)('of images, $name, is that of SciPy at every scale', async (set) => {
    const { shape, patchesPerImage, scales } = set;
    const [height, width, channels] = shape;
    const images = (text: string) => {
      const values = Float32Array.from(Buffer.from(text, 'base64'), (byte) => byte / 128 - 1);
      return {
        values,
        count: values.length / (height * width * channels),
        height,
        width,
        channels,
      };
    };
    const found = await imageDistance(images(set.real), images(set.generated), {
      patchesPerImage,
      directions: (scale) => Float32Array.from(scales[scale]?.directions ?? []),
      places: (scale) => Float32Array.from(scales[scale]?.places ?? []),
    });
    const names = scales.map(({ height }) => `slicedWasserstein${height}`);
    expect(Object.keys(found)).toEqual(['slicedWasserstein', ...names]);
    near(found.slicedWasserstein, set.mean);
    for (const { height, distance } of scales) near(found[`slicedWasserstein${height}`], distance);
  });

  it.each(golden.vectors)('of vectors, $name, is that of SciPy', async (set) => {
    const [a, b, directions] = [set.real, set.generated, set.directions].map((values) =>
      Float32Array.from(values),
    );
    if (!a || !b || !directions) throw new Error('expected three lists');
    near(await slicedWasserstein(a, b, set.dimensions, directions), set.distance);
  });
});

describe('of samples with an answer', () => {
  it.each(golden.modes)('modes and good samples $name are those of SciPy', (set) => {
    const { centres, deviation: stdDev, points, modes, highQuality } = set;
    const found = modeCoverage(Float32Array.from(points), { centres, stdDev });
    expect(found).toEqual({ modes, totalModes: centres.length, highQuality });
  });

  it('class agreement is the share of predictions that are what was asked for', async () => {
    const { asked, named, agreement } = golden.agreement;
    // Stands for a classifier whose predictions are fixed: each "image" is what it will say.
    const classify = async (images: Float32Array) => Int32Array.from(images);
    const measure = classAgreement(async () => ({ accuracy: 0.5, classify }));
    const found = await measured(measure, samplesOf(named, []), samplesOf(asked, []));
    expect(found).toEqual({ classAgreement: agreement, classifierAccuracy: 0.5 });
  });

  it.each(golden.rebuilt)(
    'reconstruction and cycle error $name are those of NumPy',
    async (set) => {
      const ports = [samplesOf(set.real, set.shape), samplesOf(set.rebuilt, set.shape)];
      const rebuilt = await measured(reconstruction(set.peak), ...ports);
      near(rebuilt.meanAbsoluteDifference, set.absolute);
      near(rebuilt.rootMeanSquareDifference, set.root);
      near(rebuilt.psnr, set.psnr);
      const cycle = await measured(reconstruction(set.peak, 'cycleError'), ...ports);
      expect(Object.keys(cycle)[0]).toBe('cycleError');
      near(cycle.cycleError, set.absolute);
    },
  );
});

describe('distances within a set', () => {
  it.each(golden.spread)('of $name are those of SciPy', async (set) => {
    const { dimensions, pairwiseReal, pairwiseGenerated, pairwiseRatio } = set;
    const ports = [samplesOf(set.real, [dimensions]), samplesOf(set.generated, [dimensions])];
    const found = await measured(pairwiseDistance(), ...ports);
    near(found.pairwiseReal, pairwiseReal);
    near(found.pairwiseGenerated, pairwiseGenerated);
    near(found.pairwiseRatio, pairwiseRatio);
  });

  it('are zero where all are one, and nothing is said of a single sample', async () => {
    const one = samplesOf([1, 2, 1, 2, 1, 2], [2]);
    expect(await pairwiseSpread(one)).toBe(0);
    const varied = samplesOf([0, 0, 3, 4, 6, 8], [2]);
    expect(await measured(pairwiseDistance(), varied, one)).toEqual({
      pairwiseRatio: 0,
      pairwiseGenerated: 0,
      pairwiseReal: 20 / 3,
    });
    expect(await measured(pairwiseDistance(), one, varied)).toEqual({
      pairwiseGenerated: 20 / 3,
      pairwiseReal: 0,
    });
    expect(await measured(pairwiseDistance(), samplesOf([1, 2], [2]))).toEqual({});
  });
});
