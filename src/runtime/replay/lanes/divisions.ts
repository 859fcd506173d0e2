/**
 * How each of our functions is divided: by its outputs alone, so that every sum keeps its order and results are the same to the bit. The
 * parameters are those of `kernels/wasm/emitted/`. What no rule is here for runs whole, on the thread that trains.
 */
import { type Box, piece, pieces } from './boxes.ts';
import type { Part } from './divided.ts';

/** What a function does from one of its outputs to another. */
export interface Division {
  /** Outputs that can be told apart, and how many of them stay together. */
  readonly count: number;
  readonly unit: number;
  part(first: number, count: number): Part;
}

/** `ints` is the memory as the function finds it. */
type Rule = (numbers: readonly number[], ints: Int32Array) => Division;

/** Whole tiles of every height. */
const TILES = 12;

export function divisionOf(
  name: string,
  numbers: readonly number[],
  ints: Int32Array,
): Division | null {
  return RULES[name]?.(numbers, ints) ?? null;
}

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

/** Of the function that is called by this many pointers, of which those from `written` on are written, then a count. */
const elementwise =
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

const product =
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

const outer =
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

const gather =
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

/** Patches of `read` by `read` elements become `made` by `made`; by patches where there are more of them than of channels. */
const transform =
  (read: number, made: number): Rule =>
  (numbers, ints) => {
    const [table = 0, patches = 0, from = 0, fromRow = 0, fromColumn = 0] = numbers;
    const [to = 0, toRow = 0, toColumn = 0, groups = 0, toGroup = 0] = numbers.slice(5);
    const touch = (first: number, count: number, group: number, some: number): Part => {
      const rows = table + 8 * first;
      const [source, target] = [from + 16 * group, to + toGroup * group];
      const runs = runsOf(ints, rows, 1, count);
      const writes = [...cells(target, [made, made], toRow, toColumn)].flatMap((cell) =>
        runs.map((run) => {
          const at = cell + run.at;
          if (toGroup === 16) return pieces(at, 16 * some, run.step, run.count);
          // Groups of channels lie apart, each with its patches in one piece.
          if (run.step === 16 || run.count === 1) return pieces(at, 16 * run.count, toGroup, some);
          return piece(at, 16 + (run.count - 1) * run.step + (some - 1) * toGroup);
        }),
      );
      const reads = [...cells(source, [read, read], fromRow, fromColumn)].map((cell) =>
        spanOf(ints, rows, 0, count, cell, 16 * some),
      );
      return {
        numbers: [
          ...[rows, count, source, fromRow, fromColumn],
          ...[target, toRow, toColumn, some, toGroup],
        ],
        reads: [piece(rows, 8 * count), ...reads],
        writes,
        work: count * some * made * (read + made) * 0.5,
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

const copyRows: Rule = ([to = 0, toStride = 0, from = 0, fromStride = 0, rows = 0, length = 0]) => {
  const part = (first: number, count: number, left: number, some: number): Part => {
    const [target, source] = [
      to + first * toStride + 4 * left,
      from + first * fromStride + 4 * left,
    ];
    return {
      numbers: [target, toStride, source, fromStride, count, some],
      reads: [pieces(source, 4 * some, fromStride, count)],
      writes: [pieces(target, 4 * some, toStride, count)],
      work: count * (3 + some / 4),
    };
  };
  if (rows === 1) {
    return { count: length, unit: 64, part: (first, count) => part(0, 1, first, count) };
  }
  return { count: rows, unit: 1, part: (first, count) => part(first, count, 0, length) };
};

const copyColumns: Rule = (numbers) => {
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
        work: count * columns,
      };
    },
  };
};

const mix: Rule = (
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

const sumRows =
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

const addRow: Rule = ([x = 0, row = 0, out = 0, rows = 0, groups = 0]) => ({
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

const SLOPES = ['relu', 'leakyRelu', 'tanh', 'sigmoid', 'softplus', 'elu', 'swish'];

const RULES: Readonly<Record<string, Rule>> = {
  product4: product(4),
  product8: product(8),
  product12: product(12),
  outer4x8: outer(4, 8),
  outer8x4: outer(8, 4),
  gather4: gather(4),
  gather8: gather(8),
  input2: transform(3, 3),
  input2Twice: transform(4, 5),
  filter2: transform(2, 3),
  output2: transform(3, 2),
  outputBack2: transform(2, 3),
  filterBack2: transform(3, 2),
  input3: transform(4, 4),
  filter3: transform(3, 4),
  output3: transform(4, 2),
  outputBack3: transform(2, 4),
  filterBack3: transform(4, 3),
  copyRows,
  copyColumns,
  mix,
  sumRows4: sumRows(4),
  sumRows8: sumRows(8),
  addRow,
  zero: elementwise(1, [0], 0.1),
  relu: elementwise(2, [1], 0.3),
  leakyRelu: elementwise(2, [1], 0.3),
  sigmoid: elementwise(2, [1], 2),
  swish: elementwise(2, [1], 2),
  elu: elementwise(2, [1], 2),
  ...Object.fromEntries(SLOPES.map((name) => [`${name}Gradient`, elementwise(3, [2], 1)])),
};
