/** Long measurements let the event loop have its turn, so that the worker answers while it measures. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRandom } from '../../src/data/random.ts';
import { frechetDistance } from '../../src/runtime/metrics/frechet-distance.ts';
import { kernelDistance } from '../../src/runtime/metrics/kernel-distance.ts';
import { pairwiseSpread } from '../../src/runtime/metrics/pairwise-spread.ts';
import { precisionRecall } from '../../src/runtime/metrics/precision-recall.ts';
import { imageDistance } from '../../src/runtime/metrics/sliced-wasserstein.ts';

let turns = 0;
let timer: ReturnType<typeof setTimeout>;
const turn = () => {
  turns += 1;
  timer = setTimeout(turn, 0);
};

beforeEach(() => {
  // A machine so slow that every look at the clock finds it time to pause: what is left is how often they look.
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 60;
    return now;
  });
  turns = 0;
  timer = setTimeout(turn, 0);
});
afterEach(() => {
  clearTimeout(timer);
  vi.restoreAllMocks();
});

const random = createRandom(3);
const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
const images = { values: normals(4 * 28 * 28), count: 4, height: 28, width: 28, channels: 1 };

it.each([
  // Of two scales 64 directions each, and each image of both sets.
  ['sliced Wasserstein', () => imageDistance(images, images), 2 * 64 + 8],
  // Each sample, and of 12 dimensions each column of the root, the product and the eigenvalues.
  ['Fréchet distance', () => frechetDistance(normals(240), normals(240), 12), 2 * 20 + 3 * 12],
  ['kernel distance', () => kernelDistance(normals(120), normals(120), 4), 30],
  ['precision and recall', () => precisionRecall(normals(120), normals(120), 4), 4 * 30],
  ['pairwise distance', () => pairwiseSpread({ values: normals(120), shape: [4] }), 30],
] as const)('%s pauses often', async (_, measure, atLeast) => {
  await measure();
  expect(turns).toBeGreaterThanOrEqual(atLeast);
});
