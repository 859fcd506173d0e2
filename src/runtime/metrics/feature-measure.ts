/** Measures of two sets of features: of images by the random network, of anything else the numbers themselves. */
import { frechetDistance } from './frechet-distance.ts';
import { kernelDistance } from './kernel-distance.ts';
import type { Measure, Values } from './measure.ts';
import { precisionRecall } from './precision-recall.ts';
import { FEATURES, randomFeatures } from './random-features.ts';
import { countOf, joined, type Samples, sizeOfOne } from './samples.ts';

type Compare = (real: Float32Array, generated: Float32Array, n: number) => Promise<Values>;

const COMPARE: Readonly<Record<string, Compare>> = {
  'kernel-distance': async (...sets) => ({ kernelDistance: await kernelDistance(...sets) }),
  'frechet-distance': async (...sets) => ({ frechetDistance: await frechetDistance(...sets) }),
  'precision-recall': async (...sets) => ({ ...(await precisionRecall(...sets)) }),
};

/** Null for a metric that is not measured on features. Of the samples only their features are kept. */
export function featureMeasure(
  metric: string,
  ranges: readonly ('symmetric' | 'unit')[],
): Measure | null {
  const compare = COMPARE[metric];
  if (!compare) return null;
  const sets: Samples[][] = [[], []];
  return {
    async add(part) {
      for (const [port, set] of sets.entries()) {
        const samples = part[port];
        if (samples) set.push(await featuresOf(samples, ranges[port] ?? 'symmetric'));
      }
    },
    async values(): Promise<Values> {
      const [real, generated] = sets.map(joined);
      if (!real || !generated || countOf(real) < 2) return {};
      return compare(real.values, generated.values, sizeOfOne(real));
    },
  };
}

async function featuresOf(samples: Samples, range: 'symmetric' | 'unit'): Promise<Samples> {
  if (samples.shape.length !== 3) return samples;
  return { values: await randomFeatures(samples, range), shape: [FEATURES] };
}
