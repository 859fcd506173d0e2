/** What metrics keep beyond a run, wherever the host keeps it. A host without storage keeps it in memory. */
import type { KeptClassifier } from './classifier.ts';

/** A tf.js model as it was saved: the text of `model.json`, and the files that it names one after the other. */
export interface ModelFiles {
  readonly json: string;
  readonly weights: Uint8Array;
}

export interface MetricStore {
  /** What was kept under this key, or null. */
  classifier(key: string): Promise<KeptClassifier | null>;
  keepClassifier(key: string, classifier: KeptClassifier): Promise<void>;
  /** The person's own model of this name, or null. */
  model(name: string): Promise<ModelFiles | null>;
}

export const NO_STORE: MetricStore = {
  classifier: async () => null,
  keepClassifier: async () => {},
  model: async () => null,
};

/** A measurement that cannot be made as it was asked for; the sentence is shown in its place, and training goes on. */
export class MeasureError extends Error {
  override readonly name = 'MeasureError';

  constructor(reason: string) {
    super(`Not measured: ${reason}.`);
  }
}
