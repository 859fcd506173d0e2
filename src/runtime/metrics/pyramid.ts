/** Laplacian pyramids of images (Burt and Adelson, 1983): what each scale adds to the next coarser one. */

import type { Pause } from './pause.ts';

export interface Images {
  /** count × height × width × channels. */
  readonly values: Float32Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

const TAPS = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16] as const;

/**
 * From fine to coarse: bands, and at the end the coarsest image itself. Stops before a side falls below `smallest`.
 * `pause` is called between the images.
 */
export async function laplacianPyramid(
  images: Images,
  smallest: number,
  pause: Pause,
): Promise<readonly Images[]> {
  const levels: Images[] = [];
  let current = images;
  while (Math.min(current.height, current.width) >= 2 * smallest) {
    const { height, width, channels } = current;
    const band = emptyLike(current, height, width);
    const coarse = emptyLike(current, Math.ceil(height / 2), Math.ceil(width / 2));
    for (let at = 0; at < current.count; at++) {
      const one = imageAt(current, at);
      const half = halve(one);
      const back = enlarge(half, height, width);
      coarse.values.set(half.values, at * half.values.length);
      const from = at * height * width * channels;
      back.values.forEach((value, i) => {
        band.values[from + i] = (one.values[i] as number) - value;
      });
      await pause();
    }
    levels.push(band);
    current = coarse;
  }
  return [...levels, current];
}

function emptyLike({ count, channels }: Images, height: number, width: number): Images {
  const values = new Float32Array(count * height * width * channels);
  return { values, count, height, width, channels };
}

function imageAt(images: Images, at: number): Images {
  const size = images.height * images.width * images.channels;
  return { ...images, count: 1, values: images.values.subarray(at * size, (at + 1) * size) };
}

/** Blurred, then every second pixel. */
export function halve(images: Images): Images {
  const height = Math.ceil(images.height / 2);
  const width = Math.ceil(images.width / 2);
  return sample(images, height, width, (y, tap) => 2 * y + tap - 2);
}

/**
 * Every second pixel zero, blurred, times two along each axis: done by taking only the taps that meet a pixel. What is
 * mirrored at the edge is the image with the zeros.
 */
export function enlarge(images: Images, height: number, width: number): Images {
  return sample(images, height, width, (y, tap, length) => mirrored(y + tap - 2, length) / 2);
}

type From = (position: number, tap: number, length: number) => number;

/** A separable filter of five taps; `from` says which input a tap of an output reads, whole numbers only. Edges are mirrored. */
function sample(images: Images, height: number, width: number, from: From): Images {
  const { count, channels } = images;
  const rows = new Float32Array(count * height * images.width * channels);
  const across = filterFor(images.height, height, from);
  const line = images.width * channels;
  for (let n = 0; n < count; n++) {
    for (let y = 0; y < height; y++) {
      const to = (n * height + y) * line;
      for (const [source, weight] of across[y] ?? []) {
        const start = (n * images.height + source) * line;
        for (let i = 0; i < line; i++) {
          rows[to + i] = (rows[to + i] as number) + weight * (images.values[start + i] as number);
        }
      }
    }
  }
  const values = new Float32Array(count * height * width * channels);
  const along = filterFor(images.width, width, from);
  for (let row = 0; row < count * height; row++) {
    for (let x = 0; x < width; x++) {
      const to = (row * width + x) * channels;
      for (const [source, weight] of along[x] ?? []) {
        const start = (row * images.width + source) * channels;
        for (let c = 0; c < channels; c++) {
          values[to + c] = (values[to + c] as number) + weight * (rows[start + c] as number);
        }
      }
    }
  }
  return { values, count, height, width, channels };
}

type Tap = readonly [source: number, weight: number];

function filterFor(input: number, output: number, from: From): readonly (readonly Tap[])[] {
  return Array.from({ length: output }, (_, position) => {
    const taps: Tap[] = [];
    TAPS.forEach((weight, tap) => {
      const source = from(position, tap, output);
      if (Number.isInteger(source)) taps.push([mirrored(source, input), weight]);
    });
    const total = taps.reduce((sum, [, weight]) => sum + weight, 0);
    return taps.map(([source, weight]): Tap => [source, weight / total]);
  });
}

function mirrored(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const inside = ((index % period) + period) % period;
  return inside < length ? inside : period - inside;
}
