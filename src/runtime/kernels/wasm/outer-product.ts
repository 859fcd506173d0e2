/**
 * Sums of outer products, [rows, height, width]: runs of `height` numbers of a, one for each of the `rows`, times runs of
 * `width` numbers of b. Where `width` fills no vectors the two change sides, and the result is transposed at the end.
 */
import type { Strides } from './frames.ts';
import type { Machine } from './machine.ts';
import { roundUp } from './panels.ts';

export interface OuterProduct {
  readonly rows: number;
  readonly height: number;
  readonly width: number;
}

export interface Sums {
  /** The strides of a and b as the table wants them. */
  order(a: Strides, b: Strides): [Strides, Strides];
  /** Adds `count` pairs of the table; the rows of a are `rowStride` bytes apart. */
  add(table: number, count: number, a: number, rowStride: number, b: number): void;
  finish(): void;
}

/** Scratch that it needs. */
export function outerBytes({ rows, height, width }: OuterProduct): number {
  return width % 4 === 0 ? 0 : 4 * rows * width * roundUp(height, 8);
}

export function outerProduct(
  machine: Machine,
  product: OuterProduct,
  scratch: number,
  output: number,
): Sums {
  const { rows, height, width } = product;
  machine.zero(output, 4 * rows * height * width);
  return width % 4 === 0
    ? straight(machine, product, output)
    : swapped(machine, product, scratch, output);
}

function straight({ run }: Machine, { rows, height, width }: OuterProduct, output: number): Sums {
  return {
    order: (a, b) => [a, b],
    add(table, count, a, rowStride, b) {
      for (let first = 0; first < width; first += 8) {
        const tile = width - first >= 8 ? run.outer4x8 : run.outer8x4;
        for (let row = 0; row < rows; row += 1) {
          const c = output + 4 * (row * height * width + first);
          tile(table, count, a + row * rowStride, height, b + 4 * first, c, 4 * width);
        }
      }
    },
    finish() {},
  };
}

function swapped(
  { run, zero }: Machine,
  { rows, height, width }: OuterProduct,
  scratch: number,
  output: number,
): Sums {
  const line = 4 * roundUp(height, 8);
  zero(scratch, rows * width * line);
  return {
    order: (a, b) => [b, a],
    add(table, count, a, rowStride, b) {
      for (let row = 0; row < rows; row += 1) {
        for (let first = 0; first < height; first += 8) {
          const c = scratch + row * width * line + 4 * first;
          run.outer4x8(table, count, b, width, a + row * rowStride + 4 * first, c, line);
        }
      }
    },
    finish() {
      for (let row = 0; row < rows; row += 1) {
        const [to, from] = [output + 4 * row * height * width, scratch + row * width * line];
        run.copyColumns(to, 4, 4 * width, from, line, 4, width, height);
      }
    },
  };
}
