/** Copy and paste: a fragment brings what it needs, keeps its wires, and lands in any document, or says why not. */
import { describe, expect, it } from 'vitest';
import { Document, type Note } from '../../graph-schemas/document.ts';
import type { Fragment } from '../../graph-schemas/fragment.ts';
import { compile } from '../../src/compiler/compile.ts';
import { copyFragment } from '../../src/graph/clipboard-copy.ts';
import { type PasteOptions, planPaste } from '../../src/graph/clipboard-paste.ts';
import { readClipboard } from '../../src/graph/clipboard-read.ts';
import { applyEdit, emptyDocument } from '../../src/graph/edit.ts';
import type { Edit } from '../../src/graph/edit-types.ts';
import { graphOf } from '../../src/graph/graph-of.ts';
import { presets } from '../../src/graph/presets.ts';
import type { GraphId } from '../../src/graph/problem.ts';
import { graph, node, sample } from './support/sample.ts';

const preset = (id: string): Document => {
  const found = presets.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`there is no preset ${id}`);
  return found.document;
};

function copied(document: Document, from: GraphId, nodes?: readonly string[]): Fragment {
  const all = Object.keys(graphOf(document, from)?.nodes ?? {});
  const fragment = copyFragment(document, from, { nodes: nodes ?? all, notes: [] }, {});
  if (!fragment) throw new Error('nothing was copied');
  const read = readClipboard(JSON.stringify(fragment));
  if (read.type !== 'fragment') throw new Error(JSON.stringify(read));
  return read.fragment;
}

function pasted(document: Document, to: GraphId, fragment: Fragment, options: PasteOptions = {}) {
  const paste = planPaste(document, to, fragment, options);
  const after = paste.edits.reduce(applyEdit, document);
  expect(Document.safeParse(after).error).toBeUndefined();
  return { ...paste, document: after };
}

