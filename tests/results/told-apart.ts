/**
 * Whether translated images pass for the other domain: how often a fresh classifier tells them from it on images held
 * out, beside how often it tells the untranslated ones from it. One half is chance.
 */
import { createBatcher } from '../../src/data/batcher.ts';
import { trainClassifier } from '../../src/runtime/metrics/classifier.ts';
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
  const sourceA = await accuracy(realA, realB);
  const sourceB = await accuracy(realB, realA);
  const translatedA = await accuracy(fakeB, realB);
  const translatedB = await accuracy(fakeA, realA);
  return {
    toldApartSourceA: sourceA,
    toldApartTranslatedA: translatedA,
    toldApartGainA: sourceA - translatedA,
    toldApartSourceB: sourceB,
    toldApartTranslatedB: translatedB,
    toldApartGainB: sourceB - translatedB,
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
async function accuracy(first: Samples, second: Samples): Promise<number> {
  const [height = 1, width = 1, channels = 1] = first.shape;
  const size = sizeOfOne(first);
  const count = countOf(first);
  const held = Math.floor(count / 4);
  const mixed = (items: readonly number[]) => {
    const images = new Float32Array(2 * items.length * size);
    items.forEach((item, i) => {
      for (const [label, set] of [first, second].entries()) {
        images.set(set.values.subarray(item * size, (item + 1) * size), (2 * i + label) * size);
      }
    });
    return { images, labels: items.flatMap(() => [0, 1]) };
  };
  const { accuracy } = await trainClassifier({
    shape: [height, width, channels],
    classes: 2,
    steps: STEPS,
    batch: (step) =>
      mixed(Array.from({ length: HALF }, (_, i) => held + ((step * HALF + i) % (count - held)))),
    heldOut: Array.from({ length: held }, (_, item) => mixed([item])),
  });
  return accuracy;
}
