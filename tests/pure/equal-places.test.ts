/** Places that equal a block: all are found, none that differs, and a use in place of each leaves the program as it was. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, Document as DocumentSchema } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import type { Edit } from '../../src/graph/edit-types.ts';
import { equalPlaces } from '../../src/graph/equal-places.ts';
import { graphIds, graphOf } from '../../src/graph/graph-of.ts';
import { groupIntoBlock } from '../../src/graph/group-into-block.ts';
import { numberCandidates } from '../../src/graph/group-numbers.ts';
import { refusalToGroup } from '../../src/graph/group-refusal.ts';
import { nodesOfRole } from '../../src/graph/ports.ts';
import { presets } from '../../src/graph/presets.ts';
import type { GraphId } from '../../src/graph/problem.ts';
import { ungroup } from '../../src/graph/ungroup.ts';
import { editsInstead } from '../../src/graph/use-instead.ts';
import { usedBlock } from '../../src/graph/uses.ts';
import { computation } from './support/same-program.ts';

const run = (document: Document, edits: readonly Edit[]) => edits.reduce(applyEdit, document);
const preset = (id: string): Document => {
  const found = presets.find((one) => one.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  return found.document;
};

/** All uses of blocks on a canvas replaced by their layers. */
function flat(document: Document, graph: GraphId): Document {
  const nodes = graphOf(document, graph)?.nodes ?? {};
  const use = Object.keys(nodes).find((id) => {
    const node = nodes[id];
    return node && usedBlock(node) !== null;
  });
  const done = use === undefined ? null : ungroup(document, graph, use);
  if (done && !done.ok) throw new Error(JSON.stringify(done.refusal));
  return done ? flat(run(document, done.edits), graph) : document;
}

function flatAll(document: Document): Document {
  return graphIds(document).reduce(
    (all, graph) => (graph.startsWith('networks.') ? flat(all, graph) : all),
    document,
  );
}

function layersOf(document: Document, graph: GraphId): readonly string[] {
  const canvas = graphOf(document, graph);
  const ends = new Set(
    canvas ? [...nodesOfRole(canvas, 'input'), ...nodesOfRole(canvas, 'output')] : [],
  );
  return Object.keys(canvas?.nodes ?? {}).filter((id) => !ends.has(id));
}

/** The widths of layers become parameters, or whatever number is asked for. */
function grouped(
  document: Document,
  graph: GraphId,
  ids: readonly string[],
  isParameter = (key: string) => key.startsWith('filters '),
) {
  const chosen = numberCandidates(document, graph, ids).filter(({ key }) => isParameter(key));
  const parameters = Object.fromEntries(chosen.map(({ key, name }) => [key, name]));
  const facts = compile(document).graphs[graph];
  const done = groupIntoBlock(document, graph, ids, { name: 'Part', parameters, facts });
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return run(document, done.edits);
}

const whatever = () => true;

const usesOn = (document: Document, graph: GraphId) =>
  Object.values(graphOf(document, graph)?.nodes ?? {}).filter((node) => usedBlock(node) === 'Part');

/** The last nodes of a canvas that are of these kinds in a row. */
function chain(document: Document, graph: GraphId, kinds: readonly string[]): string[] {
  const nodes = Object.entries(graphOf(document, graph)?.nodes ?? {});
  const at = nodes.findLastIndex((_, start) =>
    kinds.every((kind, step) => nodes[start + step]?.[1].kind === kind),
  );
  return nodes.slice(at, at + kinds.length).map(([id]) => id);
}

const UP = ['conv2d-transpose', 'batch-norm', 'relu'];
const DOWN = ['conv2d', 'batch-norm', 'leaky-relu'];
const REFLECTING = [
  'pad',
  'conv2d',
  'instance-norm',
  'relu',
  'pad',
  'conv2d',
  'instance-norm',
  'add',
];
const RESIDUAL = ['conv2d', 'batch-norm', 'prelu', 'conv2d', 'batch-norm', 'add'];

const cases = [
  { id: 'dcgan', graph: 'networks.G', kinds: UP, others: 1 },
  { id: 'dcgan', graph: 'networks.D', kinds: DOWN, others: 1 },
  { id: 'cyclegan', graph: 'networks.AtoB', kinds: REFLECTING, others: 2 },
  { id: 'srgan', graph: 'networks.G', kinds: RESIDUAL, others: 3 },
  { id: 'srgan', graph: 'networks.D', kinds: DOWN, others: 3 },
] as const;

