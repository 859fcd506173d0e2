/**
 * Whether translated images pass for the other domain. A fresh classifier learns to tell the real images of both apart;
 * on images held out, it is asked the same of the translated ones. Another learns to tell the translated from the real
 * images, which is far easier: traces of the generator suffice. One half is chance.
 */
import { createBatcher } from '../../src/data/batcher.ts';
import { type Classifier, trainClassifier } from '../../src/runtime/metrics/classifier.ts';
import { countOf, type Samples, sizeOfOne } from '../../src/runtime/metrics/samples.ts';
import type { OpenRun } from './open-run.ts';

const MOST = 600;
const STEPS = 300;
/** Of each domain, in a batch. */
const HALF = 16;

export async function toldApart(run: OpenRun): Promise<Record<string, number>> {
  const count = Math.min(MOST, lengthOf(run, 'dataA'), lengthOf(run, 'dataB'));
  const forth = await run.collect('forth', ['dataA.image', 'fakeB.out'], count);
  const back = await run.collect('back', ['dataB.image', 'fakeA.out'], count);
  const [realA, fakeB] = [forth[0], forth[1]];
  const [realB, fakeA] = [back[0], back[1]];
  if (!realA || !fakeB || !realB || !fakeA) throw new Error('the run shows no translations');
  const judgeA = await learn(realA, realB);
  const judgeB = await learn(realB, realA);
  const translatedA = await accuracyOf(judgeA, fakeB, realB);
  const translatedB = await accuracyOf(judgeB, fakeA, realA);
  return {
    toldApartSourceA: judgeA.accuracy,
    toldApartTranslatedA: translatedA,
    toldApartGainA: judgeA.accuracy - translatedA,
    relearnedTranslatedA: (await learn(fakeB, realB)).accuracy,
    toldApartSourceB: judgeB.accuracy,
    toldApartTranslatedB: translatedB,
    toldApartGainB: judgeB.accuracy - translatedB,
    relearnedTranslatedB: (await learn(fakeA, realA)).accuracy,
    toldApartImages: count,
  };
}

function lengthOf({ program, data }: OpenRun, node: string): number {
  const source = program.sources.find((candidate) => candidate.node === node);
  const dataset = data[node];
  if (!source?.feed || !dataset) throw new Error(`the document has no dataset node "${node}"`);
  return createBatcher(dataset, source.feed, 1, program.seed).length;
}

/** A quarter of both sets is held out. */
function heldOf(samples: Samples): number {
  return Math.floor(countOf(samples) / 4);
}

/** Items of `first` as class 0, and of `second` as class 1, by turns. */
function mixed(first: Samples, second: Samples, items: readonly number[]) {
  const size = sizeOfOne(first);
  const images = new Float32Array(2 * items.length * size);
  items.forEach((item, i) => {
    for (const [label, set] of [first, second].entries()) {
      images.set(set.values.subarray(item * size, (item + 1) * size), (2 * i + label) * size);
    }
  });
  return { images, labels: items.flatMap(() => [0, 1]) };
}

async function learn(first: Samples, second: Samples): Promise<Classifier> {
  const [height = 1, width = 1, channels = 1] = first.shape;
  const [count, held] = [countOf(first), heldOf(first)];
  return trainClassifier({
    shape: [height, width, channels],
    classes: 2,
    steps: STEPS,
    batch: (step) =>
      mixed(
        first,
        second,
        Array.from({ length: HALF }, (_, i) => held + ((step * HALF + i) % (count - held))),
      ),
    heldOut: Array.from({ length: held }, (_, item) => mixed(first, second, [item])),
  });
}

/** Of the images held out. `first` stands in for what the classifier knows as its first class. */
async function accuracyOf(judge: Classifier, first: Samples, second: Samples): Promise<number> {
  const held = heldOf(first);
  let right = 0;
  for (let item = 0; item < held; item++) {
    const { images, labels } = mixed(first, second, [item]);
    const named = await judge.classify(images);
    named.forEach((label, i) => {
      if (label === labels[i]) right += 1;
    });
  }
  return right / (2 * held);
}
