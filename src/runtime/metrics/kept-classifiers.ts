/**
 * The classifiers of documents' data, each trained once: kept for the page in memory and for later ones in the host's
 * store, by the data itself and what the document takes of it.
 */
import type { SourceProgram } from '../../compiler/program.ts';
import type { Dataset } from '../../data/dataset.ts';
import { identityOf } from '../../data/identity.ts';
import { type Classifier, classifierFrom } from './classifier.ts';
import { classifierOf, labelledFeed } from './document-classifier.ts';
import type { MetricStore } from './metric-store.ts';
import type { Pause } from './pause.ts';

/** Changes with all that classifiers are made by, so that older ones are not found again. */
const VERSION = 1;
/** A tenth of a megabyte to a megabyte each. */
const MOST_KEPT = 8;

const kept = new Map<string, Promise<Classifier | null>>();

/** Null where the data cannot teach one. */
export function keptClassifier(
  source: SourceProgram,
  dataset: Dataset,
  store: MetricStore,
  pause?: Pause,
): Promise<Classifier | null> {
  const key = keyOf(source, dataset);
  const known = kept.get(key);
  if (known) return known;
  const found = findOrTrain(key, source, dataset, store, pause);
  kept.set(key, found);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  // A device that was lost in the middle of it, or that it gave way, must not be remembered.
  found.catch(() => kept.delete(key));
  return found;
}

export function keyOf(source: SourceProgram, dataset: Dataset): string {
  const feed = labelledFeed(source, dataset);
  const taken = feed && [feed.transform, feed.select, feed.classes];
  return `${VERSION} ${identityOf(dataset)} ${JSON.stringify(taken)}`;
}

async function findOrTrain(
  key: string,
  source: SourceProgram,
  dataset: Dataset,
  store: MetricStore,
  pause?: Pause,
): Promise<Classifier | null> {
  // Storage that fails costs the time to train it again, nothing else.
  const stored = await store.classifier(key).catch(() => null);
  if (stored) return classifierFrom(stored);
  const classifier = await classifierOf(source, dataset, pause);
  if (classifier) await store.keepClassifier(key, classifier.kept).catch(() => {});
  return classifier;
}
