/** Edits: each does what it says, shares the rest, and leaves nothing that points nowhere. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { checkConnection } from '../../src/graph/connection.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import type { Edit } from '../../src/graph/edit-types.ts';
import { presets } from '../../src/graph/presets.ts';
import type { GraphId } from '../../src/graph/problem.ts';
import { node, sample } from './support/sample.ts';

const run = (document: Document, ...edits: Edit[]) => edits.reduce(applyEdit, document);
const objective = 'objective' as const;
const G = 'networks.G' as const;
const dcgan = () => {
  const preset = presets.find(({ id }) => id === 'dcgan');
  if (!preset) throw new Error('no dcgan');
  return preset.document;
};

describe('an edit', () => {
  it('changes no document, only answers another', () => {
    const document = sample();
    run(document, { type: 'remove-nodes', graph: objective, ids: ['G'] });
    expect(document).toEqual(sample());
  });

  it('shares what it does not change', () => {
    const document = sample();
    const edited = run(document, { type: 'set-params', graph: G, id: 'fc', params: { units: 5 } });
    expect(edited.networks.D).toBe(document.networks.D);
    expect(edited.objective).toBe(document.objective);
    expect(edited.networks.G?.nodes.z).toBe(document.networks.G?.nodes.z);
  });

  it.each<[string, Edit]>([
    ['a node whose id is taken', { type: 'add-node', graph: G, id: 'fc', node: node('relu') }],
    ['a node whose id is no id', { type: 'add-node', graph: G, id: 'a.b', node: node('relu') }],
    [
      'a canvas that is not there',
      { type: 'add-node', graph: 'networks.E', id: 'a', node: node('relu') },
    ],
    ['the removal of nothing', { type: 'remove-nodes', graph: G, ids: ['gone'] }],
    ['a rename to a name that is taken', { type: 'rename-node', graph: G, from: 'z', to: 'fc' }],
    [
      'a parameter name that expressions cannot hold',
      { type: 'rename-parameter', from: 'width', to: 'a-b' },
    ],
    ['the name of a function', { type: 'rename-parameter', from: 'width', to: 'log2' }],
    ['a profile that is not there', { type: 'apply-profile', name: 'gone' }],
    [
      'a parameter of a block that is not there',
      { type: 'set-block-parameter', block: 'Up', name: 'width', parameter: { value: 1 } },
    ],
    [
      'a new parameter with the name of a function',
      { type: 'set-parameter', name: 'min', parameter: { value: 1 } },
    ],
    ['texts of a network that it has', { type: 'set-graph-about', graph: G, label: '' }],
    ['a prototype as a network', { type: 'remove-network', name: 'constructor' }],
    ['a wire that is there', { type: 'connect', graph: G, edge: { from: 'z.out', to: 'fc.in' } }],
  ])('is ignored for %s', (_, edit) => {
    const document = sample();
    expect(applyEdit(document, edit)).toBe(document);
  });
});

describe('nodes', () => {
  it('go with their wires', () => {
    const edited = run(sample(), {
      type: 'remove-nodes',
      graph: objective,
      ids: ['Dfake', 'lossG'],
    });
    expect(Object.keys(edited.objective.nodes)).not.toContain('Dfake');
    expect(edited.objective.edges.filter(({ from, to }) => /Dfake|lossG/.test(from + to))).toEqual(
      [],
    );
  });

  it('that are ends of a network take the wires of its uses with them, and rename them', () => {
    const gone = run(sample(), { type: 'remove-nodes', graph: G, ids: ['z'] });
    expect(gone.objective.edges).not.toContainEqual({ from: 'z.out', to: 'G.z' });
    const renamed = run(sample(), { type: 'rename-node', graph: G, from: 'z', to: 'latent' });
    expect(renamed.objective.edges).toContainEqual({ from: 'z.out', to: 'G.latent' });
    expect(compile(renamed).problems).toEqual([]);
  });

  it('keep the order of the document when they are renamed', () => {
    const renamed = run(sample(), { type: 'rename-node', graph: objective, from: 'z', to: 'aaa' });
    expect(Object.keys(renamed.objective.nodes)[0]).toBe('aaa');
    expect(compile(renamed).problems).toEqual([]);
  });

  it('lose the wires of ports that vanish, but not while a parameter is half typed', () => {
    const set = (losses: unknown): Document =>
      run(sample(), { type: 'set-params', graph: objective, id: 'stepD', params: { losses } });
    const wires = (document: Document) => document.objective.edges.map(({ to }) => to);
    expect(wires(set([1]))).not.toContain('stepD.loss1');
    expect(wires(set([1]))).toContain('stepD.loss0');
    expect(wires(set(['wid']))).toContain('stepD.loss1');
  });

  it('forget parameters that are reset, and the list when it is empty', () => {
    const edit = { type: 'set-params', graph: G, id: 'fc', params: { units: undefined } } as const;
    expect(run(sample(), edit).networks.G?.nodes.fc).toEqual({ kind: 'dense' });
  });

  it('are moved, titled and untitled', () => {
    const edited = run(
      sample(),
      { type: 'move-nodes', graph: G, to: { fc: [3, 4] } },
      { type: 'set-title', graph: G, id: 'fc', title: 'Layer' },
    );
    expect(edited.networks.G?.nodes.fc).toMatchObject({ at: [3, 4], title: 'Layer' });
    const untitled = run(edited, { type: 'set-title', graph: G, id: 'fc', title: null });
    expect(untitled.networks.G?.nodes.fc).not.toHaveProperty('title');
  });
});

describe('wires', () => {
  it('replace what was wired to the same input', () => {
    const edge = { from: 'real.out', to: 'Dfake.x' };
    const edited = run(sample(), { type: 'connect', graph: objective, edge });
    expect(edited.objective.edges.filter(({ to }) => to === 'Dfake.x')).toEqual([edge]);
  });

  const check = (document: Document, graph: GraphId, from: string, to: string) => {
    const facts = compile(document).graphs[graph];
    if (!facts) throw new Error('no facts');
    return checkConnection(facts, document, graph, from, to);
  };

  it('may be drawn where types and shapes fit', () => {
    expect(check(sample(), objective, 'real.out', 'Dfake.x')).toEqual({ ok: true });
  });

  it.each<[string, GraphId, string, string, RegExp]>([
    [
      'a wrong shape',
      objective,
      'z.out',
      'Dfake.x',
      /D expects vector \[4\] at "x", got vector \[3\]/,
    ],
    ['a loss for a tensor', objective, 'lossReal.loss', 'Dfake.x', /D expects a tensor, got loss/],
    [
      'a tensor for a loss',
      objective,
      'G.x',
      'stepG.loss0',
      /optimizer-step expects a loss, got vector \[4\]/,
    ],
    [
      'a cycle',
      objective,
      'Dfake.y',
      'G.z',
      /Dfake already depends on G; the wire would close a cycle/,
    ],
    ['a port that is not there', objective, 'G.x', 'Dfake.w', /no input Dfake.w/],
    ['a node that feeds itself', G, 'fc.out', 'fc.in', /cycle/],
  ])('are refused in words and numbers for %s', (_, graph, from, to, says) => {
    const result = check(sample(), graph, from, to);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.message).toMatch(says);
  });
});

describe('networks, blocks and parameters', () => {
  it('take everything that names them along', () => {
    const edited = run(
      dcgan(),
      { type: 'rename-network', from: 'G', to: 'Generator' },
      { type: 'rename-block', from: 'Up', to: 'Stage' },
      { type: 'rename-parameter', from: 'ngf', to: 'filtersOfG' },
    );
    expect(compile(edited).problems).toEqual([]);
    expect(edited.profiles?.paper?.values).toMatchObject({ filtersOfG: 64 });
    expect(edited.networks.Generator?.nodes.grow?.params).toMatchObject({
      block: 'Stage',
      arguments: { filters: 'filtersOfG * imageSize / 16 / pow(2, i)' },
    });
  });

  it('take the expressions in schedules of loss weights along', () => {
    const document = dcgan();
    const step = Object.entries(document.objective.nodes).find(
      ([, { kind }]) => kind === 'optimizer-step',
    );
    const [id = '', { params = {} } = {}] = step ?? [];
    const ramp = { type: 'linear', from: 0, to: 'ngf / 64' };
    const edited = run(
      document,
      { type: 'set-params', graph: 'objective', id, params: { ...params, losses: ['ngf', ramp] } },
      { type: 'rename-parameter', from: 'ngf', to: 'width' },
    );
    expect(edited.objective.nodes[id]?.params?.losses).toEqual([
      'width',
      { ...ramp, to: 'width / 64' },
    ]);
  });

  it('leave a block alone that has a parameter of the same name', () => {
    const document = run(dcgan(), {
      type: 'set-parameter',
      name: 'filters',
      parameter: { value: 3 },
    });
    const edited = run(document, { type: 'rename-parameter', from: 'filters', to: 'other' });
    expect(edited.blocks).toEqual(dcgan().blocks);
  });

  it('keep the identity of what only got another name, so that it can be followed', () => {
    const document = run(dcgan(), { type: 'add-block', name: 'Other' });
    const edited = run(document, { type: 'rename-block', from: 'Up', to: 'Stage' });
    expect(edited.blocks?.Stage).toBe(document.blocks?.Up);
    expect(edited.blocks?.Other).toBe(document.blocks?.Other);
  });

  it('of a block can be made and changed, and go with what its uses gave for them', () => {
    const set = (name: string, value: number): Edit => ({
      type: 'set-block-parameter',
      block: 'Up',
      name,
      parameter: { value },
    });
    const edited = run(dcgan(), set('filters', 5), set('rate', 0.5), set('i', 1), set('pow', 1));
    expect(Object.keys(edited.blocks?.Up?.parameters ?? {})).toEqual(['filters', 'rate']);
    expect(edited.blocks?.Up?.parameters?.filters).toEqual({ value: 5 });

    const gone = run(edited, { type: 'remove-block-parameter', block: 'Up', name: 'filters' });
    expect(gone.blocks?.Up?.parameters).toEqual({ rate: { value: 0.5 } });
    expect(gone.networks.G?.nodes.grow?.params?.arguments).toEqual({});
    const last = run(gone, { type: 'remove-block-parameter', block: 'Up', name: 'rate' });
    expect(last.blocks?.Up).not.toHaveProperty('parameters');
  });

  it('can be labelled and described', () => {
    const about = { type: 'set-graph-about', graph: G } as const;
    const edited = run(sample(), { ...about, label: 'Generator', description: 'Makes images' });
    expect(edited.networks.G).toMatchObject({ label: 'Generator', description: 'Makes images' });
    const plain = run(edited, { ...about, label: '' });
    expect(plain.networks.G).not.toHaveProperty('label');
    expect(plain.networks.G).toHaveProperty('description', 'Makes images');
  });

  it('go with their uses', () => {
    const edited = run(sample(), { type: 'remove-network', name: 'G' });
    expect(edited.objective.nodes).not.toHaveProperty('G');
    expect(edited.objective.nodes.stepG?.params?.trains).toEqual([]);
    const without = run(dcgan(), { type: 'remove-block', name: 'Up' });
    expect(without.networks.G?.nodes).not.toHaveProperty('grow');
    expect(without.blocks).not.toHaveProperty('Up');
  });

  it('begin with their two ends', () => {
    const edited = run(
      sample(),
      { type: 'add-network', name: 'E' },
      { type: 'add-block', name: 'B' },
    );
    expect(Object.keys(edited.networks.E?.nodes ?? {})).toEqual(['in', 'out']);
    expect(Object.keys(edited.blocks?.B?.nodes ?? {})).toEqual(['in', 'out']);
  });

  it('take the values of a profile', () => {
    const edited = run(dcgan(), { type: 'apply-profile', name: 'paper' });
    expect(edited.parameters.imageSize).toMatchObject({ value: 64, label: 'Image size' });
    expect(compile(edited).summary?.networks.G?.trainable).toBe(3_576_704);
    expect(run(edited, { type: 'apply-profile', name: 'paper' })).toBe(edited);
  });

  it('are forgotten by profiles when they go', () => {
    const edited = run(dcgan(), { type: 'remove-parameter', name: 'ngf' });
    expect(edited.profiles?.paper?.values).not.toHaveProperty('ngf');
    expect(compile(edited).problems[0]?.code).toBe('expression.unknown-name');
  });
});

it('the name, description, notes and training of a document can be set', () => {
  const training = { batchSize: 2, epochs: 3, seed: 4 };
  const edited = run(
    sample(),
    { type: 'set-about', name: 'Other', description: 'Why' },
    { type: 'set-training', training },
    { type: 'set-notes', graph: G, notes: [{ type: 'note', text: 'a', at: [0, 0], size: [9, 9] }] },
  );
  expect(edited).toMatchObject({ name: 'Other', description: 'Why', training });
  expect(edited.networks.G?.notes).toHaveLength(1);
  expect(run(edited, { type: 'set-about', description: '' })).not.toHaveProperty('description');
});