describe('places that equal a block', () => {
  it.each(cases)(
    'are all found in $graph of $id, and become uses',
    ({ id, graph, kinds, others }) => {
      const document = flat(preset(id), graph);
      const before = computation(document);
      const one = grouped(document, graph, chain(document, graph, kinds));
      const places = equalPlaces(one, 'Part').filter((place) => place.graph === graph);
      expect(places).toHaveLength(others);
      const after = run(one, editsInstead(one, 'Part', equalPlaces(one, 'Part')));
      expect(DocumentSchema.safeParse(after).error).toBeUndefined();
      expect(usesOn(after, graph)).toHaveLength(others + 1);
      expect(equalPlaces(after, 'Part')).toEqual([]);
      expect(computation(after)).toEqual(before);
    },
  );

  it('leave the program as it was, whatever is grouped in whatever preset', () => {
    const flattened = new Map(presets.map(({ id }) => [id, flatAll(preset(id))]));
    const before = new Map([...flattened].map(([id, document]) => [id, computation(document)]));
    let found = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...flattened.keys()),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (id, graphAt, start, length, isAny) => {
          const document = flattened.get(id) ?? preset(id);
          const graphs = graphIds(document).filter((graph) => graph !== 'objective');
          const graph = graphs[graphAt % graphs.length] ?? 'objective';
          const layers = layersOf(document, graph);
          const ids = layers.slice(start % layers.length).slice(0, length);
          if (refusalToGroup(document, graph, ids)) return;
          const one = grouped(document, graph, ids, isAny ? whatever : () => false);
          const places = equalPlaces(one, 'Part');
          found += places.length;
          const after = run(one, editsInstead(one, 'Part', places));
          expect(DocumentSchema.safeParse(after).error).toBeUndefined();
          expect(equalPlaces(after, 'Part')).toEqual([]);
          expect(computation(after)).toEqual(before.get(id));
        },
      ),
      { numRuns: 40 },
    );
    expect(found).toBeGreaterThan(10);
  });

  it('differ in nothing but ids, places, titles and what a use may set', () => {
    const chainOf = (n: string, params: object = {}) => ({
      [`conv${n}`]: { kind: 'conv2d', params: { filters: 8, ...params } },
      [`act${n}`]: { kind: 'leaky-relu', params: { slope: 0.2 }, title: `Leaky ${n}` },
    });
    const wired = (n: string, from: string) => [
      { from: `${from}.out`, to: `conv${n}.in` },
      { from: `conv${n}.out`, to: `act${n}.in` },
    ];
    const document = DocumentSchema.parse({
      format: 'ganvas.graph',
      version: 1,
      name: 'Chains',
      parameters: { ngf: { value: 8 } },
      networks: {
        N: {
          nodes: {
            in: { kind: 'input', params: { shape: [8, 8, 3] } },
            ...chainOf('A'),
            ...chainOf('B', { filters: 16 }),
            ...chainOf('Kernel', { kernel: 5 }),
            ...chainOf('Said', { bias: true, filters: 'ngf * 2' }),
            ...chainOf('Read'),
            sum: { kind: 'add' },
            out: { kind: 'output' },
          },
          edges: [
            ...wired('A', 'in'),
            ...wired('B', 'actA'),
            ...wired('Kernel', 'actB'),
            ...wired('Said', 'actKernel'),
            ...wired('Read', 'actSaid'),
            // Read between the two: the block would have no port for it.
            { from: 'convRead.out', to: 'sum.in0' },
            { from: 'actRead.out', to: 'sum.in1' },
            { from: 'sum.out', to: 'out.in' },
          ],
        },
      },
      objective: { nodes: {}, edges: [] },
      training: { batchSize: 1, steps: 1, seed: 1 },
    });
    const one = grouped(document, 'networks.N', ['convA', 'actA']);
    expect(
      equalPlaces(one, 'Part').map(({ nodes, values }) => [[...nodes.values()], values]),
    ).toEqual([
      [['convB', 'actB'], { filters: 16 }],
      [['convSaid', 'actSaid'], { filters: 'ngf * 2' }],
    ]);
    const fixed = grouped(document, 'networks.N', ['convA', 'actA'], () => false);
    expect(equalPlaces(fixed, 'Part')).toEqual([]);
  });
});
