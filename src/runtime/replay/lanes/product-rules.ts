/** How products and what goes before and after them are divided, as `kernels/wasm/emitted/` has their parameters. */
import type { Matrix } from '../../kernels/wasm/winograd/algorithms.ts';
import { type Box, piece, pieces } from './boxes.ts';
import type { Part } from './divided.ts';
import type { Rule } from './division.ts';

/** Whole tiles of every height. */
const TILES = 12;

/** The offsets of some rows of a table, in the first or second column, as runs at one distance: the pieces begin there. */
function runsOf(
  ints: Int32Array,
  table: number,
  column: 0 | 1,
  count: number,
): { readonly at: number; readonly step: number; readonly count: number }[] {
  const runs: { at: number; step: number; count: number }[] = [];
  const at = (i: number) => ints[table / 4 + 2 * i + column] ?? 0;
  for (let i = 0; i < count; ) {
    const step = i + 1 < count ? at(i + 1) - at(i) : 0;
    let length = 1;
    while (i + length < count && at(i + length) - at(i + length - 1) === step) length += 1;
    runs.push({ at: at(i), step, count: length });
    i += length;
  }
  return runs;
}

/** Everything between the least and the greatest offset. */
function spanOf(
  ints: Int32Array,
  table: number,
  column: 0 | 1,
  count: number,
  from: number,
  bytes: number,
): Box {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < count; i += 1) {
    const at = ints[table / 4 + 2 * i + column] ?? 0;
    least = Math.min(least, at);
    most = Math.max(most, at);
  }
  return piece(from + least, most - least + bytes);
}

export const product =
  (width: number): Rule =>
  ([table = 0, all = 0, a = 0, segments = 0, length = 0, stride = 0, b = 0, c = 0], ints) => ({
    count: all,
    unit: TILES,
    part: (first, count) => {
      const rows = table + 8 * first;
      const reach = (segments - 1) * stride + 4 * length;
      return {
        numbers: [rows, count, a, segments, length, stride, b, c],
        reads: [
          piece(rows, 8 * (count + 7)),
          spanOf(ints, rows, 0, count, a, reach),
          piece(b, 4 * width * segments * length),
        ],
        writes: runsOf(ints, rows, 1, count).map((run) =>
          pieces(c + run.at, 4 * width, run.step, run.count),
        ),
        work: (count * segments * length * width) / 6,
      };
    },
  });

export const outer =
  (rows: number, width: number): Rule =>
  ([table = 0, pairs = 0, a = 0, height = 0, b = 0, c = 0, stride = 0], ints) => ({
    count: height,
    unit: rows,
    part: (first, count) => ({
      numbers: [table, pairs, a + 4 * first, count, b, c + first * stride, stride],
      reads: [
        piece(table, 8 * pairs),
        spanOf(ints, table, 0, pairs, a + 4 * first, 4 * count),
        spanOf(ints, table, 1, pairs, b, 4 * width),
      ],
      writes: [pieces(c + first * stride, 4 * width, stride, count)],
      work: (pairs * count * width) / 5,
    }),
  });

export const gather =
  (width: number): Rule =>
  ([groups = 0, aGroup = 0, pairs = 0, a = 0, b = 0, bColumns = 0, c = 0, cRow = 0]) => ({
    count: groups,
    unit: 1,
    part: (first, count) => {
      const [from, to] = [a + first * aGroup, c + 4 * first * cRow];
      return {
        numbers: [count, aGroup, pairs, from, b, bColumns, to, cRow],
        reads: [
          pieces(from, 16 * pairs, aGroup, count),
          pieces(b, 16 * pairs, bColumns, width / 4),
        ],
        writes: [pieces(to, 4 * width, cRow, 4 * count)],
        work: (4 * count * pairs * width) / 6,
      };
    },
  });

/** Of the elements of a matrix, each from `from` on. */
function* cells(from: number, size: readonly [number, number], row: number, column: number) {
  for (let i = 0; i < size[0]; i += 1)
    for (let j = 0; j < size[1]; j += 1) yield from + i * row + j * column;
}

/** M d Nᵀ; divided by patches where there are more of them than of channels, else by those. */
export const transform =
  (down: Matrix, across: Matrix = down): Rule =>
  (numbers, ints) => {
    const read = [down[0]?.length ?? 0, across[0]?.length ?? 0] as const;
    const made = [down.length, across.length] as const;
    const [table = 0, patches = 0, from = 0, fromRow = 0, fromColumn = 0] = numbers;
    const [to = 0, toRow = 0, toColumn = 0, groups = 0, toGroup = 0] = numbers.slice(5);
    const touch = (first: number, count: number, group: number, some: number): Part => {
      const rows = table + 8 * first;
      const [source, target] = [from + 16 * group, to + toGroup * group];
      const runs = runsOf(ints, rows, 1, count);
      const writes = [...cells(target, made, toRow, toColumn)].flatMap((cell) =>
        runs.map((run) => {
          const at = cell + run.at;
          if (toGroup === 16) return pieces(at, 16 * some, run.step, run.count);
          // Groups of channels lie apart, each with its patches in one piece.
          if (run.step === 16 || run.count === 1) return pieces(at, 16 * run.count, toGroup, some);
          return piece(at, 16 + (run.count - 1) * run.step + (some - 1) * toGroup);
        }),
      );
      const reads = [...cells(source, read, fromRow, fromColumn)].map((cell) =>
        spanOf(ints, rows, 0, count, cell, 16 * some),
      );
      return {
        numbers: [
          ...[rows, count, source, fromRow, fromColumn],
          ...[target, toRow, toColumn, some, toGroup],
        ],
        reads: [piece(rows, 8 * count), ...reads],
        writes,
        work: count * some * made[0] * (read[1] + made[1]) * 1.5,
      };
    };
    if (groups > patches) {
      return { count: groups, unit: 1, part: (first, count) => touch(0, patches, first, count) };
    }
    return {
      count: patches,
      unit: TILES,
      part: (first, count) => touch(first, count, 0, groups),
    };
  };
