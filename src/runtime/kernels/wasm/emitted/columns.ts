/**
 * What normalisation does with the columns of a matrix: sums of each, and a line through each. Four columns to a vector.
 * Sums are gathered in float32 over a few rows, then in doubles, so that long columns lose no digits.
 */
import {
  add,
  addDoubles,
  addV,
  advance,
  all,
  type Code,
  countDown,
  get,
  highHalf,
  i32,
  type Local,
  lessThan,
  load,
  type MultiplyAdd,
  min,
  promoteLow,
  repeat,
  set,
  store,
  sub,
  subV,
  zero,
} from '../assembler/code.ts';
import { define, type FunctionCode } from '../assembler/module.ts';
import { list } from './product.ts';

/** Rows whose sums stay in float32. */
const BLOCK = 32;

/**
 * columnSums(a, b, shifts, sums, rows, stride, columns): sums += Σ (a − s), Σ (a − s)(b − t), of each column. `shifts` holds s
 * and then t, float32; `sums` two rows of doubles. Stride in bytes; the width of a row of shifts and sums is `columns`.
 */
export function columnSums(vectors: number, fma: MultiplyAdd): FunctionCode {
  const params = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  return define(`columnSums${4 * vectors}`, params, (given, local) => {
    const [a = 0, b = 0, shifts = 0, sums = 0, rows = 0, stride = 0, columns = 0] = given;
    const firsts = list(vectors, () => local('v128'));
    const products = list(vectors, () => local('v128'));
    const value = local('v128');
    const [n, other, products64] = [local('i32'), local('i32'), local('i32')];
    const difference = (from: Local, shift: Local, j: number): Code =>
      subV(load(get(from), 16 * j), load(get(shift), 16 * j));
    const gather = (sum: Local, at: Local, j: number): Code =>
      all(
        store(get(at), addDoubles(load(get(at), 32 * j), promoteLow(get(sum))), 32 * j),
        store(
          get(at),
          addDoubles(load(get(at), 32 * j + 16), promoteLow(highHalf(get(sum)))),
          32 * j + 16,
        ),
      );
    const block = all(
      ...[...firsts, ...products].map((sum) => set(sum, zero)),
      set(n, min(get(rows), i32(BLOCK))),
      set(rows, sub(get(rows), get(n))),
      countDown(
        n,
        all(
          ...list(vectors, (j) => {
            const [first, product] = [firsts[j] ?? 0, products[j] ?? 0];
            return all(
              set(value, difference(a, shifts, j)),
              set(first, addV(get(first), get(value))),
              set(product, fma(get(value), difference(b, other, j), get(product))),
            );
          }),
          advance(a, get(stride)),
          advance(b, get(stride)),
        ),
      ),
      ...list(vectors, (j) =>
        all(gather(firsts[j] ?? 0, sums, j), gather(products[j] ?? 0, products64, j)),
      ),
    );
    const wide = (times: number): Code =>
      list(times, () => get(columns)).reduce((sum, code) => add(sum, code));
    return all(
      set(other, add(get(shifts), wide(4))),
      set(products64, add(get(sums), wide(8))),
      repeat(block, lessThan(i32(0), get(rows))),
    );
  });
}

/** columnLines(a, b, lines, out, rows, stride, columns): out ← a · p + b · q + r; `lines` holds rows of p, q, r. */
export function columnLines(vectors: number, fma: MultiplyAdd): FunctionCode {
  const params = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  return define(`columnLines${4 * vectors}`, params, (given, local) => {
    const [a = 0, b = 0, lines = 0, out = 0, rows = 0, stride = 0, columns = 0] = given;
    const [p, q, r] = [0, 1, 2].map(() => list(vectors, () => local('v128'))) as Three;
    const [second, third] = [local('i32'), local('i32')];
    const wide = add(add(get(columns), get(columns)), add(get(columns), get(columns)));
    return all(
      set(second, add(get(lines), wide)),
      set(third, add(get(second), wide)),
      ...list(vectors, (j) =>
        all(
          set(p[j] ?? 0, load(get(lines), 16 * j)),
          set(q[j] ?? 0, load(get(second), 16 * j)),
          set(r[j] ?? 0, load(get(third), 16 * j)),
        ),
      ),
      countDown(
        rows,
        all(
          ...list(vectors, (j) => {
            const line = fma(load(get(b), 16 * j), get(q[j] ?? 0), get(r[j] ?? 0));
            return store(get(out), fma(load(get(a), 16 * j), get(p[j] ?? 0), line), 16 * j);
          }),
          ...[a, b, out].map((pointer) => advance(pointer, get(stride))),
        ),
      ),
    );
  });
}

/** columnScales(a, lines, out, rows, stride, columns): out ← a · p + r; `lines` holds rows of p and r. */
export function columnScales(vectors: number, fma: MultiplyAdd): FunctionCode {
  const params = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  return define(`columnScales${4 * vectors}`, params, (given, local) => {
    const [a = 0, lines = 0, out = 0, rows = 0, stride = 0, columns = 0] = given;
    const [p, r] = [0, 1].map(() => list(vectors, () => local('v128'))) as [Local[], Local[]];
    const second = local('i32');
    const wide = add(add(get(columns), get(columns)), add(get(columns), get(columns)));
    return all(
      set(second, add(get(lines), wide)),
      ...list(vectors, (j) =>
        all(set(p[j] ?? 0, load(get(lines), 16 * j)), set(r[j] ?? 0, load(get(second), 16 * j))),
      ),
      countDown(
        rows,
        all(
          ...list(vectors, (j) =>
            store(get(out), fma(load(get(a), 16 * j), get(p[j] ?? 0), get(r[j] ?? 0)), 16 * j),
          ),
          ...[a, out].map((pointer) => advance(pointer, get(stride))),
        ),
      ),
    );
  });
}

type Three = [Local[], Local[], Local[]];
