/** Filters as Winograd's products want them: a packed matrix for each of their elements. */
import type { Machine } from '../machine.ts';
import { pack, packedBytes, panelsOf } from '../panels.ts';

/** Taps of one convolution among those of the filter: bytes to the first, and from one to the next. */
export interface Taps {
  readonly first: number;
  readonly row: number;
  readonly column: number;
}

export interface FastFilter {
  readonly taps: 2 | 3;
  /** The filter's last two axes. */
  readonly shape: readonly [channels: number, filters: number];
  /** Convolutions that are added up, one after the other along the rows of the matrix. */
  readonly parts: readonly Taps[];
  /** Rows are filters, columns channels. */
  readonly isTransposed: boolean;
}

/** Elements along an axis. */
export const elementsOf = (taps: 2 | 3): number => taps + 1;

export function sizeOf({
  shape,
  parts,
  isTransposed,
}: FastFilter): [rows: number, columns: number] {
  const [channels, filters] = shape;
  return isTransposed ? [parts.length * filters, channels] : [parts.length * channels, filters];
}

export function matrixBytes(filter: FastFilter): number {
  return packedBytes(...sizeOf(filter));
}

/** Scratch that `packFilter` needs besides the matrices. */
export function rawBytes({ taps, shape, parts }: FastFilter): number {
  return elementsOf(taps) ** 2 * parts.length * shape[0] * shape[1] * 4;
}

/** `origin` is an entry of a table that holds zeros. */
export function packFilter(
  machine: Machine,
  origin: number,
  given: number,
  filter: FastFilter,
  raw: number,
  packed: number,
): void {
  const { taps, shape, parts, isTransposed } = filter;
  const [channels, filters] = shape;
  const elements = elementsOf(taps);
  const part = 4 * channels * filters;
  const size = parts.length * part;
  const run = taps === 2 ? machine.run.filter2 : machine.run.filter3;
  parts.forEach(({ first, row, column }, i) => {
    const to = raw + i * part;
    run(origin, 1, given + first, row, column, to, elements * size, size, part / 16, 16);
  });
  const [rows, columns] = sizeOf(filter);
  const panels = panelsOf(rows, columns);
  const [rowStride, columnStride] = isTransposed ? [4, 4 * filters] : [4 * filters, 4];
  for (let e = 0; e < elements * elements; e += 1) {
    const to = packed + e * matrixBytes(filter);
    pack(machine, to, panels, rows, raw + e * size, rowStride, columnStride);
  }
}
