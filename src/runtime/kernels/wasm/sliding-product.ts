/** Windows that slide over images, times a packed matrix: the body of convolutions and of their gradients to the input. */
import {
  type Frame,
  fillFrames,
  type Grid,
  type Images,
  isPlain,
  type Strides,
  stridesOf,
  tableBytes,
  writeTable,
} from './frames.ts';
import type { Machine } from './machine.ts';
import { type Panel, productOf } from './panels.ts';

export interface Sliding {
  readonly images: Images;
  readonly frame: Frame;
  /** Windows of each image, and their size and steps in pixels. */
  readonly windows: Omit<Grid, 'images'>;
  readonly kernel: readonly [height: number, width: number];
  readonly steps: readonly [vertical: number, horizontal: number];
}

/** One packed matrix and where the rows of its product go. */
export interface Target {
  readonly packed: number;
  readonly panels: readonly Panel[];
  /** Its windows where they are smaller than the others. */
  readonly kernel?: readonly [height: number, width: number];
  /** Of the first image of a batch of `blockOf` images. */
  readonly at: number;
  /** From the first window of the frames to the first that it takes, in rows and columns. */
  readonly shift?: readonly [rows: number, columns: number];
}

/** Bytes that stay in the second cache beside a panel. */
const CACHED = 192 * 1024;

/** A whole number of tiles of every height. */
const TILES = 12;

/** Images that are worked on at a time. */
export function blockOf({ images, frame }: Sliding): number {
  const bytes = stridesOf(frame.height, frame.width, images.channels).image;
  return Math.max(1, Math.min(images.count, Math.floor(CACHED / bytes)));
}

export function slidingBytes(sliding: Sliding): number {
  const block = blockOf(sliding);
  const { images, frame, windows } = sliding;
  const frames = isPlain(images, frame)
    ? 0
    : block * stridesOf(frame.height, frame.width, images.channels).image;
  // A tile reads no further than the pixels that it has, but whole vectors of the last.
  return tableBytes({ images: block, ...windows }) + frames + 64;
}

/**
 * `scratch` has `slidingBytes`; `strides` are those of a result's rows. `targets` says where the products of a block go,
 * and `done` is called when they are there.
 */
export function slide(
  machine: Machine,
  scratch: number,
  sliding: Sliding,
  strides: Strides,
  targets: (first: number) => readonly Target[],
  done: (first: number, count: number) => void = () => {},
): void {
  const { images, frame, windows, steps } = sliding;
  const block = blockOf(sliding);
  const isDirect = isPlain(images, frame);
  const inner = isDirect ? images : frame;
  const of = stridesOf(inner.height, inner.width, images.channels);
  const table = scratch;
  const frames = scratch + tableBytes({ images: block, ...windows });
  if (!isDirect) machine.zero(frames, block * of.image + 32);
  const reads = { image: of.image, row: steps[0] * of.row, column: steps[1] * of.column };
  const pixels = windows.height * windows.width;
  const perWindow = steps[0] * steps[1] * of.column;
  const chunk = Math.max(60, Math.floor(CACHED / perWindow / TILES) * TILES);
  let written = 0;
  for (let first = 0; first < images.count; first += block) {
    const count = Math.min(block, images.count - first);
    if (count !== written) {
      writeTable(machine, table, { images: count, ...windows }, reads, strides);
      written = count;
    }
    if (!isDirect) fillFrames(machine, images, frame, frames, first, count);
    const a = isDirect ? images.at + first * of.image : frames;
    for (let p = 0; p < count * pixels; p += chunk) {
      const size = Math.min(chunk, count * pixels - p);
      for (const { packed, panels, at, kernel = sliding.kernel, shift = [0, 0] } of targets(
        first,
      )) {
        const from = a + shift[0] * of.row + shift[1] * of.column;
        for (const panel of panels) {
          const run = productOf(machine, panel);
          const [b, c] = [packed + panel.offset, at + 4 * panel.first];
          run(table + 8 * p, size, from, kernel[0], kernel[1] * images.channels, of.row, b, c);
        }
      }
    }
    done(first, count);
  }
}
