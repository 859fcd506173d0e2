/** Products of a matrix row by row with a packed one: one after the other for each of a batch. */
import { type Strides, tableBytes, writeTable } from './frames.ts';
import type { Machine } from './machine.ts';
import { pack, packedBytes, panelsOf, productOf } from './panels.ts';

export interface Shape {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeB: boolean;
}

export type Places = () => [a: number, b: number, output: number];

export function rowByRow(
  machine: Machine,
  batch: number,
  { rows, inner, columns, transposeB }: Shape,
  places: Places,
): void {
  const panels = panelsOf(inner, columns);
  const grid = { images: 1, height: 1, width: rows };
  // Panels write four columns at least.
  const isRagged = columns % 4 !== 0;
  const [forPacked, forTable] = [packedBytes(inner, columns), tableBytes(grid)];
  const size = 4 * rows * columns;
  const packed = machine.reserve(forPacked + forTable + (isRagged ? size + 64 : 0));
  const table = packed + forPacked;
  writeTable(machine, table, grid, flat(4 * inner), flat(4 * columns));
  const [rowStride, columnStride] = transposeB ? [4, 4 * inner] : [4 * columns, 4];
  const [a, b, output] = places();
  for (let n = 0; n < batch; n += 1) {
    const right = b + 4 * n * inner * columns;
    pack(machine, packed, panels, inner, right, rowStride, columnStride);
    const to = isRagged ? table + forTable : output + n * size;
    for (const panel of panels) {
      const { first, offset } = panel;
      const left = a + 4 * n * rows * inner;
      const run = productOf(machine, panel);
      run(table, rows, left, 1, inner, 4 * inner, packed + offset, to + 4 * first);
    }
    if (isRagged) machine.run.copyRows(output + n * size, 0, to, 0, 1, size / 4);
  }
}

/** Rows that follow one another. */
export function flat(column: number): Strides {
  return { image: 0, row: 0, column };
}
