/**
 * The inner loop of products whose left factor is transposed, filter gradients above all: a tile of ROWS × COLUMNS sums
 * in registers gathers outer products of short runs. Where the runs of each pair begin is read from a table, so that one
 * may be windows of an image. Nothing is packed or transposed.
 */
import {
  add,
  advance,
  all,
  countDown,
  get,
  i32,
  lessThan,
  load,
  loadInteger,
  loadSplat,
  type MultiplyAdd,
  repeat,
  set,
  store,
  when,
} from '../assembler/code.ts';
import { define, type FunctionCode } from '../assembler/module.ts';
import { list } from './product.ts';

/**
 * outer(table, count, a, height, b, c, cStride): c[i] += Σ a[pair][i] · b[pair] for i < height, over `count` pairs. The
 * table holds two offsets in bytes for each, in a and in b. Reads up to ROWS − 1 numbers beyond the runs of a: tf.js' heap goes on
 * behind every tensor.
 */
export function outer(rows: number, vectors: number, fma: MultiplyAdd): FunctionCode {
  const params = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  return define(`outer${rows}x${4 * vectors}`, params, (given, local) => {
    const [table = 0, count = 0, a = 0, height = 0, b = 0, c = 0, stride = 0] = given;
    const sums = list(rows, () => list(vectors, () => local('v128')));
    const right = list(vectors, () => local('v128'));
    const left = local('v128');
    const lines = list(rows, () => local('i32'));
    const [at, n, p, q] = list(4, () => local('i32')) as [number, number, number, number];
    const tile = all(
      set(lines[0] ?? 0, get(c)),
      ...list(rows - 1, (i) => set(lines[i + 1] ?? 0, add(get(lines[i] ?? 0), get(stride)))),
      ...sums.flatMap((row, i) =>
        row.map((sum, j) => {
          const read = set(sum, load(get(lines[i] ?? 0), 16 * j));
          return i === 0 ? read : when(lessThan(i32(i), get(height)), read);
        }),
      ),
      set(at, get(table)),
      set(n, get(count)),
      countDown(
        n,
        all(
          set(p, add(get(a), loadInteger(get(at), 0))),
          set(q, add(get(b), loadInteger(get(at), 4))),
          ...right.map((vector, j) => set(vector, load(get(q), 16 * j))),
          ...sums.map((row, i) =>
            all(
              set(left, loadSplat(get(p), 4 * i)),
              ...row.map((sum, j) => set(sum, fma(get(left), get(right[j] ?? 0), get(sum)))),
            ),
          ),
          advance(at, i32(8)),
        ),
      ),
      ...sums.map((row, i) => {
        const write = all(...row.map((sum, j) => store(get(lines[i] ?? 0), get(sum), 16 * j)));
        return i === 0 ? write : when(lessThan(i32(i), get(height)), write);
      }),
      set(c, add(get(lines[rows - 1] ?? 0), get(stride))),
      advance(a, i32(4 * rows)),
      advance(height, i32(-rows)),
    );
    return when(lessThan(i32(0), get(height)), repeat(tile, lessThan(i32(0), get(height))));
  });
}
