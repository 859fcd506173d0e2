/** Number fields apart from the page: dragging, completion, what is wrong and where, several nodes at once. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { lossRole, stepRole } from '../../src/compiler/roles.ts';
import { checkNumeric } from '../../src/graph/check-expression.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import { equalNumbers, replaceNumbers, usesOfParameter } from '../../src/graph/number-fields.ts';
import { presets } from '../../src/graph/presets.ts';
import { visibleNames } from '../../src/graph/visible-names.ts';
import { definitionOf } from '../../src/nodes/catalog.ts';
import { completed, completionsAt } from '../../src/ui/inspector/fields/completion.ts';
import { MIXED, Relative, readRelative, settled } from '../../src/ui/inspector/fields/mixed.ts';
import { moved, scrubbed, stepped } from '../../src/ui/inspector/fields/scrub.ts';
import { rhythmText } from '../../src/ui/inspector/roles/rhythm-text.ts';
import {
  type Chosen,
  resetAll,
  sharedFields,
  shareValue,
} from '../../src/ui/inspector/shared-fields.ts';
import { english } from '../../src/ui/texts/english.ts';
import { graph, node, sample } from './support/sample.ts';

const sizes = { min: 1, max: 65_536, integer: true };
const kernel = { min: 1, max: 64, integer: true };
const share = { min: 0, max: 1, step: 0.01 };

describe('dragging a number', () => {
  it('moves whole numbers by one, sizes by their scale, and others by their step', () => {
    expect(scrubbed(4, 12, kernel, 'usual')).toBe(7);
    expect(scrubbed(512, 8, sizes, 'usual')).toBe(544);
    expect(scrubbed(0.5, -40, share, 'usual')).toBe(0.4);
    expect(scrubbed(0.0002, 20, { min: 0 }, 'usual')).toBe(0.00025);
  });

  it('is a tenth as fast with Shift, and goes in rounds with Ctrl', () => {
    expect(scrubbed(0.5, 40, share, 'fine')).toBe(0.51);
    expect(scrubbed(512, 24, sizes, 'fine')).toBe(514);
    expect(scrubbed(96, 40, sizes, 'coarse')).toBe(256);
    expect(scrubbed(100, -45, sizes, 'coarse')).toBe(64);
    expect(scrubbed(0.37, 8, share, 'coarse')).toBe(0.5);
    expect(stepped(100, 1, sizes, 'coarse')).toBe(128);
    expect(stepped(100, -1, sizes, 'coarse')).toBe(64);
  });

  it('ends at the bounds and never leaves rounding dirt', () => {
    for (let pixels = -900; pixels <= 900; pixels += 7) {
      for (const pace of ['usual', 'fine', 'coarse'] as const) {
        const value = scrubbed(0.3, pixels, share, pace);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(String(value).length).toBeLessThan(7);
        const size = scrubbed(48, pixels, sizes, pace);
        expect(Number.isInteger(size) && size >= 1 && size <= 65_536).toBe(true);
      }
    }
  });

  it('moves several numbers by one factor where they are sizes, else by one amount', () => {
    const double = moved(80, sizes, 'usual');
    expect([64, 128, 512].map(double)).toEqual([128, 256, 1024]);
    const more = moved(8, kernel, 'usual');
    expect([3, 5].map(more)).toEqual([5, 7]);
  });
});

function dcgan(): Document {
  const found = presets.find(({ id }) => id === 'dcgan');
  if (!found) throw new Error('no preset');
  return found.document;
}

describe('names in expressions', () => {
  const names = visibleNames(dcgan(), 'networks.G');

  it('are completed by name, by label, and functions with their parentheses', () => {
    const at = completionsAt('2 * ng', 6, names);
    expect(at?.options[0]).toMatchObject({
      name: 'ngf',
      from: 'document',
      value: expect.any(Number),
    });
    expect(at && completed('2 * ng', at, at.options[0] as never)).toEqual({
      text: '2 * ngf',
      caret: 7,
    });
    const byLabel = completionsAt('gener', 5, names);
    expect(byLabel?.options.map(({ name }) => name)).toEqual(['ngf']);
    const call = completionsAt('lo', 2, names)?.options.find(({ name }) => name === 'log2');
    const list = completionsAt('lo', 2, names);
    expect(list && call && completed('lo', list, call)).toEqual({ text: 'log2()', caret: 5 });
    expect(completionsAt('12', 2, names)).toBeNull();
    expect(completionsAt('3 * 12', 6, names, true)).toMatchObject({ start: 4, end: 6 });
    expect(completionsAt('ngf', 3, names)?.isComplete ?? true).toBe(true);
  });

  it('in a block have the values of its use, and the number of a copy', () => {
    const inside = visibleNames(dcgan(), 'blocks.Down');
    const filters = inside.find(({ name }) => name === 'filters');
    const ndf = inside.find(({ name }) => name === 'ndf')?.value ?? 0;
    expect(filters).toMatchObject({ from: 'block', value: ndf * 2 });
    expect(inside.find(({ name }) => name === 'i')).toMatchObject({ from: 'copy', value: 0 });
    expect(names.some(({ name }) => name === 'i')).toBe(false);
  });

  it('follow the use by which a person looks at a block', () => {
    const document = sample();
    const use = (wide: number | string) =>
      node('block', { block: 'Wide', arguments: { units: wide } });
    const body = graph(
      { x: node('input'), fc: node('dense', { units: 'units' }), y: node('output') },
      'x > fc > y',
    );
    document.blocks = { Wide: { ...body, parameters: { units: { value: 1 } } } };
    document.networks.D = graph(
      { x: node('input'), a: use(4), b: use('width * 2'), y: node('output') },
      'x > a > b > y',
    );
    const units = (uses: readonly string[]) =>
      visibleNames(document, 'blocks.Wide', false, { network: 'D', uses }).find(
        ({ name }) => name === 'units',
      );
    expect(units(['b'])?.value).toBe(16);
    expect(units(['gone'])?.value).toBe(4);
  });

  it('say what is wrong, where, and what was meant', () => {
    const fault = (text: string, bounds = {}) => checkNumeric(text, names, bounds).fault;
    expect(fault('2 * nfg')).toMatchObject({
      type: 'unknown-name',
      word: 'nfg',
      at: 4,
      meant: 'ngf',
    });
    expect(fault('ngf * ')).toMatchObject({ type: 'expected-value', word: '*', at: 6 });
    expect(fault('lgo2(ngf)')).toMatchObject({ type: 'unknown-function', at: 0, meant: 'log2' });
    expect(fault('(ngf')).toMatchObject({ type: 'unclosed' });
    expect(fault('ngf / 7', { integer: true })).toMatchObject({ type: 'not-integer' });
    expect(fault('ngf * 0', { min: 1 })).toEqual({ type: 'out-of-bounds', value: 0 });
    expect(checkNumeric('max(2, 3) * 4', names, {})).toEqual({ value: 12 });
  });
});

describe('parameters in fields', () => {
  it('are found wherever expressions name them, but not where a block hides them', () => {
    const document = dcgan();
    const places = usesOfParameter(document, null, 'ndf').map(({ graph, node, path }) =>
      [graph, node, ...path].join('.'),
    );
    expect(places).toContain('networks.D.first.filters');
    expect(places).toContain('networks.D.shrink.arguments.filters');
    expect(
      usesOfParameter(document, 'Down', 'filters').every(({ graph }) => graph === 'blocks.Down'),
    ).toBe(true);
    expect(usesOfParameter(document, null, 'filters')).toEqual([]);
  });

  it('take the place of equal numbers in fields of one name, nested and listed ones too', () => {
    const before = sample();
    const layer = (top: number) =>
      node('conv2d', {
        kernel: 4,
        padding: { type: 'explicit', top, bottom: 1, left: 1, right: 1 },
      });
    before.networks.D = graph({
      a: layer(1),
      b: layer(2),
      c: layer(1),
      r: node('reshape', { shape: [4, 1, 4] }),
    });
    expect(equalNumbers(before, 'top', 1).map(({ node }) => node)).toEqual(['a', 'c']);
    const places = [...equalNumbers(before, 'top', 1), ...equalNumbers(before, 'shape', 4)];
    const after = replaceNumbers(before, places, 'p' as never).reduce(applyEdit, before);
    const { a, b, r } = after.networks.D?.nodes ?? {};
    expect(a?.params).toEqual({
      kernel: 4,
      padding: { type: 'explicit', top: 'p', bottom: 1, left: 1, right: 1 },
    });
    expect(b).toBe(before.networks.D?.nodes.b);
    expect(r?.params?.shape).toEqual(['p', 1, 'p']);
  });

  it('of a block are renamed with its expressions and what its uses give', () => {
    const edit = {
      type: 'rename-block-parameter',
      block: 'Down',
      from: 'filters',
      to: 'width',
    } as const;
    const after = applyEdit(dcgan(), edit);
    expect(Object.keys(after.blocks?.Down?.parameters ?? {})).toContain('width');
    expect(after.networks.D?.nodes.shrink?.params?.arguments).toHaveProperty('width');
    const same = compile(after).program?.networks.map(({ layers }) =>
      layers.map(({ outputShape }) => outputShape),
    );
    expect(same).toEqual(
      compile(dcgan()).program?.networks.map(({ layers }) =>
        layers.map(({ outputShape }) => outputShape),
      ),
    );
    expect(applyEdit(dcgan(), { ...edit, to: 'ndf' })).toEqual(dcgan());
  });
});

function chosen(kind: string, params: Record<string, unknown>, id: string): Chosen {
  const definition = definitionOf(kind);
  if (!definition) throw new Error(kind);
  return { id, node: node(kind, params), definition };
}

describe('several nodes', () => {
  const a = chosen(
    'conv2d',
    { filters: 64, padding: { type: 'explicit', top: 1, bottom: 0, left: 0, right: 0 } },
    'a',
  );
  const b = chosen(
    'conv2d',
    { filters: 'ngf', padding: { type: 'explicit', top: 2, bottom: 0, left: 0, right: 0 } },
    'b',
  );
  const c = chosen('conv2d-transpose', { filters: 128, stride: 2 }, 'c');

  it('share the settings that all of them have, and say which differ', () => {
    const same = new Map(sharedFields([a, b]).map((field) => [field.field.name, field.value]));
    expect(same.get('filters')).toBe(MIXED);
    expect(same.get('stride')).toBeUndefined();
    expect(same.get('padding')).toMatchObject({ type: 'explicit', top: MIXED, bottom: 0 });
    const names = sharedFields([a, b, c]).map(({ field }) => field.name);
    expect(names).toContain('kernel');
    expect(names).not.toContain('dilation');
    expect(sharedFields([a, c]).find(({ field }) => field.name === 'padding')?.value).toBe(MIXED);
  });

  it('differ in a list of names as a whole', () => {
    const step = (network: string) => chosen('optimizer-step', { trains: [network] }, network);
    const trains = sharedFields([step('D'), step('G')]).find(
      ({ field }) => field.name === 'trains',
    );
    expect(trains).toMatchObject({ value: MIXED, first: ['D'] });
  });

  it('take a change each from what it has', () => {
    const edits = shareValue('networks.G', [a, b, c], 'filters', readRelative('* 2'));
    expect(edits.map((edit) => edit.type === 'set-params' && edit.params.filters)).toEqual([
      128,
      '(ngf) * 2',
      256,
    ]);
    const padding = { type: 'explicit', top: MIXED, bottom: 5, left: 0, right: 0 };
    const [first, second] = shareValue('networks.G', [a, b], 'padding', padding);
    expect(first).toMatchObject({ params: { padding: { top: 1, bottom: 5 } } });
    expect(second).toMatchObject({ params: { padding: { top: 2, bottom: 5 } } });
    expect(settled([MIXED, new Relative({}, (value) => Number(value) + 1)], [4, 4])).toEqual([
      4, 5,
    ]);
    expect(readRelative('-8')).toBeNull();
    expect(resetAll('networks.G', [a, c])).toHaveLength(2);
  });
});

describe('what steps and losses do', () => {
  const { program } = compile(sample());
  if (!program) throw new Error('the sample should compile');

  it('is read from the program', () => {
    expect(stepRole(program, 'stepD')).toMatchObject({
      trains: ['D'],
      frozen: ['G'],
      losses: [{ node: 'lossReal' }, { node: 'lossFake' }],
      neighbours: { nodes: ['stepG'], isNext: true },
    });
    expect(lossRole(program, 'lossG').steps).toMatchObject([{ node: 'stepG', reaches: ['G'] }]);
    expect(lossRole(program, 'lossFake').steps).toMatchObject([{ node: 'stepD', reaches: ['D'] }]);
  });

  it('and said in one sentence', () => {
    const t = english.inspector;
    const say = (
      repeat: number,
      every: number,
      isNext: boolean,
      together: readonly string[] = [],
    ) =>
      rhythmText(
        {
          phase: { repeat: { type: 'constant', value: repeat }, every },
          together,
          neighbours: { nodes: ['G'], isNext },
        },
        (id) => `Train ${id}`,
        t,
      );
    expect(say(5, 1, true)).toBe('5 times an iteration, then Train G.');
    expect(say(1, 1, false)).toBe('Once an iteration, after Train G.');
    expect(say(1, 16, true, ['E'])).toBe(
      'Once in every 16 iterations, then Train G. All gradients are taken together with Train E.',
    );
  });
});
