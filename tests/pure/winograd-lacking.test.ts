/** Winograd's convolutions without the elements that a lacking tap alone enters, in plain arithmetic along one axis. */
import { describe, expect, it } from 'vitest';
import {
  elementsOf,
  MATRICES,
  type Matrix,
  OUTPUTS,
  TAPS,
} from '../../src/runtime/kernels/wasm/winograd/algorithms.ts';
import { sharesOf } from '../../src/runtime/kernels/wasm/winograd/filters.ts';
import {
  isLacking,
  type Lack,
  nameOf,
  PARTIAL,
} from '../../src/runtime/kernels/wasm/winograd/lacking.ts';

const times = (matrix: Matrix, values: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * (values[i] ?? 0), 0));

const transposed = (matrix: Matrix): Matrix =>
  (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? 0));

const PIXELS = [3, -5, 7, 11, -2, 13];
const FORMS = [2, 3, 4, 5] as const;

describe.each(FORMS)('of form %i', (form) => {
  const [taps, elements] = [TAPS[form], elementsOf(form)];
  const outputs = Array.from({ length: OUTPUTS[form] }, (_, y) => y);
  const pixels = PIXELS.slice(0, elements);

  it.each(['first', 'last', null] as const)('outputs come out where the %s tap lacks', (lack) => {
    const filter = [2, -3, 5].slice(0, taps);
    if (lack) filter[lack === 'first' ? 0 : taps - 1] = 0;
    const products = times(MATRICES[`input${form}`], pixels).map(
      (value, e) => value * (times(MATRICES[`filter${form}`], filter)[e] ?? 0),
    );
    const name = nameOf('output', form, [lack, lack]);
    const matrix = name && name in PARTIAL ? PARTIAL[name as keyof typeof PARTIAL][0] : undefined;
    const kept = products.filter((_, e) => !isLacking(form, [lack, null], [e, 1]));
    expect(kept).toHaveLength(lack ? elements - 1 : elements);
    const made = times(matrix ?? MATRICES[`output${form}`], kept);
    expect(made).toHaveLength(outputs.length);
    for (const y of outputs) {
      const direct = filter.reduce((sum, tap, k) => sum + tap * (pixels[y + k] ?? 0), 0);
      expect(made[y]).toBeCloseTo(direct, 10);
    }
  });

  it('patches without their last pixel give the elements that are left', () => {
    const [part] = PARTIAL[`input${form}LastBoth`];
    expect(times(part, pixels.slice(0, -1))).toEqual(
      times(MATRICES[`input${form}`], pixels).slice(0, -1),
    );
  });

  it('gradients of the filter go through the same backwards', () => {
    expect(MATRICES[`outputBack${form}`]).toEqual(transposed(MATRICES[`output${form}`]));
    expect(MATRICES[`filterBack${form}`]).toEqual(transposed(MATRICES[`filter${form}`]));
  });
});

it.each([
  [3, 49, 9],
  [4, 121, 25],
] as const)(
  'form %i leaves out no product of five taps two pixels apart but those with zero',
  (form, all, whole) => {
    const part = (row: Lack, column: Lack) => ({
      ...{ first: 0, row: 0, column: 0 },
      lacks: [row, column] as const,
    });
    const parts = [part(null, 'last'), part(null, null), part('last', null), part('last', 'last')];
    const shares = sharesOf({ form, parts });
    const products = shares.map(({ rows, columns, count }) => rows * columns * count);
    expect(products.reduce((sum, count) => sum + count, 0)).toBe(all);
    expect((shares[0]?.rows ?? 0) * (shares[0]?.columns ?? 0)).toBe(whole);
    // Their parts lie side by side.
    expect(shares.map(({ first, count }) => [first, count])).toEqual([
      [0, 4],
      [1, 2],
      [0, 2],
      [1, 1],
    ]);
  },
);

it.each([2, 5] as const)(
  'form %i has two convolutions a pixel apart in one, an element shared',
  (form) => {
    const one = MATRICES[`input${form}`];
    const last = elementsOf(form) - 1;
    const twice = MATRICES[`input${form}Twice`];
    expect(twice.slice(0, last + 1)).toEqual(one.map((row) => [...row, 0]));
    expect(twice.slice(last)).toEqual(one.map((row) => [0, ...row]));
  },
);

it('has no name for what lacks different elements by rows and by columns', () => {
  expect(nameOf('output', 3, ['first', 'last'])).toBeNull();
  expect(nameOf('input', 3, ['first', null])).toBeNull();
});
