/**
 * How often the nearest code E(x) of another image is of the same class (1-nearest-neighbour accuracy, Donahue et al.,
 * 2017), beside what an encoder gives that was never trained: that is not little.
 */
import { createBatcher } from '../../src/data/batcher.ts';
import { countOf, type Samples, sizeOfOne } from '../../src/runtime/metrics/samples.ts';
import type { OpenRun } from './open-run.ts';

const KNOWN = 6000;
const ASKED = 1000;

export async function nearestCodes(
  trained: OpenRun,
  untrained: () => Promise<OpenRun>,
): Promise<Record<string, number>> {
  const labels = labelsOf(trained);
  const before = await untrained();
  const accuracy = async (run: OpenRun) => {
    const [codes] = await run.collect('reconstructions', ['encode.out'], labels.length);
    if (!codes) throw new Error('the run has no codes');
    return nearestAccuracy(codes, labels);
  };
  const untrainedCodes = await accuracy(before);
  before.dispose();
  const trainedCodes = await accuracy(trained);
  return {
    nearestCodeUntrained: untrainedCodes,
    nearestCode: trainedCodes,
    nearestCodeGain: trainedCodes - untrainedCodes,
  };
}

/** Of the images in the order of views. */
function labelsOf({ program, data }: OpenRun): Int32Array {
  const source = program.sources.find(({ feed }) => feed !== null);
  const dataset = source && data[source.node];
  if (!source?.feed || !dataset) throw new Error('the document has no dataset node');
  const feed = { ...source.feed, withLabels: true, classes: 256 };
  const { length } = createBatcher(dataset, feed, 1, program.seed, true);
  const count = Math.min(length, KNOWN + ASKED);
  const { labels } = createBatcher(dataset, feed, count, program.seed, true).at(0);
  if (!labels) throw new Error('the data has no labels');
  return labels;
}

/** A seventh of the codes is asked, the others are known. */
export function nearestAccuracy(codes: Samples, labels: ArrayLike<number>): number {
  const n = sizeOfOne(codes);
  const count = countOf(codes);
  const asked = Math.floor(count / 7);
  let right = 0;
  for (let i = 0; i < asked; i++) {
    let [best, nearest] = [Number.POSITIVE_INFINITY, -1];
    for (let j = asked; j < count; j++) {
      let distance = 0;
      for (let k = 0; k < n && distance < best; k++) {
        distance += ((codes.values[i * n + k] ?? 0) - (codes.values[j * n + k] ?? 0)) ** 2;
      }
      if (distance < best) [best, nearest] = [distance, j];
    }
    if (labels[i] === labels[nearest]) right += 1;
  }
  return right / asked;
}
