/**
 * Sliced Wasserstein distance (Rabin et al., 2011): mean distance of sorted projections on random directions. Of
 * images: of 7×7 patches at each scale of a Laplacian pyramid, normalised per channel (Karras et al., 2018).
 */
import { fillRandom } from '../random/distribution.ts';
import { deriveKey, type Words, wordsOf } from '../random/threefry.ts';
import { type Images, laplacianPyramid } from './pyramid.ts';

const PATCH = 7;
const PATCHES_PER_IMAGE = 32;
const DIRECTIONS = 64;
/** The coarsest scale has sides of at least this. */
const SMALLEST = 14;
/** Distances between normalised patches are small; the papers give them times a thousand. */
const SCALE = 1000;

/** By scale (`slicedWasserstein28`), and their mean (`slicedWasserstein`), times 1000. Equal numbers of images of equal size are expected. */
export function imageDistance(real: Images, generated: Images): Record<string, number> {
  const key = wordsOf(0);
  const ours = laplacianPyramid(real, SMALLEST);
  const theirs = laplacianPyramid(generated, SMALLEST);
  const scales: [string, number][] = ours.map((level, i) => {
    const other = theirs[i] ?? level;
    const own = deriveKey(key, i);
    const size = patchSize(level);
    const a = normalised(patches(level, own), level.channels);
    const b = normalised(patches(other, own), level.channels);
    return [`slicedWasserstein${level.height}`, SCALE * slicedWasserstein(a, b, size, own)];
  });
  const mean = scales.reduce((sum, [, value]) => sum + value, 0) / scales.length;
  return { slicedWasserstein: mean, ...Object.fromEntries(scales) };
}

/** Both hold vectors of `dimensions` numbers; the longer one is cut to the shorter. */
export function slicedWasserstein(
  a: Float32Array,
  b: Float32Array,
  dimensions: number,
  key: Words = wordsOf(0),
): number {
  const count = Math.floor(Math.min(a.length, b.length) / dimensions);
  const directions = new Float32Array(DIRECTIONS * dimensions);
  fillRandom(deriveKey(key, 1), { distribution: 'normal', a: 0, b: 1 }, directions);
  let total = 0;
  for (let d = 0; d < DIRECTIONS; d++) {
    const direction = directions.subarray(d * dimensions, (d + 1) * dimensions);
    const norm = Math.sqrt(direction.reduce((sum, v) => sum + v * v, 0));
    const p = project(a, direction, norm, count).sort();
    const q = project(b, direction, norm, count).sort();
    let sum = 0;
    for (let i = 0; i < count; i++) sum += Math.abs((p[i] as number) - (q[i] as number));
    total += sum / count;
  }
  return total / DIRECTIONS;
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

/** At places that the key decides, the same for every set of images. */
function patches(images: Images, key: Words): Float32Array {
  const { values, count, height, width, channels } = images;
  const high = Math.min(PATCH, height);
  const wide = Math.min(PATCH, width) * channels;
  const places = new Float32Array(count * PATCHES_PER_IMAGE * 2);
  fillRandom(deriveKey(key, 0), { distribution: 'uniform', a: 0, b: 1 }, places);
  const out = new Float32Array(count * PATCHES_PER_IMAGE * high * wide);
  for (let i = 0; i < count * PATCHES_PER_IMAGE; i++) {
    const image = Math.floor(i / PATCHES_PER_IMAGE);
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
