/**
 * Images with a frame of zeros around them, so that no window needs to know where an image ends; and tables of windows.
 * Images that need none are read where they lie.
 */
import { journalNow, noted } from '../../replay/journal.ts';
import type { Machine } from './machine.ts';

/** Images [count, height, width, channels] from an address on. */
export interface Images {
  readonly at: number;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** What windows reach of each image: `top` rows and `left` columns of zeros, then the image as far as there is room. */
export interface Frame {
  readonly height: number;
  readonly width: number;
  readonly top: number;
  readonly left: number;
}

/** Bytes from one image, row, column to the next. */
export interface Strides {
  readonly image: number;
  readonly row: number;
  readonly column: number;
}

export function isPlain({ height, width }: Images, frame: Frame): boolean {
  return frame.top === 0 && frame.left === 0 && frame.height <= height && frame.width <= width;
}

export function stridesOf(height: number, width: number, channels: number): Strides {
  const column = 4 * channels;
  return { image: height * width * column, row: width * column, column };
}

/** Copies `count` images from the `first` on. Zeros around them must be there. */
export function fillFrames(
  { run }: Machine,
  images: Images,
  frame: Frame,
  to: number,
  first: number,
  count: number,
): void {
  const inside = stridesOf(images.height, images.width, images.channels);
  const outside = stridesOf(frame.height, frame.width, images.channels);
  const rows = Math.min(images.height, frame.height - frame.top);
  const length = Math.min(images.width, frame.width - frame.left) * images.channels;
  const corner = to + frame.top * outside.row + frame.left * outside.column;
  for (let n = 0; n < count; n += 1) {
    const from = images.at + (first + n) * inside.image;
    run.copyRows(corner + n * outside.image, outside.row, from, inside.row, rows, length);
  }
}

export interface Grid {
  readonly images: number;
  readonly height: number;
  readonly width: number;
}

export function tableBytes({ images, height, width }: Grid): number {
  return 8 * (images * height * width + 7);
}

/** For each pixel of the grid two offsets, by the strides of `a` and `b`; the last is repeated to fill a tile. */
export function writeTable(machine: Machine, at: number, grid: Grid, a: Strides, b: Strides): void {
  const length = tableBytes(grid) / 4;
  const make = (table: Int32Array, start: number) => fillTable(table, start, grid, a, b);
  if (!journalNow()) {
    make(machine.ints(), at / 4);
    return;
  }
  const made = new Int32Array(length);
  make(made, 0);
  const act = () => machine.ints().set(made, at / 4);
  noted(() => ['table', at, grid, a, b], act, { at, bytes: 4 * length });
}

function fillTable(table: Int32Array, start: number, grid: Grid, a: Strides, b: Strides): void {
  let k = start;
  for (let n = 0; n < grid.images; n += 1) {
    for (let i = 0; i < grid.height; i += 1) {
      let ofA = n * a.image + i * a.row;
      let ofB = n * b.image + i * b.row;
      for (let j = 0; j < grid.width; j += 1) {
        table[k] = ofA;
        table[k + 1] = ofB;
        k += 2;
        ofA += a.column;
        ofB += b.column;
      }
    }
  }
  for (let i = 0; i < 14; i += 1) table[k + i] = table[k + i - 2] as number;
}
