/** The classifier that learns from the labelled images of a dataset node, for metrics that need one. */
import type { SourceProgram } from '../../compiler/program.ts';
import { createBatcher } from '../../data/batcher.ts';
import type { Dataset } from '../../data/dataset.ts';
import { highestLabel } from '../../data/highest-label.ts';
import type { Feed } from '../../nodes/specs.ts';
import {
  type Classifier,
  type LabelledImages,
  type Lessons,
  trainClassifier,
} from './classifier.ts';
import type { Pause } from './pause.ts';

const STEPS = 400;
const BATCH = 32;
/** Of each eight batches one is held out, but no more than this. */
const MOST_HELD_OUT = 32;
/** Its own, like the weights': every run is judged by the same classifier. */
const DATA_SEED = 1;

/** Null where the data has no labels, or is too little to hold some of it back. */
export function classifierOf(
  source: SourceProgram,
  dataset: Dataset,
  pause?: Pause,
): Promise<Classifier> | null {
  const feed = labelledFeed(source, dataset);
  if (feed?.transform.type !== 'image') return null;
  const { height, width, channels } = feed.transform;
  const length = createBatcher(dataset, feed, 1, DATA_SEED).length;
  const size = Math.min(BATCH, Math.floor(length / 8));
  if (size < 1) return null;
  const batcher = createBatcher(dataset, feed, size, DATA_SEED, true);
  // Draws of one epoch share no item, so those at its start are held out from those after them.
  const batches = Math.floor(length / size);
  const held = Math.min(MOST_HELD_OUT, Math.floor(batches / 8));
  const draw = (number: number): LabelledImages => {
    const { images, labels } = batcher.at(number);
    return { images, labels: labels ?? [] };
  };
  const lessons: Lessons = {
    shape: [height, width, channels],
    classes: feed.classes,
    steps: STEPS,
    batch: (step) => draw(held + (step % (batches - held))),
    heldOut: Array.from({ length: held }, (_, number) => draw(number)),
  };
  return trainClassifier(lessons, pause);
}

/** A document that does not ask for the labels of its data may be measured by them all the same. */
export function labelledFeed({ feed }: SourceProgram, dataset: Dataset): Feed | null {
  if (!feed || dataset.type !== 'images') return null;
  if (feed.withLabels) return feed;
  if (!dataset.labels) return null;
  return { ...feed, withLabels: true, classes: highestLabel(dataset.labels) + 1 };
}
