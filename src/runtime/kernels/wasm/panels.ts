/** The right factor of a product as `product` wants it: columns in panels of twelve, eight or four, each row of a panel in one piece. */
import type { Run } from '../../replay/journal.ts';
import type { Machine } from './machine.ts';

export interface Panel {
  readonly first: number;
  readonly width: 12 | 8 | 4;
  /** Columns that there are; the rest are zeros. */
  readonly columns: number;
  /** Bytes from the first panel to this one. */
  readonly offset: number;
}

/**
 * The last one comes first: what it writes beyond the last column lies where others write after it, as long as rows of the
 * result follow one another and there is room behind the last.
 */
export function panelsOf(rows: number, columns: number): readonly Panel[] {
  const panels: Panel[] = [];
  let offset = 0;
  for (let first = 0; first < columns; ) {
    const width = widthFor(columns - first);
    const some = Math.min(columns - first, width);
    panels.unshift({ first, width, columns: some, offset });
    offset += 4 * rows * width;
    first += width;
  }
  return panels;
}

/** Twelve read the least for each product; sixteen columns are better two times eight than twelve and four. */
function widthFor(left: number): Panel['width'] {
  if (left > 8 && left !== 16 && left !== 13 && left !== 14 && left !== 15) return 12;
  return left > 4 ? 8 : 4;
}

/** How `product` is called that makes a panel's columns. */
export function productOf({ run }: Machine, { width }: Panel): Run {
  if (width === 12) return run.product12;
  return width === 8 ? run.product8 : run.product4;
}

export function packedBytes(rows: number, columns: number): number {
  return 4 * rows * roundUp(columns, 4);
}

/** `from` has its rows and columns anywhere: strides are bytes. */
export function pack(
  { run, zero }: Machine,
  to: number,
  panels: readonly Panel[],
  rows: number,
  from: number,
  rowStride: number,
  columnStride: number,
): void {
  for (const { first, width, columns, offset } of panels) {
    const at = to + offset;
    const source = from + first * columnStride;
    if (columns < width) zero(at, 4 * rows * width);
    if (columnStride === 4) run.copyRows(at, 4 * width, source, rowStride, rows, columns);
    else run.copyColumns(at, 4 * width, 4, source, rowStride, columnStride, rows, columns);
  }
}

export function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