describe('a paste', () => {
  it('brings a whole experiment into an empty document, which then trains as the original does', () => {
    const dcgan = preset('dcgan');
    const { document, leftOut } = pasted(
      emptyDocument('New'),
      'objective',
      copied(dcgan, 'objective'),
    );
    expect(leftOut).toEqual([]);
    const training = { ...dcgan.training, batchSize: 64 as never, steps: 1000 as never };
    const trained = compile({
      ...document,
      training: { ...document.training, seed: training.seed },
    });
    expect(trained.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(trained.summary?.networks.G).toEqual(compile(dcgan).summary?.networks.G);
    expect(Object.keys(document.blocks ?? {})).toEqual(Object.keys(dcgan.blocks ?? {}));
  });

  it('gives taken names new numbers, and the wires follow', () => {
    const once = pasted(sample(), 'networks.D', copied(sample(), 'networks.D', ['fc', 'act']));
    expect(once.nodes).toEqual(['fc-2', 'act-2']);
    expect(once.document.networks.D?.edges).toContainEqual({ from: 'fc-2.out', to: 'act-2.in' });
    const again = copied(once.document, 'networks.D', ['fc-2']);
    expect(pasted(once.document, 'networks.D', again).nodes).toEqual(['fc-3']);
  });

  it('uses what is there with equal content, and brings other content under another name', () => {
    const fragment = copied(sample(), 'objective', ['G', 'stepG']);
    const same = pasted(sample(), 'objective', fragment);
    expect(Object.keys(same.document.networks)).toEqual(['G', 'D']);
    const set = {
      type: 'set-params',
      graph: 'networks.G',
      id: 'fc',
      params: { units: 9 },
    } as const;
    const other = pasted(applyEdit(sample(), set), 'objective', fragment);
    expect(Object.keys(other.document.networks)).toEqual(['G', 'D', 'G2']);
    expect(other.document.objective.nodes['G-2']?.params).toEqual({ network: 'G2' });
    expect(other.document.objective.nodes['stepG-2']?.params?.trains).toEqual(['G2']);
    // Where it was copied, the network is meant as it is by now.
    const home = pasted(applyEdit(sample(), set), 'objective', fragment, { isHome: true });
    expect(Object.keys(home.document.networks)).toEqual(['G', 'D']);
  });

  it('does not take a network for equal whose blocks differ', () => {
    const dcgan = preset('dcgan');
    const set = {
      type: 'set-block-parameter',
      block: 'Up',
      name: 'extra',
      parameter: { value: 1 },
    };
    const target = applyEdit(dcgan, set as never);
    const { document } = pasted(target, 'objective', copied(dcgan, 'objective', ['generator']));
    expect(Object.keys(document.blocks ?? {})).toContain('Up2');
    expect(document.networks.G2?.nodes.grow?.params?.block).toBe('Up2');
  });

  it('moved about, a network is still the same', () => {
    const move = { type: 'move-nodes', graph: 'networks.G', to: { fc: [99, 9] } } as const;
    const { document } = pasted(
      applyEdit(sample(), move),
      'objective',
      copied(sample(), 'objective', ['G']),
    );
    expect(Object.keys(document.networks)).toEqual(['G', 'D']);
  });

  it('brings parameters with their values where they are lacking, and leaves those that are there', () => {
    const fragment = copied(sample(), 'networks.D', ['fc']);
    const fresh = applyEdit(emptyDocument('New'), { type: 'add-network', name: 'N' });
    expect(pasted(fresh, 'networks.N', fragment).document.parameters).toEqual({
      width: { value: 8 },
    });
    const own8 = { type: 'set-parameter', name: 'width', parameter: { value: 3 } } as const;
    const kept = pasted(applyEdit(fresh, own8), 'networks.N', fragment).document.parameters;
    expect(kept).toEqual({ width: { value: 3 } });
  });

  it('makes parameters of a block those of the block it comes to, and of the document elsewhere', () => {
    const dcgan = preset('dcgan');
    const reading = Object.entries(dcgan.blocks?.Up?.nodes ?? {}).filter(([, { params }]) =>
      JSON.stringify(params ?? {}).includes('filters'),
    );
    const fragment = copied(
      dcgan,
      'blocks.Up',
      reading.map(([id]) => id),
    );
    const fresh = [
      { type: 'add-block', name: 'B' } as const,
      { type: 'add-network', name: 'N' } as const,
    ].reduce(applyEdit, emptyDocument('New'));
    const inBlock = pasted(fresh, 'blocks.B', fragment).document;
    expect(Object.keys(inBlock.blocks?.B?.parameters ?? {})).toEqual(['filters']);
    expect(inBlock.parameters).toEqual({});
    expect(Object.keys(pasted(fresh, 'networks.N', fragment).document.parameters)).toEqual([
      'filters',
    ]);
  });

  it('leaves out what may not stand there, says what, and pastes the rest', () => {
    const { nodes, leftOut } = pasted(sample(), 'networks.G', {
      ...copied(sample(), 'networks.D', ['act']),
      nodes: {
        act: node('leaky-relu'),
        loss: node('adversarial'),
        odd: node('no-such-kind'),
      },
    });
    expect(nodes).toEqual(['act']);
    expect(leftOut).toEqual([
      { id: 'loss', kind: 'adversarial', why: 'not-here' },
      { id: 'odd', kind: 'no-such-kind', why: 'unknown-kind' },
    ]);
  });

  it('puts no block into itself, by whatever way', () => {
    const document = {
      ...sample(),
      blocks: {
        A: graph({ b: node('block', { block: 'B' }) }),
        B: graph({ fc: node('dense', { units: 1 }) }),
      },
    };
    const fragment = copied(
      { ...document, networks: { N: graph({ a: node('block', { block: 'A' }) }) } },
      'networks.N',
    );
    const result = pasted(document, 'blocks.B', fragment);
    expect(result.nodes).toEqual([]);
    expect(result.leftOut).toEqual([{ id: 'a', kind: 'block', why: 'recursive' }]);
    expect(pasted(document, 'networks.G', fragment).nodes).toEqual(['a']);
  });

  it('takes wires from outside along only when told, and only from nodes that are there', () => {
    const fragment = copied(sample(), 'objective', ['Dfake', 'lossFake']);
    const plain = pasted(sample(), 'objective', fragment);
    const into = (document: Document) =>
      document.objective.edges.filter(({ to }) => /-2\./.test(to));
    expect(into(plain.document)).toEqual([{ from: 'Dfake-2.y', to: 'lossFake-2.logits' }]);
    const wired = pasted(sample(), 'objective', fragment, { withIncoming: true });
    expect(into(wired.document)).toContainEqual({ from: 'G.x', to: 'Dfake-2.x' });
    const elsewhere = pasted(emptyDocument('New'), 'objective', fragment, { withIncoming: true });
    expect(elsewhere.lostIncoming).toBe(1);
  });

  it('lands where it is told, keeps the places to each other, and covers no original', () => {
    const places = { fc: [100, 100], act: [400, 160] } as const;
    const nodes = { nodes: ['fc', 'act'], notes: [] };
    const fragment = copyFragment(sample(), 'networks.D', nodes, places) as Fragment;
    const at = (options: PasteOptions, document = sample()) => {
      const { document: after, nodes } = pasted(document, 'networks.D', fragment, options);
      return nodes.map((id) => after.networks.D?.nodes[id]?.at);
    };
    // From the left edge of the first card to the right edge of the second, of 196 × 60 each.
    expect(at({ centre: [348, 160] })).toEqual([
      [100, 100],
      [400, 160],
    ]);
    expect(at({ shift: [40, 40] })).toEqual([
      [140, 140],
      [440, 200],
    ]);
    const move = { type: 'move-nodes', graph: 'networks.D', to: { fc: [140, 140] } } as const;
    expect(at({ shift: [40, 40] }, applyEdit(sample(), move))).toEqual([
      [180, 180],
      [480, 240],
    ]);
  });

  it('carries points of wires and notes along', () => {
    const note: Note = { type: 'note', text: 'Why', at: [0, 0], size: [80, 40] };
    const edge = { from: 'fc.out', to: 'act.in' };
    const edits: Edit[] = [
      { type: 'set-via', graph: 'networks.D', edge, via: [[50, 60]] },
      { type: 'set-notes', graph: 'networks.D', notes: [note, note] },
    ];
    const document = edits.reduce(applyEdit, sample());
    const fragment = copyFragment(document, 'networks.D', { nodes: ['fc', 'act'], notes: [1] }, {});
    const result = pasted(document, 'networks.D', fragment as Fragment, { shift: [40, 40] });
    expect(result.document.networks.D?.edges).toContainEqual({
      from: 'fc-2.out',
      to: 'act-2.in',
      via: [[90, 100]],
    });
    expect(result.notes).toEqual([2]);
    expect(result.document.networks.D?.notes?.[2]).toEqual({ ...note, at: [40, 40] });
  });

  it('refuses what would make the document too large to be read again', () => {
    const many = Object.fromEntries(
      Array.from({ length: 9_999 }, (_, at) => [`n${at}`, node('relu')]),
    );
    const fragment = { ...copied(sample(), 'networks.D', ['act']), nodes: many };
    expect(planPaste(sample(), 'networks.D', fragment, {}).isTooLarge).toBe(true);
    expect(planPaste(sample(), 'networks.D', copied(sample(), 'networks.D'), {}).isTooLarge).toBe(
      false,
    );
  });
});

describe('the clipboard', () => {
  const text = JSON.stringify(copied(sample(), 'objective'));
  const fault = (json: string) => {
    const read = readClipboard(json);
    return read.type === 'fault' ? read.fault : read.type;
  };
  const changed = (change: object) => JSON.stringify({ ...JSON.parse(text), ...change });

  it.each<[string, string, unknown]>([
    ['nothing', '  \n', { type: 'empty' }],
    ['some text', 'Hello, world', { type: 'no-graph' }],
    ['other JSON', '{"name":"left-pad","version":"1.0.0"}', { type: 'no-graph' }],
    ['a list', '[1, 2]', { type: 'no-graph' }],
    ['a fragment cut in half', text.slice(0, text.length / 2), { type: 'not-json' }],
    ['a newer one', changed({ version: 7 }), { type: 'newer', version: '7' }],
    ['a whole document', JSON.stringify(sample()), 'document'],
    [
      'what nests too deeply',
      `{"format":"ganvas.fragment","nodes":${'['.repeat(900)}`,
      { type: 'too-large' },
    ],
    [
      'a field of no fragment',
      changed({ code: 'x' }),
      { type: 'broken', field: 'code', reason: 'expected no such field' },
    ],
    [
      'a forbidden name',
      text.replace('"nodes":{', '"nodes":{"__proto__":{"kind":"relu"},'),
      { type: 'broken', field: 'nodes.__proto__', reason: 'the key "__proto__" is not allowed' },
    ],
    [
      'a node that is none',
      changed({ nodes: { a: { kind: 3 } } }),
      { type: 'broken', field: 'nodes.a.kind', reason: 'expected a text, found 3' },
    ],
    [
      'a wire that is none',
      changed({ edges: [{ from: 'a', to: 'b.in' }] }),
      { type: 'broken', field: 'edges.0.from', reason: 'expected "node.port", found "a"' },
    ],
    [
      'no nodes',
      changed({ nodes: undefined }),
      { type: 'broken', field: 'nodes', reason: 'expected an object {…}, found nothing' },
    ],
  ])('is told for %s', (_, json, expected) => {
    expect(fault(json)).toEqual(expected);
  });
});
