/** Loops over matrices of whole rows: mixes of them by sparse tables, sums of their columns, rows added to others. */
import {
  add,
  addDoubles,
  addV,
  advance,
  all,
  type Code,
  countDown,
  demote,
  get,
  highHalf,
  i32,
  type Local,
  load,
  loadInteger,
  loadOne,
  loadSplat,
  lowHalves,
  type MultiplyAdd,
  promoteLow,
  set,
  shiftLeft,
  store,
  storeOne,
  zero,
} from '../assembler/code.ts';
import { define, type FunctionCode } from '../assembler/module.ts';
import { list } from './product.ts';

/**
 * mix(table, outputs, x, lines, lineStride, y, groups, singles): y is `outputs` runs for each line of x, one after the other. A run is
 * `groups` · 4 + `singles` numbers. The table holds for each output how many taps it has, then for each tap the bytes from
 * the line's begin to its run, and its weight.
 */
export function mix(fma: MultiplyAdd): FunctionCode {
  const params = list(8, () => 'i32' as const);
  return define('mix', params, (given, local) => {
    const [table = 0, outputs = 0, x = 0, lines = 0, lineStride = 0, y = 0] = given;
    const [groups = 0, singles = 0] = given.slice(6);
    const [entry, output, from, left, tap, k] = list(6, () => local('i32')) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const sum = local('v128');
    const numbers = (count: Local, bytes: number, read: typeof load, write: typeof store): Code =>
      all(
        set(left, get(count)),
        countDown(
          left,
          all(
            set(sum, zero),
            set(tap, get(entry)),
            set(k, loadInteger(get(entry))),
            countDown(
              k,
              all(
                set(
                  sum,
                  fma(
                    loadSplat(get(tap), 8),
                    read(add(get(from), loadInteger(get(tap), 4))),
                    get(sum),
                  ),
                ),
                advance(tap, i32(8)),
              ),
            ),
            write(get(y), get(sum)),
            advance(y, i32(bytes)),
            advance(from, i32(bytes)),
          ),
        ),
      );
    return countDown(
      lines,
      all(
        set(entry, get(table)),
        set(output, get(outputs)),
        countDown(
          output,
          all(
            set(from, get(x)),
            numbers(groups, 16, load, store),
            numbers(singles, 4, loadOne, storeOne),
            set(entry, add(get(entry), add(i32(4), shiftLeft(loadInteger(get(entry)), i32(3))))),
          ),
        ),
        advance(x, get(lineStride)),
      ),
    );
  });
}

/** sumRows(x, rows, stride, out): out ← Σ rows of x, as many columns as VECTORS hold, in doubles. */
export function sumRows(vectors: number): FunctionCode {
  const params = list(4, () => 'i32' as const);
  return define(`sumRows${4 * vectors}`, params, (given, local) => {
    const [x = 0, rows = 0, stride = 0, out = 0] = given;
    const low = list(vectors, () => local('v128'));
    const high = list(vectors, () => local('v128'));
    const value = local('v128');
    return all(
      ...[...low, ...high].map((sum) => set(sum, zero)),
      countDown(
        rows,
        all(
          ...low.map((sum, j) =>
            all(
              set(value, load(get(x), 16 * j)),
              set(sum, addDoubles(get(sum), promoteLow(get(value)))),
              set(high[j] ?? 0, addDoubles(get(high[j] ?? 0), promoteLow(highHalf(get(value))))),
            ),
          ),
          advance(x, get(stride)),
        ),
      ),
      ...low.map((sum, j) =>
        store(get(out), lowHalves(demote(get(sum)), demote(get(high[j] ?? 0))), 16 * j),
      ),
    );
  });
}

/** addRow(x, row, out, rows, groups): out ← x + row, each of `rows` rows; `groups` of four numbers. */
export const addRow: FunctionCode = define(
  'addRow',
  ['i32', 'i32', 'i32', 'i32', 'i32'],
  ([x = 0, row = 0, out = 0, rows = 0, groups = 0], local) => {
    const [at, left] = [local('i32'), local('i32')];
    return countDown(
      rows,
      all(
        set(at, get(row)),
        set(left, get(groups)),
        countDown(
          left,
          all(
            store(get(out), addV(load(get(x)), load(get(at)))),
            ...[x, out, at].map((pointer) => advance(pointer, i32(16))),
          ),
        ),
      ),
    );
  },
);

/**
 * stamp(table, count, from, fromRow, to, toRow, rows, groups, singles): for each pair of the table, offsets in `from` and `to`, adds
 * `rows` runs of `groups` · 4 + `singles` numbers to what is there.
 */
export const stamp: FunctionCode = define(
  'stamp',
  list(9, () => 'i32' as const),
  (given, local) => {
    const [table = 0, count = 0, from = 0, fromRow = 0, to = 0, toRow = 0] = given;
    const [rows = 0, groups = 0, singles = 0] = given.slice(6);
    const [line, target, row, a, b, left] = list(6, () => local('i32')) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const numbers = (many: Local, bytes: number, read: typeof load, write: typeof store): Code =>
      all(
        set(left, get(many)),
        countDown(
          left,
          all(
            write(get(b), addV(read(get(b)), read(get(a)))),
            advance(a, i32(bytes)),
            advance(b, i32(bytes)),
          ),
        ),
      );
    return countDown(
      count,
      all(
        set(line, add(get(from), loadInteger(get(table), 0))),
        set(target, add(get(to), loadInteger(get(table), 4))),
        set(row, get(rows)),
        countDown(
          row,
          all(
            set(a, get(line)),
            set(b, get(target)),
            numbers(groups, 16, load, store),
            numbers(singles, 4, loadOne, storeOne),
            advance(line, get(fromRow)),
            advance(target, get(toRow)),
          ),
        ),
        advance(table, i32(8)),
      ),
    );
  },
);
