/** How loops over elements, rows and columns are divided, as `kernels/wasm/emitted/` has their parameters. */
import { type Box, piece, pieces } from './boxes.ts';
import type { Part } from './divided.ts';
import type { Rule } from './division.ts';

/** Of the function that is called by this many pointers, of which those from `written` on are written, then a count. */
export const elementwise =
  (pointers: number, written: readonly number[], nanoseconds: number): Rule =>
  (numbers) => ({
    count: numbers[pointers] ?? 0,
    unit: 64,
    part: (first, count) => {
      const at = numbers.slice(0, pointers).map((pointer) => pointer + 4 * first);
      const all = at.map((from) => piece(from, 4 * count));
      return {
        numbers: [...at, count, ...numbers.slice(pointers + 1)],
        reads: all,
        writes: written.flatMap((i) => all[i] ?? []),
        work: nanoseconds * count,
      };
    },
  });

export const copyRows: Rule = ([
  to = 0,
  toStride = 0,
  from = 0,
  fromStride = 0,
  rows = 0,
  length = 0,
]) => {
  const part = (first: number, count: number, left: number, some: number): Part => {
    const [target, source] = [
      to + first * toStride + 4 * left,
      from + first * fromStride + 4 * left,
    ];
    return {
      numbers: [target, toStride, source, fromStride, count, some],
      reads: [pieces(source, 4 * some, fromStride, count)],
      writes: [pieces(target, 4 * some, toStride, count)],
      work: count * (3 + some / 2),
    };
  };
  if (rows === 1) {
    return { count: length, unit: 64, part: (first, count) => part(0, 1, first, count) };
  }
  return { count: rows, unit: 1, part: (first, count) => part(first, count, 0, length) };
};

export const copyColumns: Rule = (numbers) => {
  const [to = 0, toRow = 0, toColumn = 0, from = 0, fromRow = 0, fromColumn = 0] = numbers;
  const [rows = 0, columns = 0] = numbers.slice(6);
  const area = (at: number, row: number, column: number, count: number): Box => {
    if (column === 4) return pieces(at, 4 * columns, row, count);
    if (row === 4) return pieces(at, 4 * count, column, columns);
    return piece(at, (count - 1) * row + (columns - 1) * column + 4);
  };
  return {
    count: rows,
    unit: 4,
    part: (first, count) => {
      const [target, source] = [to + first * toRow, from + first * fromRow];
      return {
        numbers: [target, toRow, toColumn, source, fromRow, fromColumn, count, columns],
        reads: [area(source, fromRow, fromColumn, count)],
        writes: [area(target, toRow, toColumn, count)],
        work: count * columns * 2,
      };
    },
  };
};

export const mix: Rule = (
  [table = 0, outputs = 0, x = 0, lines = 0, lineStride = 0, y = 0, groups = 0, singles = 0],
  ints,
) => {
  let entry = table / 4;
  let taps = 0;
  for (let i = 0; i < outputs; i += 1) {
    taps += ints[entry] ?? 0;
    entry += 1 + 2 * (ints[entry] ?? 0);
  }
  const run = 4 * groups + singles;
  return {
    count: lines,
    unit: 1,
    part: (first, count) => {
      const [from, to] = [x + first * lineStride, y + 4 * first * outputs * run];
      return {
        numbers: [table, outputs, from, count, lineStride, to, groups, singles],
        reads: [piece(table, 4 * entry - table), piece(from, count * lineStride)],
        writes: [piece(to, 4 * count * outputs * run)],
        work: count * taps * (groups + singles) * 0.7,
      };
    },
  };
};

export const sumRows =
  (width: number): Rule =>
  ([x = 0, rows = 0, stride = 0, out = 0]) => ({
    count: 1,
    unit: 1,
    part: () => ({
      numbers: [x, rows, stride, out],
      reads: [pieces(x, 4 * width, stride, rows)],
      writes: [piece(out, 4 * width)],
      work: rows * width * 0.5,
    }),
  });

export const columnSums =
  (width: number): Rule =>
  ([a = 0, b = 0, shifts = 0, sums = 0, rows = 0, stride = 0, columns = 0]) => ({
    count: 1,
    unit: 1,
    part: () => ({
      numbers: [a, b, shifts, sums, rows, stride, columns],
      reads: [
        ...[a, b].map((from) => pieces(from, 4 * width, stride, rows)),
        pieces(shifts, 8 * width, 8 * columns, 2),
      ],
      writes: [pieces(sums, 8 * width, 8 * columns, 2)],
      work: rows * width * 2.5,
    }),
  });

export const columnLines =
  (width: number): Rule =>
  ([a = 0, b = 0, lines = 0, out = 0, rows = 0, stride = 0, columns = 0]) => ({
    count: rows,
    unit: 1,
    part: (first, count) => {
      const [x, y, to] = [a, b, out].map((from) => from + first * stride) as [
        number,
        number,
        number,
      ];
      return {
        numbers: [x, y, lines, to, count, stride, columns],
        reads: [
          ...[x, y].map((from) => pieces(from, 4 * width, stride, count)),
          pieces(lines, 8 * width, 8 * columns, 3),
        ],
        writes: [pieces(to, 4 * width, stride, count)],
        work: count * width * 0.7,
      };
    },
  });

export const addRow: Rule = ([x = 0, row = 0, out = 0, rows = 0, groups = 0]) => ({
  count: rows,
  unit: 1,
  part: (first, count) => {
    const offset = 16 * first * groups;
    const bytes = 16 * count * groups;
    return {
      numbers: [x + offset, row, out + offset, count, groups],
      reads: [piece(x + offset, bytes), piece(row, 16 * groups)],
      writes: [piece(out + offset, bytes)],
      work: count * groups,
    };
  },
});
