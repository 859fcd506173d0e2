/** Grouping and ungrouping: whatever is grouped, the program stays the same; what cannot be is told by its reason. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, Document as DocumentSchema } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import type { Edit } from '../../src/graph/edit-types.ts';
import { graphIds, graphOf } from '../../src/graph/graph-of.ts';
import { groupIntoBlock } from '../../src/graph/group-into-block.ts';
import { numberCandidates } from '../../src/graph/group-numbers.ts';
import { refusalToGroup } from '../../src/graph/group-refusal.ts';
import { makeUnique } from '../../src/graph/own-copy.ts';
import { nodesOfRole } from '../../src/graph/ports.ts';
import { presets } from '../../src/graph/presets.ts';
import type { GraphId } from '../../src/graph/problem.ts';
import { ungroup } from '../../src/graph/ungroup.ts';
import { usedBlock, usesOf, waysTo } from '../../src/graph/uses.ts';
import { computation } from './support/same-program.ts';

const run = (document: Document, edits: readonly Edit[]) => edits.reduce(applyEdit, document);
const preset = (id: string): Document => {
  const found = presets.find((one) => one.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  return found.document;
};
const before = new Map(presets.map(({ id, document }) => [id, computation(document)]));

/** A canvas of a preset, nodes of it, and with them whatever lies between them. */
function selectionOf(document: Document, graph: GraphId, bits: readonly boolean[]) {
  const canvas = graphOf(document, graph);
  if (!canvas) return [];
  const ends = new Set([...nodesOfRole(canvas, 'input'), ...nodesOfRole(canvas, 'output')]);
  const layers = Object.keys(canvas.nodes).filter((id) => !ends.has(id));
  const ids = layers.filter((_, at) => bits[at % bits.length]);
  const refusal = refusalToGroup(document, graph, ids);
  return refusal?.type === 'between' ? [...ids, ...refusal.ids] : ids;
}

interface Selection {
  readonly id: string;
  readonly document: Document;
  readonly graph: GraphId;
  readonly ids: readonly string[];
  readonly chosen: readonly boolean[];
}

const anySelection = fc
  .record({
    preset: fc.constantFrom(...presets),
    at: fc.nat(),
    bits: fc.array(fc.boolean(), { minLength: 3, maxLength: 24 }),
    chosen: fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
  })
  .map(({ preset: { id, document }, at, bits, chosen }): Selection => {
    const graphs = graphIds(document).filter((graph) => graph !== 'objective');
    const graph = graphs[at % graphs.length] ?? 'objective';
    return { id, document, graph, ids: selectionOf(document, graph, bits), chosen };
  })
  .filter(({ document, graph, ids }) => refusalToGroup(document, graph, ids) === null);

