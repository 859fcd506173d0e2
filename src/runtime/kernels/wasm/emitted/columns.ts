/**
 * What normalisation does with the columns of a matrix: sums of each, and a line through each. All of it in doubles, two to a
 * vector, in the order of the loops on the host, so that both give the same bits.
 */
import {
  add,
  addDoubles,
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
  lowHalves,
  mulDoubles,
  promoteLow,
  set,
  shiftLeft,
  store,
  subDoubles,
  zero,
} from '../assembler/code.ts';
import { define, type FunctionCode } from '../assembler/module.ts';
import { list } from './product.ts';

type Half = 0 | 1;

/** Two of the four numbers of a vector. */
const promoted = (vector: Local, half: Half): Code =>
  promoteLow(half ? highHalf(get(vector)) : get(vector));

/** Where rows of `columns` doubles begin that follow one another. */
function rowsFrom(at: readonly Local[], first: Local, columns: Local): Code[] {
  const wide = shiftLeft(get(columns), i32(3));
  return at.map((row, i) => set(row, i === 0 ? get(first) : add(get(at[i - 1] ?? 0), wide)));
}

/**
 * columnSums(a, b, shifts, sums, rows, stride, columns): sums ← Σ (a − s), Σ (a − s)(b − t), of each column. `shifts` holds
 * rows of s and t. Stride in bytes; the width of a row of shifts and sums is `columns`.
 */
export function columnSums(vectors: number): FunctionCode {
  const params = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  return define(`columnSums${4 * vectors}`, params, (given, local) => {
    const [a = 0, b = 0, shifts = 0, sums = 0, rows = 0, stride = 0, columns = 0] = given;
    const firsts = list(2 * vectors, () => local('v128'));
    const products = list(2 * vectors, () => local('v128'));
    const [value, other, distance] = [local('v128'), local('v128'), local('v128')];
    const [s, t, out] = [local('i32'), local('i32'), local('i32')];
    const gather = (j: number, half: Half): Code => {
      const [first, product] = [firsts[2 * j + half] ?? 0, products[2 * j + half] ?? 0];
      const shift = (row: Local) => load(get(row), 32 * j + 16 * half);
      const along = subDoubles(promoted(other, half), shift(t));
      return all(
        set(distance, subDoubles(promoted(value, half), shift(s))),
        set(first, addDoubles(get(first), get(distance))),
        set(product, addDoubles(get(product), mulDoubles(get(distance), along))),
      );
    };
    const save = (of: readonly Local[], to: Local): Code =>
      all(...of.map((sum, i) => store(get(to), get(sum), 16 * i)));
    return all(
      ...[...firsts, ...products].map((sum) => set(sum, zero)),
      ...rowsFrom([s, t], shifts, columns),
      ...rowsFrom([sums, out], sums, columns),
      countDown(
        rows,
        all(
          ...list(vectors, (j) =>
            all(
              set(value, load(get(a), 16 * j)),
              set(other, load(get(b), 16 * j)),
              gather(j, 0),
              gather(j, 1),
            ),
          ),
          advance(a, get(stride)),
          advance(b, get(stride)),
        ),
      ),
      save(firsts, sums),
      save(products, out),
    );
  });
}

/** columnLines(a, b, lines, out, rows, stride, columns): out ← a · p + b · q + r; `lines` holds rows of p, q, r. */
export function columnLines(vectors: number): FunctionCode {
  const params = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  return define(`columnLines${4 * vectors}`, params, (given, local) => {
    const [a = 0, b = 0, lines = 0, out = 0, rows = 0, stride = 0, columns = 0] = given;
    const [p, q, r] = [local('i32'), local('i32'), local('i32')];
    const [value, other] = [local('v128'), local('v128')];
    const line = (j: number, half: Half): Code => {
      const of = (row: Local) => load(get(row), 32 * j + 16 * half);
      const slopes = addDoubles(
        mulDoubles(promoted(value, half), of(p)),
        mulDoubles(promoted(other, half), of(q)),
      );
      return demote(addDoubles(slopes, of(r)));
    };
    return all(
      ...rowsFrom([p, q, r], lines, columns),
      countDown(
        rows,
        all(
          ...list(vectors, (j) =>
            all(
              set(value, load(get(a), 16 * j)),
              set(other, load(get(b), 16 * j)),
              store(get(out), lowHalves(line(j, 0), line(j, 1)), 16 * j),
            ),
          ),
          ...[a, b, out].map((pointer) => advance(pointer, get(stride))),
        ),
      ),
    );
  });
}
