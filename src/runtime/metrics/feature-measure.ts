/** Measures of two sets of features: of images those of an extractor, of anything else the numbers themselves. */
import type { Extractor } from './extractor.ts';
import { frechetDistance } from './frechet-distance.ts';
import { kernelDistance } from './kernel-distance.ts';
import type { Measure, Values } from './measure.ts';
import type { Pause } from './pause.ts';
import { precisionRecall } from './precision-recall.ts';
import { countOf, joined, type Samples, sizeOfOne } from './samples.ts';

type Compare = (
  ...sets: [real: Float32Array, generated: Float32Array, dimensions: number, pause?: Pause]
) => Promise<Values>;

const COMPARE: Readonly<Record<string, Compare>> = {
  'kernel-distance': async (...sets) => ({ kernelDistance: await kernelDistance(...sets) }),
  'frechet-distance': async (...sets) => ({ frechetDistance: await frechetDistance(...sets) }),
  'precision-recall': async (...sets) => ({ ...(await precisionRecall(...sets)) }),
};

/** Of the samples only their features are kept. Values are named for where these come from: `kernelDistanceClassifier`. */
export function featureMeasure(
  metric: string,
  ranges: readonly ('symmetric' | 'unit')[],
  extractor: Extractor,
  pause?: Pause,
): Measure {
  const compare = COMPARE[metric];
  if (!compare) throw new Error(`internal: ${metric} is not measured on features`);
  const sets: Samples[][] = [[], []];
  let suffix: Extractor['suffix'] | 'Plain' = extractor.suffix;
  return {
    async add(part) {
      for (const [port, set] of sets.entries()) {
        const samples = part[port];
        if (!samples) continue;
        const isImages = samples.shape.length === 3;
        const range = ranges[port] ?? 'symmetric';
        set.push(isImages ? await extractor.featuresOf(samples, range, pause) : samples);
        if (!isImages) suffix = 'Plain';
      }
    },
    async values(): Promise<Values> {
      const [real, generated] = sets.map(joined);
      if (!real || !generated || countOf(real) < 2) return {};
      const values = await compare(real.values, generated.values, sizeOfOne(real), pause);
      return Object.fromEntries(Object.entries(values).map(([name, v]) => [name + suffix, v]));
    },
  };
}