describe('grouping', () => {
  it('leaves the program as it was, and ungrouping leads back to it', () => {
    fc.assert(
      fc.property(anySelection, ({ id, document, graph, ids, chosen }) => {
        const candidates = numberCandidates(document, graph, ids);
        const parameters = Object.fromEntries(
          candidates
            .filter((_, at) => chosen[at % chosen.length])
            .map(({ key, name }) => [key, name]),
        );
        const facts = compile(document).graphs[graph];
        const grouped = groupIntoBlock(document, graph, ids, {
          name: 'Grouped',
          parameters,
          facts,
        });
        if (!grouped.ok) throw new Error(JSON.stringify(grouped.refusal));
        const after = run(document, grouped.edits);
        expect(DocumentSchema.safeParse(after).error).toBeUndefined();
        expect(Object.keys(after.blocks?.Grouped?.nodes ?? {})).toEqual(
          expect.arrayContaining([...ids]),
        );
        expect(computation(after)).toEqual(before.get(id));
        const back = ungroup(after, graph, grouped.use);
        if (!back.ok) throw new Error(JSON.stringify(back.refusal));
        expect(back.removed).toBe('Grouped');
        const again = run(after, back.edits);
        expect(computation(again)).toEqual(before.get(id));
        const places = (of: Document) =>
          Object.fromEntries(
            Object.entries(graphOf(of, graph)?.nodes ?? {}).map(([name, { at }]) => [name, at]),
          );
        for (const [name, at] of Object.entries(places(document))) {
          const [x = 0, y = 0] = places(again)[name] ?? [];
          expect(Math.hypot(x - (at?.[0] ?? 0), y - (at?.[1] ?? 0))).toBeLessThan(2);
        }
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  it('ungroups every use of every block of the presets without changing what is computed', () => {
    let count = 0;
    for (const { id, document } of presets) {
      for (const graph of graphIds(document)) {
        for (const [node, written] of Object.entries(graphOf(document, graph)?.nodes ?? {})) {
          if (usedBlock(written) === null) continue;
          const ungrouped = ungroup(document, graph, node);
          // How many copies there are depends on where the block around is used.
          if (!ungrouped.ok && ungrouped.refusal.type === 'repeat') continue;
          if (!ungrouped.ok) throw new Error(`${id} ${node}: ${JSON.stringify(ungrouped.refusal)}`);
          const after = run(document, ungrouped.edits);
          expect(DocumentSchema.safeParse(after).error).toBeUndefined();
          expect(computation(after), `${id} ${graph} ${node}`).toEqual(before.get(id));
          count += 1;
        }
      }
    }
    expect(count).toBeGreaterThan(20);
  }, 60_000);

  it('gives one port to each output outside, and one to each inner output that is read outside', () => {
    const document = preset('pix2pix');
    const canvas = graphOf(document, 'networks.G');
    const uses = Object.entries(canvas?.nodes ?? {}).filter(([, node]) => usedBlock(node) !== null);
    const ids = uses.slice(0, 2).map(([id]) => id);
    const grouped = groupIntoBlock(document, 'networks.G', ids, { name: 'Two' });
    if (!grouped.ok) throw new Error(JSON.stringify(grouped.refusal));
    const block = run(document, grouped.edits).blocks?.Two;
    if (!block) throw new Error('no block');
    const crossing = (ends: 'from' | 'to') =>
      new Set(
        (canvas?.edges ?? []).flatMap(({ from, to }) => {
          const isIn = (ref: string) => ids.includes(ref.split('.')[0] ?? '');
          const crosses = ends === 'from' ? !isIn(from) && isIn(to) : isIn(from) && !isIn(to);
          return crosses ? [from] : [];
        }),
      );
    expect(nodesOfRole(block, 'input')).toHaveLength(crossing('from').size);
    expect(nodesOfRole(block, 'output')).toHaveLength(crossing('to').size);
  });

  it('offers equal numbers, and writes the chosen ones as a parameter', () => {
    const chain: Document = {
      ...preset('dcgan'),
      networks: {
        ...preset('dcgan').networks,
        N: {
          nodes: {
            in: { kind: 'input', params: { shape: [8, 8, 3] } },
            a: { kind: 'conv2d', params: { filters: 64, kernel: 3 } },
            b: { kind: 'conv2d', params: { filters: 64, kernel: 3 } },
            c: { kind: 'conv2d', params: { filters: 64, kernel: 5 } },
            out: { kind: 'output' },
          },
          edges: [
            { from: 'in.out', to: 'a.in' },
            { from: 'a.out', to: 'b.in' },
            { from: 'b.out', to: 'c.in' },
            { from: 'c.out', to: 'out.in' },
          ],
        },
      },
    };
    const candidates = numberCandidates(chain, 'networks.N', ['a', 'b', 'c']);
    expect(
      candidates.map(({ name, written, ids, isLikely }) => [name, written, ids.length, isLikely]),
    ).toEqual([
      ['filters', 64, 3, true],
      ['kernel', 3, 2, false],
    ]);
    const grouped = groupIntoBlock(chain, 'networks.N', ['a', 'b', 'c'], {
      name: 'Three',
      parameters: { [candidates[0]?.key ?? '']: 'width' },
    });
    if (!grouped.ok) throw new Error(JSON.stringify(grouped.refusal));
    const { blocks } = run(chain, grouped.edits);
    expect(blocks?.Three?.parameters?.width).toMatchObject({ value: 64, integer: true });
    expect(blocks?.Three?.nodes.c?.params).toEqual({ filters: 'width', kernel: 5 });
  });

  it.each<[string, GraphId, string[], string]>([
    ['an input among them', 'networks.G', ['z', 'pixel'], 'ends'],
    ['a gap between them', 'networks.G', ['pixel', 'norm'], 'between'],
    ['a canvas without layers', 'objective', ['generator'], 'objective'],
    ['nothing', 'networks.G', ['gone'], 'nothing'],
  ])('refuses %s', (_, graph, ids, type) => {
    const grouped = groupIntoBlock(preset('dcgan'), graph, ids, { name: 'B' });
    expect(grouped.ok ? null : grouped.refusal.type).toBe(type);
  });

  it('refuses names that are taken, that are no names, and that the layers read', () => {
    const group = (name: string, parameters: Record<string, string> = {}) => {
      const grouped = groupIntoBlock(preset('dcgan'), 'networks.D', ['first', 'leaky'], {
        name,
        parameters,
      });
      return grouped.ok ? null : grouped.refusal;
    };
    expect(group('Up')).toEqual({ type: 'name', name: 'Up', isTaken: true });
    expect(group('two words')).toMatchObject({ type: 'name', isTaken: false });
    const [filters] = numberCandidates(preset('dcgan'), 'networks.D', ['first']);
    expect(group('Fine', { [filters?.key ?? '']: 'min' })?.type).toBe('parameter-name');
    expect(group('Fine', { [filters?.key ?? '']: 'width' })).toBeNull();
  });
});

describe('ungrouping', () => {
  it('puts the layers where they cover no other card, and takes the points of wires along', () => {
    const bent = run(preset('dcgan'), [
      {
        type: 'set-via',
        graph: 'blocks.Up',
        edge: { from: 'norm.out', to: 'relu.in' },
        via: [[300, 400]],
      },
    ]);
    const ungrouped = ungroup(bent, 'networks.G', 'grow');
    if (!ungrouped.ok) throw new Error(JSON.stringify(ungrouped.refusal));
    const { nodes, edges } = run(bent, ungrouped.edits).networks.G ?? { nodes: {}, edges: [] };
    const places = Object.values(nodes).flatMap(({ at }) => (at ? [at] : []));
    const covers = places.filter(([x, y], at) =>
      places.some(([a, b], other) => other < at && Math.abs(a - x) < 196 && Math.abs(b - y) < 60),
    );
    expect(covers).toEqual([]);
    const [first] = edges.filter(({ via }) => via);
    const [x, y] = nodes['relu-2']?.at ?? [0, 0];
    const [inX, inY] = bent.blocks?.Up?.nodes.relu?.at ?? [0, 0];
    expect(first?.via).toEqual([[x + 300 - inX, y + 400 - inY]]);
  });

  it('refuses more copies than a person could look at', () => {
    const [use] = usesOf(preset('cyclegan'), 'blocks.Residual');
    if (!use) throw new Error('no use');
    const params = { repeat: 500 };
    const edit: Edit = { type: 'set-params', graph: use.graph, id: use.node, params };
    const refused = ungroup(run(preset('cyclegan'), [edit]), use.graph, use.node);
    expect(refused.ok ? null : refused.refusal.type).toBe('too-many');
  });
});

describe('a use of its own', () => {
  it('changes alone, and a network of its own is trained as the other is', () => {
    const document = preset('dcgan');
    const unique = makeUnique(document, 'objective', 'judgeFake');
    const after = run(document, unique?.edits ?? []);
    expect(after.networks.D2).toBe(document.networks.D);
    expect(usesOf(after, 'networks.D2').map(({ how }) => how)).toEqual(['stands', 'trains']);
    expect(usesOf(after, 'networks.D').some(({ node }) => node === 'judgeFake')).toBe(false);
  });
});

describe('ways into a block', () => {
  it('lead through every network and block that use it', () => {
    const ways = waysTo(preset('stylegan'), 'blocks.Styled');
    expect(ways.length).toBeGreaterThan(1);
    for (const { trail, nodes } of ways) {
      expect(trail[0]).toBe('objective');
      expect(trail.at(-1)).toBe('blocks.Styled');
      expect(nodes).toHaveLength(trail.length);
    }
  });
});
