/**
 * Whether generated samples show the class that was asked of them, by a classifier that learned from the real images
 * alone ("GAN-test" of Shmelkov et al., 2018).
 */
import type { Classifier } from './classifier.ts';
import type { Measure, Values } from './measure.ts';
import type { Samples } from './samples.ts';

export function classAgreement(
  classifier: () => Promise<Pick<Classifier, 'accuracy' | 'classify'>>,
): Measure {
  let [right, count] = [0, 0];
  return {
    async add([generated, asked]: readonly Samples[]) {
      if (!generated || !asked) return;
      const named = await (await classifier()).classify(generated.values);
      named.forEach((label, i) => {
        if (label === asked.values[i]) right += 1;
      });
      count += named.length;
    },
    async values(): Promise<Values> {
      const { accuracy } = await classifier();
      return { classAgreement: right / count, classifierAccuracy: accuracy };
    },
  };
}
