/** Winograd's convolutions without the elements that a lacking tap alone enters, in plain arithmetic along one axis. */
import { describe, expect, it } from 'vitest';
import { MATRICES, type Matrix } from '../../src/runtime/kernels/wasm/winograd/algorithms.ts';
import { sharesOf } from '../../src/runtime/kernels/wasm/winograd/filters.ts';
import {
  isLacking,
  type Lack,
  nameOf,
  PARTIAL,
} from '../../src/runtime/kernels/wasm/winograd/lacking.ts';

const times = (matrix: Matrix, values: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * (values[i] ?? 0), 0));

const PIXELS = [3, -5, 7, 11];

describe.each([2, 3] as const)('of %i taps', (taps) => {
  it.each(['first', 'last', null] as const)('two outputs come out where the %s lacks', (lack) => {
    const filter = [2, -3, 5].slice(0, taps);
    if (lack) filter[lack === 'first' ? 0 : taps - 1] = 0;
    const pixels = PIXELS.slice(0, taps + 1);
    const products = times(MATRICES[`input${taps}`], pixels).map(
      (value, e) => value * (times(MATRICES[`filter${taps}`], filter)[e] ?? 0),
    );
    const name = nameOf('output', taps, [lack, lack]);
    const matrix = name && name in PARTIAL ? PARTIAL[name as keyof typeof PARTIAL][0] : undefined;
    const kept = products.filter((_, e) => !isLacking(taps, [lack, null], [e, 1]));
    expect(kept).toHaveLength(lack ? taps : taps + 1);
    const direct = [0, 1].map((y) =>
      filter.reduce((sum, tap, k) => sum + tap * (pixels[y + k] ?? 0), 0),
    );
    expect(times(matrix ?? MATRICES[`output${taps}`], kept)).toEqual(direct);
  });

  it('patches without their last pixel give the elements that are left', () => {
    const [part] = PARTIAL[`input${taps}LastBoth`];
    expect(times(part, PIXELS.slice(0, taps))).toEqual(
      times(MATRICES[`input${taps}`], PIXELS).slice(0, taps),
    );
  });
});

it('leaves out no product of five taps two pixels apart but those with zero', () => {
  const part = (row: Lack, column: Lack) => ({
    ...{ first: 0, row: 0, column: 0 },
    lacks: [row, column] as const,
  });
  const parts = [part(null, 'last'), part(null, null), part('last', null), part('last', 'last')];
  const shares = sharesOf({ taps: 3, parts });
  const products = shares.map(({ rows, columns, count }) => rows * columns * count);
  expect(products.reduce((sum, count) => sum + count, 0)).toBe(49);
  // Their parts lie side by side.
  expect(shares.map(({ first, count }) => [first, count])).toEqual([
    [0, 4],
    [1, 2],
    [0, 2],
    [1, 1],
  ]);
});

it('has no name for what lacks different elements by rows and by columns', () => {
  expect(nameOf('output', 3, ['first', 'last'])).toBeNull();
  expect(nameOf('input', 3, ['first', null])).toBeNull();
});
