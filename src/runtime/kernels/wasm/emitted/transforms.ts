/** Small linear maps of both axes of patches, M d Nᵀ, four channels at a time; and sums of the products of their results. */
import {
  add,
  addV,
  advance,
  all,
  type Code,
  countDown,
  f32,
  get,
  i32,
  type Local,
  load,
  loadInteger,
  loadSplat,
  type MultiplyAdd,
  mul,
  mulV,
  negV,
  set,
  splat,
  store,
  subV,
} from '../assembler/code.ts';
import { define, type FunctionCode } from '../assembler/module.ts';
import type { Matrix } from '../winograd/algorithms.ts';
import { list } from './product.ts';

/** Factors of a matrix that are no sums, each in a register of its own. */
type Factors = ReadonlyMap<number, Local>;

/** Σ coefficient · value; what has the same factor is added up first. */
function combine(
  coefficients: readonly number[],
  values: readonly Local[],
  factors: Factors,
  fma: MultiplyAdd,
): Code {
  const terms = coefficients
    .map((coefficient, i) => ({ coefficient, value: get(values[i] ?? 0) }))
    .filter(({ coefficient }) => coefficient !== 0);
  const sumOf = (factor: number): Code => {
    const [first, ...rest] = terms
      .filter(({ coefficient }) => Math.abs(coefficient) === factor)
      .sort((a, b) => b.coefficient - a.coefficient);
    const begin = first?.value ?? [];
    return rest.reduce(
      (code, { coefficient, value }) => (coefficient > 0 ? addV : subV)(code, value),
      (first?.coefficient ?? 0) > 0 ? begin : negV(begin),
    );
  };
  const sizes = new Set(terms.map(({ coefficient }) => Math.abs(coefficient)));
  const plain = sizes.delete(1) ? sumOf(1) : null;
  return [...sizes].reduce((code: Code | null, size) => {
    const factor = get(factors.get(size) ?? 0);
    return code ? fma(factor, sumOf(size), code) : mulV(factor, sumOf(size));
  }, plain) as Code;
}

/**
 * name(table, count, from, fromRow, fromColumn, to, toRow, toColumn, groups, toGroup): for each of `count` pairs of the table, offsets
 * of a patch in `from` and of its result in `to`, and each group of four channels, which lie `toGroup` bytes apart in `to`.
 * `matrix` goes over the rows, `across` over the columns.
 */
export function transform(
  name: string,
  fma: MultiplyAdd,
  matrix: Matrix,
  across: Matrix = matrix,
): FunctionCode {
  const params = list(10, () => 'i32' as const);
  return define(name, params, (given, local) => {
    const [table = 0, count = 0, from = 0, fromRow = 0, fromColumn = 0, to = 0] = given;
    const [toRow = 0, toColumn = 0, groups = 0, toGroup = 0] = given.slice(6);
    const [height, width] = [matrix[0]?.length ?? 0, across[0]?.length ?? 0];
    const column = list(height, () => local('v128'));
    const half = matrix.map(() => list(width, () => local('v128')));
    const [source, target, group, at, row] = list(5, () => local('i32')) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const sizes = new Set([...matrix, ...across].flat().map(Math.abs));
    const factors = new Map(
      [...sizes].filter((size) => size !== 0 && size !== 1).map((size) => [size, local('v128')]),
    );
    const patch = all(
      set(row, get(source)),
      ...list(width, (j) =>
        all(
          set(at, get(row)),
          ...column.map((value, i) =>
            all(
              set(value, load(get(at))),
              i < height - 1 ? set(at, add(get(at), get(fromRow))) : [],
            ),
          ),
          ...matrix.map((line, i) => set(half[i]?.[j] ?? 0, combine(line, column, factors, fma))),
          advance(row, get(fromColumn)),
        ),
      ),
      set(row, get(target)),
      ...half.map((line) =>
        all(
          set(at, get(row)),
          ...across.map((coefficients) =>
            all(
              store(get(at), combine(coefficients, line, factors, fma)),
              advance(at, get(toColumn)),
            ),
          ),
          advance(row, get(toRow)),
        ),
      ),
      advance(source, i32(16)),
      advance(target, get(toGroup)),
    );
    const walk = countDown(
      count,
      all(
        set(source, add(get(from), loadInteger(get(table), 0))),
        set(target, add(get(to), loadInteger(get(table), 4))),
        set(group, get(groups)),
        countDown(group, patch),
        advance(table, i32(8)),
      ),
    );
    return all(...[...factors].map(([size, at]) => set(at, splat(f32(size)))), walk);
  });
}

/**
 * gather(groups, aGroup, count, a, b, bColumns, c, cRow): c[i][j] += Σ a[pair][i] · b[pair][j] for `groups` fours of i and as many j as
 * VECTORS hold; fours of i lie `aGroup` bytes apart, fours of j `bColumns`, pairs follow one another.
 */
export function gather(vectors: number, fma: MultiplyAdd): FunctionCode {
  const params = list(8, () => 'i32' as const);
  return define(`gather${4 * vectors}`, params, (given, local) => {
    const [groups = 0, aGroup = 0, count = 0, a = 0, b = 0, bColumns = 0] = given;
    const [c = 0, cRow = 0] = given.slice(6);
    const sums = list(4, () => list(vectors, () => local('v128')));
    const right = list(vectors, () => local('v128'));
    const from = list(vectors, () => local('i32'));
    const left = local('v128');
    const [line, pair, at] = list(3, () => local('i32')) as [number, number, number];
    const visit = (what: (sum: Local, j: number) => Code): Code =>
      all(set(line, get(c)), ...sums.map((row) => all(...row.map(what), advance(line, get(cRow)))));
    const four = all(
      ...from.map((pointer, j) => set(pointer, add(get(b), mul(get(bColumns), i32(j))))),
      set(at, get(a)),
      set(pair, get(count)),
      visit((sum, j) => set(sum, load(get(line), 16 * j))),
      countDown(
        pair,
        all(
          ...right.map((vector, j) => set(vector, load(get(from[j] ?? 0)))),
          ...sums.map((row, i) =>
            all(
              set(left, loadSplat(get(at), 4 * i)),
              ...row.map((sum, j) => set(sum, fma(get(left), get(right[j] ?? 0), get(sum)))),
            ),
          ),
          ...[at, ...from].map((pointer) => advance(pointer, i32(16))),
        ),
      ),
      visit((sum, j) => store(get(line), get(sum), 16 * j)),
      set(c, get(line)),
      advance(a, get(aGroup)),
    );
    return countDown(groups, four);
  });
}
