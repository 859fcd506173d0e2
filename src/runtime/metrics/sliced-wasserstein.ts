/**
 * Sliced Wasserstein distance (Rabin et al., 2011): mean distance of sorted projections on random directions. Of
 * images: of 7×7 patches at each scale of a Laplacian pyramid, normalised per channel (Karras et al., 2018).
 */
import { fillRandom } from '../random/distribution.ts';
import { deriveKey, type Words, wordsOf } from '../random/threefry.ts';
import { createPause, type Pause } from './pause.ts';
import { type Images, laplacianPyramid } from './pyramid.ts';

const PATCH = 7;
const DIRECTIONS = 64;
/** The coarsest scale has sides of at least this. */
const SMALLEST = 14;
/** Distances between normalised patches are small; the papers give them times a thousand. */
const SCALE = 1000;

/** What chance decides; the same for every set that is compared. */
export interface Projections {
  /** Vectors of `dimensions` numbers, of any length but zero, for one scale: 0 is the finest. */
  directions(scale: number, dimensions: number): Float32Array;
  /** Of `patches` patches: how far down and how far across each lies, from 0 to below 1. */
  places(scale: number, patches: number): Float32Array;
  readonly patchesPerImage: number;
}

/** Every measurement ever made is made with these. */
export const PROJECTIONS: Projections = {
  directions(scale, dimensions) {
    return randomDirections(dimensions, deriveKey(wordsOf(0), scale));
  },
  places(scale, patches) {
    const places = new Float32Array(patches * 2);
    const key = deriveKey(wordsOf(0), scale, 0);
    fillRandom(key, { distribution: 'uniform', a: 0, b: 1 }, places);
    return places;
  },
  patchesPerImage: 32,
};

/** By scale (`slicedWasserstein28`), and their mean (`slicedWasserstein`), times 1000. Equal numbers of images of equal size are expected. */
export async function imageDistance(
  real: Images,
  generated: Images,
  projections: Projections = PROJECTIONS,
  pause: Pause = createPause(),
): Promise<Record<string, number>> {
  const ours = await laplacianPyramid(real, SMALLEST, pause);
  const theirs = await laplacianPyramid(generated, SMALLEST, pause);
  const scales: [string, number][] = [];
  for (const [scale, level] of ours.entries()) {
    const other = theirs[scale] ?? level;
    const patches = level.count * projections.patchesPerImage;
    const places = projections.places(scale, patches);
    const a = normalised(patchesOf(level, places), level.channels);
    await pause();
    const b = normalised(patchesOf(other, places), level.channels);
    const size = patchSize(level);
    const directions = projections.directions(scale, size);
    const distance = await slicedWasserstein(a, b, size, directions, pause);
    scales.push([`slicedWasserstein${level.height}`, SCALE * distance]);
  }
  const mean = scales.reduce((sum, [, value]) => sum + value, 0) / scales.length;
  return { slicedWasserstein: mean, ...Object.fromEntries(scales) };
}

/** Both hold vectors of `dimensions` numbers; the longer one is cut to the shorter. */
export async function slicedWasserstein(
  a: Float32Array,
  b: Float32Array,
  dimensions: number,
  directions: Float32Array = randomDirections(dimensions, wordsOf(0)),
  pause: Pause = createPause(),
): Promise<number> {
  const count = Math.floor(Math.min(a.length, b.length) / dimensions);
  const lines = directions.length / dimensions;
  let total = 0;
  for (let line = 0; line < lines; line++) {
    const direction = directions.subarray(line * dimensions, (line + 1) * dimensions);
    const norm = Math.sqrt(direction.reduce((sum, v) => sum + v * v, 0));
    const p = project(a, direction, norm, count).sort();
    const q = project(b, direction, norm, count).sort();
    let sum = 0;
    for (let i = 0; i < count; i++) sum += Math.abs((p[i] as number) - (q[i] as number));
    total += sum / count;
    await pause();
  }
  return total / lines;
}

function randomDirections(dimensions: number, key: Words): Float32Array {
  const directions = new Float32Array(DIRECTIONS * dimensions);
  fillRandom(deriveKey(key, 1), { distribution: 'normal', a: 0, b: 1 }, directions);
  return directions;
}

function project(
  vectors: Float32Array,
  direction: Float32Array,
  norm: number,
  count: number,
): Float32Array {
  const out = new Float32Array(count);
  const size = direction.length;
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let k = 0; k < size; k++) {
      sum += (vectors[i * size + k] as number) * (direction[k] as number);
    }
    out[i] = sum / norm;
  }
  return out;
}

function patchSize({ height, width, channels }: Images): number {
  return Math.min(PATCH, height) * Math.min(PATCH, width) * channels;
}

function patchesOf(images: Images, places: Float32Array): Float32Array {
  const { values, count, height, width, channels } = images;
  const high = Math.min(PATCH, height);
  const wide = Math.min(PATCH, width) * channels;
  const patches = places.length / 2;
  const out = new Float32Array(patches * high * wide);
  for (let i = 0; i < patches; i++) {
    const image = Math.floor((i * count) / patches);
    const top = Math.floor((places[2 * i] as number) * (height - high + 1));
    const left = Math.floor((places[2 * i + 1] as number) * (width - wide / channels + 1));
    for (let y = 0; y < high; y++) {
      const from = ((image * height + top + y) * width + left) * channels;
      out.set(values.subarray(from, from + wide), (i * high + y) * wide);
    }
  }
  return out;
}

/** Each channel to mean 0 and variance 1 over all patches. */
function normalised(vectors: Float32Array, channels: number): Float32Array {
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    let squares = 0;
    const n = vectors.length / channels;
    for (let i = c; i < vectors.length; i += channels) sum += vectors[i] as number;
    const mean = sum / n;
    for (let i = c; i < vectors.length; i += channels) {
      squares += ((vectors[i] as number) - mean) ** 2;
    }
    const deviation = Math.sqrt(squares / n) || 1;
    for (let i = c; i < vectors.length; i += channels) {
      vectors[i] = ((vectors[i] as number) - mean) / deviation;
    }
  }
  return vectors;
}
