/** Filters as Winograd's products want them: a packed matrix for each of their elements. */
import { type Grid, tableBytes, writeTable } from '../frames.ts';
import type { Machine } from '../machine.ts';
import { packedBytes, panelsOf } from '../panels.ts';
import { flat } from '../row-product.ts';
import { elementsOf, type Form } from './algorithms.ts';
import { isLacking, type Lacks } from './lacking.ts';

/** Taps of one convolution among those of the filter: bytes to the first, and from one to the next. */
export interface Taps {
  readonly first: number;
  readonly row: number;
  readonly column: number;
  readonly lacks: Lacks;
}

export interface FastFilter {
  readonly form: Form;
  /** Of the matrix of each tap. */
  readonly shape: readonly [rows: number, columns: number];
  /** Convolutions that are added up, one after the other along the rows of the matrix. */
  readonly parts: readonly Taps[];
}

export function sizeOf({ shape, parts }: FastFilter): [rows: number, columns: number] {
  return [parts.length * shape[0], shape[1]];
}

/** Bytes that keep matrices of all elements, which are read or written at once, out of the same lines of the cache. */
export const APART = 192;

/** From the matrix of one element to that of the next. */
export function matrixBytes(filter: FastFilter): number {
  return packedBytes(...sizeOf(filter)) + APART;
}

/** Elements, a rectangle of all, that belong to the same parts, which lie side by side. */
export interface Share {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  /** Of the parts. */
  readonly first: number;
  readonly count: number;
}

/** Without those that all parts lack. */
export function sharesOf({ form, parts }: Pick<FastFilter, 'form' | 'parts'>): Share[] {
  const partsAt = (row: number, column: number) =>
    parts.flatMap(({ lacks }, i) => (isLacking(form, lacks, [row, column]) ? [] : [i]));
  const length = elementsOf(form);
  const runs = runsOf(length, (one, other) =>
    [0, 1, length - 1].every((k) => {
      const isSame = (a: readonly number[], b: readonly number[]) => a.join() === b.join();
      return (
        isSame(partsAt(one, k), partsAt(other, k)) && isSame(partsAt(k, one), partsAt(k, other))
      );
    }),
  );
  return runs.flatMap(([row, rows]) =>
    runs.flatMap(([column, columns]): Share[] => {
      const has = partsAt(row, column);
      const [first] = has;
      return first === undefined ? [] : [{ row, column, rows, columns, first, count: has.length }];
    }),
  );
}

/** Of 0 to `length`: where each begins that is like the one before, and how long it is. */
function runsOf(
  length: number,
  isLike: (one: number, other: number) => boolean,
): (readonly [first: number, count: number])[] {
  const firsts = Array.from({ length }, (_, i) => i).filter((i) => i === 0 || !isLike(i - 1, i));
  return firsts.map((first, i) => [first, (firsts[i + 1] ?? length) - first]);
}

const WIDTHS = [12, 8, 4] as const;

function tableOf({ shape }: FastFilter): Grid {
  return { images: 1, height: 1, width: shape[0] };
}

/** Of the tables that packing goes by. */
export function packingBytes(filter: FastFilter): number {
  return WIDTHS.length * tableBytes(tableOf(filter));
}

/** Where rows of the taps' matrices begin, and where those of panels. */
export function writePacking(machine: Machine, at: number, filter: FastFilter): void {
  const grid = tableOf(filter);
  const [, columns] = filter.shape;
  const panels = panelsOf(...sizeOf(filter));
  WIDTHS.forEach((width, i) => {
    if (!panels.some((panel) => panel.width === width)) return;
    writeTable(machine, at + i * tableBytes(grid), grid, flat(4 * columns), flat(4 * width));
  });
}

/** What becomes of the taps for each element, in panels; `tables` are those of `writePacking`. */
export function packFilter(
  machine: Machine,
  tables: number,
  given: number,
  filter: FastFilter,
  packed: number,
): void {
  const { form, shape, parts } = filter;
  const [rows] = shape;
  const [apart, elements] = [matrixBytes(filter), elementsOf(form)];
  const transform = machine.run[`filter${form}`];
  for (const panel of panelsOf(...sizeOf(filter))) {
    const table = tables + WIDTHS.indexOf(panel.width) * tableBytes(tableOf(filter));
    parts.forEach(({ first, row, column }, i) => {
      const from = given + first + 4 * panel.first;
      const to = packed + panel.offset + 4 * i * rows * panel.width;
      const groups = panel.width / 4;
      transform(table, rows, from, row, column, to, elements * apart, apart, groups, 16);
    });
  }
}
