/** Variants along one or two axes. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';
import { type Axis, axisValues, sweep } from '../../src/graph/variants/sweep.ts';

const dcgan = presets.find(({ id }) => id === 'dcgan')?.document;
if (!dcgan) throw new Error('There is no preset dcgan.');

const mode: Axis = {
  target: { type: 'field', graph: 'objective', node: 'foolLoss', path: ['mode'] },
  values: ['non-saturating', 'least-squares'],
};

describe('a sweep', () => {
  it('makes every combination, each a document that compiles, and leaves the first alone', () => {
    const text = JSON.stringify(dcgan);
    const found = sweep(dcgan, [
      { target: { type: 'parameter', name: 'ngf' }, values: [8, 16, 32] },
      mode,
    ]);
    if ('message' in found) throw new Error(found.message);
    expect(found.map(({ values }) => values.map(({ value }) => value))).toEqual([
      [8, 'non-saturating'],
      [8, 'least-squares'],
      [16, 'non-saturating'],
      [16, 'least-squares'],
      [32, 'non-saturating'],
      [32, 'least-squares'],
    ]);
    const last = found[5]?.document;
    expect(last?.parameters.ngf?.value).toBe(32);
    expect(last?.objective.nodes.foolLoss?.params).toMatchObject({
      mode: 'least-squares',
      side: 'generator',
    });
    expect(found.every(({ document }) => compile(document).program !== null)).toBe(true);
    expect(new Set(found.map(({ name }) => name)).size).toBe(6);
    expect(JSON.stringify(dcgan)).toBe(text);
  });

  it('reaches into a variant of a field', () => {
    const found = sweep(dcgan, [
      {
        target: { type: 'field', graph: 'objective', node: 'trainD', path: ['optimizer', 'beta1'] },
        values: [0, 0.5],
      },
    ]);
    if ('message' in found) throw new Error(found.message);
    expect(found[0]?.document.objective.nodes.trainD?.params?.optimizer).toEqual({
      type: 'adam',
      beta1: 0,
      beta2: 0.999,
    });
  });

  it('varies the seed', () => {
    const seeds = axisValues({ type: 'seeds', from: 3, count: 3 });
    if ('message' in seeds) throw new Error(seeds.message);
    const found = sweep(dcgan, [{ target: { type: 'seed' }, values: seeds }]);
    expect('message' in found ? [] : found.map(({ document }) => document.training.seed)).toEqual([
      3, 4, 5,
    ]);
  });

  it('says what is wrong', () => {
    const many = Array.from({ length: 40 }, (_, i) => i);
    const seed: Axis = { target: { type: 'seed' }, values: many };
    expect(sweep(dcgan, [seed, mode])).toMatchObject({
      message: expect.stringMatching(/80 variants/),
    });
    expect(
      sweep(dcgan, [{ target: { type: 'parameter', name: 'nfg' }, values: [1] }]),
    ).toMatchObject({ message: expect.stringMatching(/no parameter "nfg"/) });
  });
});

describe('the values of an axis', () => {
  it.each([
    [{ type: 'range', from: 0, to: 1, count: 5 }, [0, 0.25, 0.5, 0.75, 1]],
    [{ type: 'log-range', from: 0.0001, to: 0.1, count: 4 }, [0.0001, 0.001, 0.01, 0.1]],
    [{ type: 'range', from: 1, to: 3, count: 5, isWhole: true }, [1, 2, 3]],
    [{ type: 'range', from: 2, to: 9, count: 1 }, [2]],
    [{ type: 'list', values: [3, 1, 3] }, [3, 1]],
  ] as const)('%j', (given, values) => {
    expect(axisValues(given)).toEqual(values);
  });

  it.each([
    [{ type: 'log-range', from: 0, to: 1, count: 3 }, /above 0; found 0 and 1/],
    [{ type: 'range', from: 0, to: Number.NaN, count: 3 }, /needs two numbers/],
    [{ type: 'range', from: 0, to: 1, count: 0 }, /1 to 64 values, found 0/],
    [{ type: 'seeds', from: -1, count: 2 }, /whole numbers from 0/],
    [{ type: 'list', values: [] }, /at least one/],
  ] as const)('%j is refused', (given, message) => {
    expect(axisValues(given)).toMatchObject({ message: expect.stringMatching(message) });
  });
});
