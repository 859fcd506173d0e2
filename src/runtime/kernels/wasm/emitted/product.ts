/**
 * The inner loop of matrix products and convolutions: a tile of ROWS × COLUMNS sums in registers. A row of the left factor
 * is `segments` runs of `length` numbers, a tap row of an image each; where it begins, and where its row of the result, is
 * read from a table, so that windows may lie anywhere. The right factor is packed: its columns in panels of COLUMNS.
 */
import {
  add,
  advance,
  all,
  type Code,
  countDown,
  get,
  i32,
  lessThan,
  load,
  loadInteger,
  loadSplat,
  type MultiplyAdd,
  mul,
  repeat,
  set,
  store,
  sub,
  when,
  zero,
} from '../assembler/code.ts';
import { define, type FunctionCode } from '../assembler/module.ts';

/**
 * product(table, count, a, segments, length, segmentStride, b, c): c[row] ← a[row] · b for `count` rows. The
 * table holds two offsets in bytes for each row, in a and in c, and must go on to a whole number of tiles. Rows beyond
 * `count` are computed and not stored. Strides are bytes.
 */
export function product(rows: number, vectors: number, fma: MultiplyAdd): FunctionCode {
  const params = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  return define(`product${4 * vectors}`, params, (given, local) => {
    const [table = 0, count = 0, a = 0, segments = 0, length = 0, stride = 0] = given;
    const [b = 0, c = 0] = given.slice(6);
    const from = list(rows, () => local('i32'));
    const sums = list(rows, () => list(vectors, () => local('v128')));
    const right = list(vectors, () => local('v128'));
    const left = local('v128');
    const [at, segment, k, skip, to] = list(5, () => local('i32')) as [
      number,
      number,
      number,
      number,
      number,
    ];
    // One number a turn: engines read everything that a turn reads before they multiply, and two numbers fill the registers.
    const step = all(
      ...right.map((vector, j) => set(vector, load(get(at), 16 * j))),
      ...from.map((pointer, i) =>
        all(
          set(left, loadSplat(get(pointer))),
          ...right.map((vector, j) => {
            const sum = sums[i]?.[j] ?? 0;
            return set(sum, fma(get(left), get(vector), get(sum)));
          }),
        ),
      ),
      advance(at, i32(16 * vectors)),
      ...from.map((pointer) => advance(pointer, i32(4))),
    );
    const save = (i: number): Code =>
      all(
        set(to, add(get(c), loadInteger(get(table), 8 * i + 4))),
        ...list(vectors, (j) => store(get(to), get(sums[i]?.[j] ?? 0), 16 * j)),
      );
    const tile = all(
      ...from.map((pointer, i) => set(pointer, add(get(a), loadInteger(get(table), 8 * i)))),
      ...sums.flat().map((sum) => set(sum, zero)),
      set(at, get(b)),
      set(segment, get(segments)),
      countDown(
        segment,
        all(
          set(k, get(length)),
          countDown(k, step),
          ...from.map((pointer) => advance(pointer, get(skip))),
        ),
      ),
      save(0),
      ...list(rows - 1, (i) => when(lessThan(i32(i + 1), get(count)), save(i + 1))),
      advance(table, i32(8 * rows)),
      advance(count, i32(-rows)),
    );
    return all(
      // What lies between the end of one run and the start of the next.
      set(skip, sub(get(stride), mul(get(length), i32(4)))),
      when(lessThan(i32(0), get(count)), repeat(tile, lessThan(i32(0), get(count)))),
    );
  });
}

export function list<T>(length: number, item: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => item(index));
}
