/** What makes of each image the features that some metrics compare, and what the values are named by. */
import { CLASSIFIER_FEATURES, type Classifier } from './classifier.ts';
import type { Pause } from './pause.ts';
import { FEATURES, randomFeatures } from './random-features.ts';
import type { Samples } from './samples.ts';

export type Range = 'symmetric' | 'unit';

export interface Extractor {
  /** Distances by other features are other numbers: each has names of its own. Empty for the random network. */
  readonly suffix: '' | 'Classifier' | 'Own';
  /** One vector of features for each image, whose pixels lie in `range`. */
  featuresOf(images: Samples, range: Range, pause?: Pause): Promise<Samples>;
}

export const randomExtractor: Extractor = {
  suffix: '',
  async featuresOf(images, range, pause) {
    return { values: await randomFeatures(images, range, pause), shape: [FEATURES] };
  },
};

/** `taught` is the range of the images that the classifier learned from. */
export function classifierExtractor(
  classifier: () => Promise<Pick<Classifier, 'features'>>,
  taught: Range,
): Extractor {
  return {
    suffix: 'Classifier',
    async featuresOf({ values }, range) {
      const { features } = await classifier();
      return {
        values: await features(inRange(values, range, taught)),
        shape: [CLASSIFIER_FEATURES],
      };
    },
  };
}

function inRange(values: Float32Array, from: Range, to: Range): Float32Array {
  if (from === to) return values;
  return values.map(to === 'unit' ? (value) => (value + 1) / 2 : (value) => 2 * value - 1);
}
