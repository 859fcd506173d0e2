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
import { fastKind } from '../../src/runtime/kernels/wasm/winograd/kinds.ts';
import {
  isLacking,
  type Lack,
  nameOf,
  PARTIAL,
} from '../../src/runtime/kernels/wasm/winograd/lacking.ts';

const times = (matrix: Matrix, values: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * (values[i] ?? 0), 0));

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

  it('gradients of the filter come out of it backwards', () => {
    const slopes = [5, -2, 4, -7].slice(0, outputs.length);
    const products = times(MATRICES[`input${form}`], pixels).map(
      (value, e) => value * (times(MATRICES[`outputBack${form}`], slopes)[e] ?? 0),
    );
    const made = times(MATRICES[`filterBack${form}`], products);
    expect(made).toHaveLength(taps);
    for (let k = 0; k < taps; k += 1) {
      const direct = slopes.reduce((sum, slope, y) => sum + slope * (pixels[y + k] ?? 0), 0);
      expect(made[k]).toBeCloseTo(direct, 10);
    }
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

it.each([2, 5] as const)('form %i makes two convolutions a pixel apart at once', (form) => {
  const [input, elements] = [MATRICES[`input${form}`], elementsOf(form)];
  const both = times(MATRICES[`input${form}Twice`], PIXELS.slice(0, elements + 1));
  expect(both.slice(0, elements)).toEqual(times(input, PIXELS.slice(0, elements)));
  expect(both.slice(elements - 1)).toEqual(times(input, PIXELS.slice(1, elements + 1)));
});

describe('a convolution takes the form of fewest products', () => {
  const formOf = (batchSize: number, side: number, kernel: number, stride: number) => {
    const filter = { filterHeight: kernel, filterWidth: kernel, inChannels: 16, outChannels: 16 };
    const strides = { strideHeight: stride, strideWidth: stride };
    const sizes = { inHeight: 0, inWidth: 0, outHeight: side, outWidth: side };
    const padInfo = { top: 0, left: 0 };
    return fastKind({ batchSize, ...filter, ...strides, ...sizes, padInfo }, side, side)?.form;
  };

  it.each([
    [32, 7, 5, 2, 4],
    [32, 5, 5, 2, 3],
    [32, 2, 5, 2, 3],
    [1, 16, 3, 1, 4],
    [1, 12, 3, 1, 3],
    [32, 8, 4, 2, 5],
    [32, 6, 4, 2, 2],
    [24, 2, 4, 2, 2],
    [32, 8, 3, 2, 5],
    [1, 8, 3, 1, undefined],
    [32, 8, 5, 1, undefined],
    [32, 1, 4, 2, undefined],
  ])('%i images of %i² outputs, %i taps, stride %i: %s', (batch, side, kernel, stride, form) => {
    expect(formOf(batch, side, kernel, stride)).toBe(form);
  });
});

it('has no name for what lacks different elements by rows and by columns', () => {
  expect(nameOf('output', 3, ['first', 'last'])).toBeNull();
  expect(nameOf('input', 3, ['first', null])).toBeNull();
});
