/** What the editor computes without a page: search, layout, numbers in fields, edits of drags. */
import { describe, expect, it } from 'vitest';
import type { Document, Graph } from '../../graph-schemas/document.ts';
import { layoutGraph } from '../../src/graph/layout-graph.ts';
import { flowNodes } from '../../src/ui/canvas/flow-nodes.ts';
import { formatNumber, shortCount } from '../../src/ui/format.ts';
import { readNumeric, writeNumeric } from '../../src/ui/inspector/fields/number-text.ts';
import { stepped } from '../../src/ui/inspector/fields/scrub.ts';
import { freeName, paletteEntries } from '../../src/ui/palette/entries.ts';
import { searchEntries } from '../../src/ui/palette/search.ts';
import { wireText } from '../../src/ui/words.ts';

const document: Document = {
  format: 'ganvas.graph',
  version: 1,
  name: 'Test',
  parameters: {},
  networks: { G: { nodes: {}, edges: [] } },
  blocks: { Up: { nodes: {}, edges: [] } },
  objective: { nodes: {}, edges: [] },
  training: { batchSize: 1, steps: 1, seed: 1 },
};

describe('the palette', () => {
  const titles = (graph: Parameters<typeof paletteEntries>[1]) =>
    paletteEntries(document, graph).map(({ title }) => title);

  it('offers networks, sources, losses and steps in the objective, but no convolution', () => {
    const offered = titles('objective');
    expect(offered).toEqual(expect.arrayContaining(['Dataset', 'Noise', 'G (network)']));
    expect(offered).toEqual(expect.arrayContaining(['Adversarial loss', 'Optimizer step']));
    expect(offered).not.toContain('Convolution');
  });

  it('offers layers, ends and blocks in a network, but no dataset', () => {
    const offered = titles('networks.G');
    expect(offered).toEqual(expect.arrayContaining(['Convolution', 'Input', 'Up (block)']));
    expect(offered).not.toContain('Dataset');
  });

  it('does not offer a block inside itself', () => {
    expect(titles('blocks.Up')).not.toContain('Up (block)');
  });

  it('finds a kind by another name, and a title before an alias', () => {
    const find = (query: string) =>
      searchEntries(paletteEntries(document, 'networks.G'), query).map(({ kind }) => kind);
    expect(find('downsample')).toContain('conv2d');
    expect(find('conv')[0]).toMatch(/^conv2d/);
    expect(find('zzz')).toEqual([]);
  });

  it('gives a new node the first free name', () => {
    expect(freeName('conv2d', {})).toBe('conv2d');
    expect(freeName('conv2d', { conv2d: 1, 'conv2d-2': 1 })).toBe('conv2d-3');
  });
});

describe('the layout', () => {
  const node = { kind: 'relu' };
  const graph: Graph = {
    nodes: { a: node, b: node, c: node, late: node },
    edges: [
      { from: 'a.out', to: 'b.in' },
      { from: 'b.out', to: 'c.in' },
      { from: 'late.out', to: 'c.in' },
    ],
  };

  it('puts every node to the right of what feeds it', () => {
    const places = layoutGraph(graph);
    const x = (id: string) => places[id]?.[0] ?? Number.NaN;
    expect(x('a')).toBeLessThan(x('b'));
    expect(x('b')).toBeLessThan(x('c'));
    expect(x('late')).toBe(x('b'));
  });

  it('puts no two nodes on the same place, even around a cycle', () => {
    const cyclic = { ...graph, edges: [...graph.edges, { from: 'c.out', to: 'a.in' }] };
    const places = Object.values(layoutGraph(cyclic)).map(String);
    expect(new Set(places).size).toBe(4);
  });
});

describe('nodes for the canvas', () => {
  const graph: Graph = {
    nodes: { a: { kind: 'relu', at: [0, 0] }, b: { kind: 'relu', at: [200, 0] } },
    edges: [],
  };

  it('keeps the objects of nodes that did not change', () => {
    const before = flowNodes('objective', graph, [], []);
    const moved = { ...graph, nodes: { ...graph.nodes, b: { kind: 'relu', at: [9, 9] } } } as Graph;
    const after = flowNodes('objective', moved, [], before);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[1]?.position).toEqual({ x: 9, y: 9 });
  });

  it('leaves a node where the hand has it', () => {
    const [a, b] = flowNodes('objective', graph, [], []);
    if (!a || !b) throw new Error('two nodes were expected');
    const held = { ...a, dragging: true, position: { x: 50, y: 60 } };
    const [after] = flowNodes('objective', graph, ['a'], [held, b]);
    expect(after?.position).toEqual({ x: 50, y: 60 });
    expect(after?.selected).toBe(true);
  });
});

describe('numbers in fields', () => {
  it('reads numbers as numbers and everything else as an expression', () => {
    expect(readNumeric(' 64 ')).toBe(64);
    expect(readNumeric('2e-4')).toBe(0.0002);
    expect(readNumeric('−1')).toBe(-1);
    expect(readNumeric('ngf * 4')).toBe('ngf * 4');
    expect(readNumeric('  ')).toBeNull();
  });

  it('writes what it would read back', () => {
    for (const value of [0, 64, 0.0002, 1e-8, -1.5, 3_576_704, 'ngf * 4']) {
      expect(readNumeric(writeNumeric(value))).toBe(value);
    }
  });

  it('steps within bounds and without rounding dirt', () => {
    expect(stepped(4, 1, { integer: true })).toBe(5);
    expect(stepped(0.2, 1, { step: 0.1 })).toBe(0.3);
    expect(stepped(0.95, 1, { step: 0.1, max: 1 })).toBe(1);
    expect(stepped(0.0002, -1, {})).toBe(0.00019);
  });

  it('shortens counts and names shapes as people write them', () => {
    expect(shortCount(3_576_704)).toBe('3.6 M');
    expect(shortCount(640)).toBe('640');
    expect(formatNumber(0.1 + 0.2)).toBe('0.3');
    expect(wireText({ type: 'tensor', shape: [64, 64, 3] })).toBe('N × 64×64×3');
    expect(wireText({ type: 'loss' })).toBeNull();
  });
});
