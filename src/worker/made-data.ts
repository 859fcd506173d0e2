/** Built-in data for runs, made once for each name and seed: run after run trains on the same, and nobody changes it. */
import type { Dataset } from '../data/dataset.ts';
import { generate } from '../data/generate.ts';
import { bytesOf, shareDataset } from '../data/share-dataset.ts';

/** Of all that is kept; the set that was asked for last always is. */
const MOST_BYTES = 2 ** 27;

const kept = new Map<string, Dataset>();

export function madeData(name: string, seed: number): Dataset {
  const key = `${seed} ${name}`;
  const dataset = kept.get(key) ?? shareDataset(generate(name, seed));
  // The last in order is the one that was asked for last.
  kept.delete(key);
  kept.set(key, dataset);
  let bytes = [...kept.values()].reduce((sum, each) => sum + bytesOf(each), 0);
  for (const [old, each] of kept) {
    if (bytes <= MOST_BYTES || old === key) break;
    bytes -= bytesOf(each);
    kept.delete(old);
  }
  return dataset;
}
