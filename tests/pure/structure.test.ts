/** Ways into blocks and the shapes seen there, the outline of a document, and finding things in it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { findInDocument } from '../../src/graph/find.ts';
import { graphIds, graphOf } from '../../src/graph/graph-of.ts';
import { presets } from '../../src/graph/presets.ts';
import { throughOf } from '../../src/graph/through.ts';
import { waysTo } from '../../src/graph/uses.ts';
import { useCanvasStore } from '../../src/store/canvas-store.ts';
import { useDocumentStore } from '../../src/store/document-store.ts';
import { rowFor } from '../../src/ui/outline/outline-keys.ts';
import { ancestorsOf, outlineRows } from '../../src/ui/outline/outline-rows.ts';

const preset = (id: string): Document => {
  const found = presets.find((one) => one.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  return found.document;
};
const words = (kind: string) => [kind];
const find = (document: Document, query: string) => findInDocument(document, query, words);

describe('a block seen through one of its uses', () => {
  it('has the shapes of that use, on every level of the way', () => {
    const document = preset('stylegan');
    const seen = new Set<string>();
    for (const way of waysTo(document, 'blocks.Styled')) {
      const { graphs } = compile(document, { through: throughOf(document, way) });
      const shapes = Object.values(graphs['blocks.Styled']?.nodes ?? {}).map(
        ({ outputs }) => outputs,
      );
      seen.add(JSON.stringify(shapes));
      // The same as the block's layers have in the program.
      const through = throughOf(document, way);
      const network = compile(document).program?.networks.find(
        ({ name }) => name === through?.network,
      );
      const layer = network?.layers.find(
        ({ within }) =>
          within.length === through?.uses.length &&
          within.every(({ use, copy }, at) => use === through.uses[at] && (copy ?? 0) === 0),
      );
      const node = layer?.id.split('/').at(-1) ?? '';
      expect(graphs['blocks.Styled']?.nodes[node]?.outputs.out).toEqual({
        type: 'tensor',
        shape: layer?.outputShape,
      });
    }
    expect(seen.size).toBeGreaterThan(1);
  });
});

describe('a copy among several', () => {
  it('has the shapes of its number', () => {
    const document = preset('dcgan');
    const [way] = waysTo(document, 'blocks.Up');
    if (!way) throw new Error('no way');
    const shapes = [0, 1].map((copy) => {
      const { graphs } = compile(document, { through: throughOf(document, way, copy) });
      return graphs['blocks.Up']?.nodes.conv?.outputs.out;
    });
    expect(shapes).toEqual([
      { type: 'tensor', shape: [8, 8, 64] },
      { type: 'tensor', shape: [16, 16, 32] },
    ]);
  });
});

describe('the way through the levels', () => {
  afterEach(() => useDocumentStore.getState().open(preset('ring'), { forgets: true }));

  it('leads back to the node that was entered, and follows its name', () => {
    const { open, dispatch } = useDocumentStore.getState();
    open(preset('dcgan'), { forgets: true });
    const canvas = useCanvasStore.getState;
    canvas().goAlong({ trail: ['objective'], nodes: [null] });
    canvas().enter('networks.G', 'generator');
    canvas().enter('blocks.Up', 'grow');
    expect(canvas().trail).toEqual(['objective', 'networks.G', 'blocks.Up']);
    dispatch({ type: 'rename-node', graph: 'networks.G', from: 'grow', to: 'stages' });
    expect(canvas().through).toEqual([null, 'generator', 'stages']);
    canvas().goTo(1);
    expect(canvas().selectedNodes).toEqual(['stages']);
    canvas().goTo(0);
    expect(canvas().selectedNodes).toEqual(['generator']);
  });

  it('is found for a block that is shown from elsewhere', () => {
    useDocumentStore.getState().open(preset('dcgan'), { forgets: true });
    useCanvasStore.getState().revealPlace({ graph: 'blocks.Down', node: 'conv' });
    expect(useCanvasStore.getState().trail).toEqual(['objective', 'networks.D', 'blocks.Down']);
    expect(useCanvasStore.getState().selectedNodes).toEqual(['conv']);
  });
});

describe('finding', () => {
  it('finds every node by its id, on its own canvas', () => {
    const document = preset('pix2pix');
    for (const graph of graphIds(document)) {
      for (const node of Object.keys(graphOf(document, graph)?.nodes ?? {})) {
        const places = find(document, node).map(({ where }) => where);
        expect(places).toContainEqual({ type: 'node', graph, node });
      }
    }
  });

  it('finds the readers of a parameter and no others', () => {
    const places = find(preset('dcgan'), '=ngf').map(({ where }) =>
      where.type === 'node' ? `${where.graph}/${where.node}` : where.type,
    );
    expect(places).toEqual(['networks.G/project', 'networks.G/grow']);
    expect(find(preset('dcgan'), '=ng')).toEqual([]);
    const training = find(preset('dcgan'), '=steps').map(({ where }) => where.type);
    expect(training).toEqual(['training', 'training', 'training', 'training']);
  });

  it.each([
    ['a part of an expression', 'ngf * imageSize', 'filters: ngf * imageSize / 8'],
    ['a number', '0.2', 'slope: 0.2'],
    ['words of a note', 'double-click it', '…'],
    ['the label of a network', 'discriminator', 'D'],
    ['a kind', 'batch-norm', 'norm'],
  ])('finds %s', (_, query, text) => {
    expect(find(preset('dcgan'), query).some((found) => found.text.includes(text))).toBe(true);
  });
});

describe('the outline', () => {
  const rows = (document: Document, open: readonly string[], query = '') =>
    outlineRows(document, compile(document).problems, new Set(open), query, {
      ...{ objective: 'Objective', networks: 'Networks', blocks: 'Blocks' },
      ...{ parameters: 'Parameters', kind: (kind: string) => kind },
    });

  it('holds every node once when all is open, each below what it lies in', () => {
    const document = preset('stylegan-growing');
    const all = rows(document, ['networks', 'blocks', 'parameters', ...graphIds(document)]);
    const nodes = all.filter(({ type }) => type === 'node');
    const count = graphIds(document).reduce(
      (sum, id) => sum + Object.keys(graphOf(document, id)?.nodes ?? {}).length,
      0,
    );
    expect(new Set(nodes.map(({ key }) => key)).size).toBe(count);
    for (const [at, { key }] of all.entries()) {
      const before = new Set(all.slice(0, at).map((row) => row.key));
      for (const ancestor of ancestorsOf(key)) expect(before).toContain(ancestor);
    }
  });

  it('shows what matches with the way to it, however it is folded', () => {
    expect(rows(preset('dcgan'), [], 'tanh').map(({ key }) => key)).toEqual([
      'networks',
      'networks.G',
      'networks.G/tanh',
    ]);
  });

  it('is walked by the keys of every tree', () => {
    const all = rows(preset('dcgan'), ['networks', 'networks.G']);
    const at = (key: string) => all.findIndex((row) => row.key === key);
    const press = (key: string, from: string) =>
      rowFor({ key, ctrlKey: false, metaKey: false, altKey: false }, all, at(from))?.key;
    expect(press('ArrowDown', 'networks')).toBe('networks.G');
    expect(press('ArrowRight', 'networks.G')).toBe('networks.G/z');
    expect(press('ArrowLeft', 'networks.G/z')).toBe('networks.G');
    expect(press('t', 'networks.G/z')).toBe('networks.G/toImage');
    expect(press('t', 'networks.G/toImage')).toBe('networks.G/tanh');
    expect(press('End', 'networks')).toBe('parameters');
  });

  it('takes little time for a document of a thousand nodes', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 1000 }, (_, at) => [`n${at}`, { kind: 'relu' }]),
    );
    const document = { ...preset('ring'), networks: { N: { nodes, edges: [] } } };
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      outlineRows(document, [], new Set(['networks', 'networks.N']), 'n99', {
        ...{
          objective: '',
          networks: '',
          blocks: '',
          parameters: '',
          kind: (kind: string) => kind,
        },
      });
      return performance.now() - start;
    });
    // One that was interrupted says nothing.
    expect(Math.min(...times)).toBeLessThan(250);
  });
});
