/** The script of docs/results: entries that fit the presets, verdicts, curves, and what it measures itself. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';
import { readArguments } from '../results/arguments.ts';
import { drawCurves, thinned } from '../results/curves.ts';
import { ENTRIES } from '../results/entries.ts';
import type { Entry, Result } from '../results/entry.ts';
import { nearestAccuracy } from '../results/nearest-codes.ts';
import { judge, report } from '../results/report.ts';
import { partsOf, unlikeness } from '../results/style-mixing.ts';

const EXTRAS: Readonly<Record<string, readonly string[]>> = {
  'told-apart': ['toldApartGainA', 'toldApartGainB'],
  'style-mixing': ['layoutCoarseByFine'],
  'nearest-codes': ['nearestCodeGain'],
};

describe.each(ENTRIES.map((entry) => [entry.id, entry] as const))('the entry %s', (_, entry) => {
  const document = presets.find(({ id }) => id === entry.preset)?.document;

  it('sets parameters, shows previews and claims what its preset measures', () => {
    const values = { ...document?.profiles?.[entry.profile]?.values, ...entry.set };
    expect(Object.keys(document?.parameters ?? {})).toEqual(
      expect.arrayContaining(Object.keys(entry.set)),
    );
    const program = document && compile(document, { values }).program;
    const views = program?.views ?? [];
    const nodes = (type: 'metric' | 'sheet') =>
      views.flatMap(({ node, spec }) =>
        (spec.type === 'metric') === (type === 'metric') ? [node] : [],
      );
    expect(nodes('sheet')).toEqual(expect.arrayContaining([...entry.sheets]));
    const extras = entry.extras.flatMap((extra) => EXTRAS[extra] ?? []);
    for (const { of } of entry.claims) {
      const [node = ''] = of.split('.');
      expect([...nodes('metric'), ...extras]).toContain(node);
    }
    expect(entry.claims.length).toBeGreaterThan(0);
  });
});

const entry: Entry = {
  id: 'one',
  title: 'One GAN, on X',
  what: 'A test.',
  preset: 'ring',
  profile: 'laptop',
  set: {},
  steps: null,
  seed: 1,
  data: null,
  sheets: ['s'],
  extras: [],
  claims: [{ says: 'It falls', of: 'd.far', as: 'ratio', atMost: 0.5 }],
};
const result: Result = {
  id: 'one',
  command: 'npx ganvas train ring',
  steps: 2000,
  seed: 1,
  seconds: 200,
  isResumed: false,
  msPerStep: 12.34,
  backend: 'wasm',
  device: 'SIMD',
  machine: { processor: 'P', cores: 2, memoryGb: 4 },
  versions: { node: '20' },
  date: '2026-11-21',
  measured: [
    { step: 0, metrics: { d: { far: 10 } } },
    { step: 2000, metrics: { d: { far: 4 } } },
  ],
  losses: {},
  extra: { gain: 0.25 },
  curves: { losses: {}, metrics: {} },
  sheets: [{ file: '0000000-s.png', view: 's', step: 0 }],
};

describe('a verdict', () => {
  it('compares the end with the start, or stands alone, and takes extra measures', () => {
    expect(judge({ says: '', of: 'd.far', as: 'ratio', atMost: 0.5 }, result)).toEqual({
      value: 0.4,
      isMet: true,
    });
    expect(judge({ says: '', of: 'd.far', as: 'end', atLeast: 5 }, result)).toEqual({
      value: 4,
      isMet: false,
    });
    expect(judge({ says: '', of: 'gain', as: 'end', atLeast: 0 }, result).isMet).toBe(true);
  });

  it('is against what was not measured', () => {
    const missing = { says: '', of: 'd.near', as: 'end', atMost: 5 } as const;
    expect(judge(missing, result)).toEqual({ value: null, isMet: false });
  });
});

describe('the report', () => {
  it('says thresholds, values, steps, time and machine, and links to its sections', () => {
    const text = report([[entry, result]]);
    expect(text).toContain(
      '| [One GAN, on X](#one-gan-on-x) | built-in | 2,000 | 3 min | 12.3 | wasm | learned |',
    );
    expect(text).toContain('| It falls | ≤ 0.5 | 0.4 | ✓ |');
    expect(text).toContain('| d: far | 10 | 4 |');
    expect(text).toContain('2 cores (P), 4 GB');
    const worse = {
      ...entry,
      claims: [{ says: 'No', of: 'd.far', as: 'end', atMost: 1 } as const],
    };
    expect(report([[worse, result]])).toContain('0 of 1 reached');
  });

  it('names what has no result', () => {
    const missing = { ...entry, id: 'other', title: 'Another' };
    expect(report([[entry, result]], [missing])).toContain(
      'Not trained to its end yet: Another (`npm run results -- other`).',
    );
    expect(report([[entry, result]])).not.toContain('Not trained');
  });
});

describe('curves', () => {
  it('are thinned to means of equal stretches', () => {
    const points = Array.from({ length: 1200 }, (_, i): [number, number] => [i, i % 2]);
    const thin = thinned(points);
    expect(thin).toHaveLength(120);
    expect(thin[0]).toEqual([5, 0.5]);
    expect(thinned([[7, 3]])).toEqual([[7, 3]]);
  });

  it('are drawn with all losses in one panel and each metric in its own', () => {
    const line: [number, number][] = [
      [0, 1],
      [10, 0.5],
    ];
    const svg = drawCurves({ losses: { a: line, 'b<c': line }, metrics: { 'd.far': line } });
    expect(svg.match(/<polyline/g)).toHaveLength(3);
    expect(svg.match(/<g transform/g)).toHaveLength(2);
    expect(svg).not.toContain('b<c');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(drawCurves({ losses: {}, metrics: {} })).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('what the script measures itself', () => {
  it('finds the class of the nearest code', () => {
    // Codes of two classes lie at 0 and at 10; a seventh is asked.
    const labels = Array.from({ length: 28 }, (_, i) => i % 2);
    const codes = {
      values: Float32Array.from(labels, (label, i) => 10 * label + 0.01 * i),
      shape: [1],
    };
    expect(nearestAccuracy(codes, labels)).toBe(1);
    const wrong = labels.map((label, i) => (i < 2 ? 1 - label : label));
    expect(nearestAccuracy(codes, wrong)).toBe(0.5);
  });

  it('takes images apart into layout, color and detail', () => {
    const shape = [16, 16, 3];
    const image = (value: (y: number, x: number, c: number) => number) => ({
      shape,
      values: Float32Array.from({ length: 768 }, (_, i) =>
        value(Math.floor(i / 48), Math.floor(i / 3) % 16, i % 3),
      ),
    });
    const most = (values: Float64Array) => Math.max(...values.map(Math.abs));
    const flat = partsOf(image((_y, _x, c) => [0.5, -0.25, 1][c] ?? 0));
    expect([...flat.color]).toEqual([0.5, -0.25, 1]);
    expect(most(flat.layout)).toBeLessThan(1e-9);
    expect(most(flat.detail)).toBeLessThan(1e-9);
    const halves = partsOf(image((y) => (y < 8 ? 1 : -1)));
    expect(most(halves.layout)).toBeCloseTo(1, 9);
    expect(most(halves.detail)).toBeLessThan(1e-9);
    const stripes = partsOf(image((y) => (y % 2 === 0 ? 1 : -1)));
    expect(most(stripes.layout)).toBeLessThan(1e-9);
    expect(most(stripes.detail)).toBeCloseTo(1, 9);
  });
});

describe('the layouts of two images', () => {
  const layout = (value: (row: number, column: number) => number) =>
    Float64Array.from({ length: 64 }, (_, i) => value(Math.floor(i / 8), i % 8));
  const figure = layout((row) => (row < 4 ? 1 : -1));

  it('are alike in negative and in any contrast, and unlike where one says nothing of the other', () => {
    expect(unlikeness(figure, figure)).toBeCloseTo(0, 12);
    expect(
      unlikeness(
        figure,
        figure.map((value) => -0.1 * value),
      ),
    ).toBeCloseTo(0, 12);
    expect(
      unlikeness(
        figure,
        layout((_, column) => (column < 4 ? 1 : -1)),
      ),
    ).toBeCloseTo(1, 12);
    expect(
      unlikeness(
        figure,
        layout(() => 0),
      ),
    ).toBe(1);
  });

  it('are compared image by image', () => {
    const two = Float64Array.from([...figure, ...figure]);
    const other = Float64Array.from([...figure, ...layout(() => 0)]);
    expect(unlikeness(two, other)).toBeCloseTo(0.5, 12);
  });
});

describe('the arguments', () => {
  it('name entries, alone or after --only, and check the steps', () => {
    expect(readArguments(['ring', '--only', 'a,b', '--steps', '20', '--force'])).toMatchObject({
      names: ['ring', 'a', 'b'],
      steps: 20,
      force: true,
    });
    expect(() => readArguments(['--steps', 'many'])).toThrow('--steps expects a whole number');
  });
});
