/** Wires between levels: every port that is offered takes the wire, and what was whole before is whole after. */
import { describe, expect, it } from 'vitest';
import { type Document, Document as DocumentSchema } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import type { Edit } from '../../src/graph/edit-types.ts';
import { graphIds, graphOf } from '../../src/graph/graph-of.ts';
import type { Start } from '../../src/graph/lead-out.ts';
import { presets } from '../../src/graph/presets.ts';
import type { GraphId } from '../../src/graph/problem.ts';
import { throughOf } from '../../src/graph/through.ts';
import { wayTo } from '../../src/graph/uses.ts';
import { waysIn } from '../../src/graph/ways-in.ts';
import { waysOut } from '../../src/graph/ways-out.ts';

const run = (document: Document, edits: readonly Edit[]) => edits.reduce(applyEdit, document);
/** Of the wires themselves: what comes after them may want another shape, and says so. */
const ofWires = (document: Document) =>
  compile(document).problems.filter(({ code }) =>
    /^(edge\.unknown|graph\.cycle|input\.doubled|block\.)/.test(code),
  );

function* starts(document: Document, side: 'input' | 'output'): Generator<Start> {
  for (const graph of graphIds(document)) {
    if (graph === 'objective') continue;
    const way = wayTo(document, graph);
    const through = throughOf(document, way);
    const facts = compile(document, through ? { through } : {}).graphs[graph];
    for (const [node, { ports }] of Object.entries(facts?.nodes ?? {})) {
      const all = side === 'output' ? ports.outputs : ports.inputs;
      for (const port of all) {
        const type = 'gives' in port ? port.gives : port.accepts;
        yield { way, fixed: { node, port: port.name, side }, type };
      }
    }
  }
}

describe('a wire led out of a level', () => {
  it.each(presets.filter(({ id }) => /^(ring|dcgan|cgan|bigan|srgan|stylegan)$/.test(id)))(
    'of $id meets whatever it is offered on the levels above',
    ({ document }) => {
      const facts = compile(document).graphs;
      let routes = 0;
      for (const start of starts(document, 'output')) {
        for (let level = 0; level < start.way.trail.length - 1; level += 1) {
          const out = waysOut({ document, facts }, start, level);
          if (!out.ok) {
            expect(['chained', 'stays']).toContain(out.refusal.type);
            continue;
          }
          // The last is the likeliest to be wrong: far off, taken, or grown.
          const route = out.routes.at(routes % out.routes.length || -1);
          if (!route) continue;
          routes += 1;
          const after = run(document, route.edits);
          expect(DocumentSchema.safeParse(after).error).toBeUndefined();
          const { edges = [] } = graphOf(after, route.graph) ?? {};
          const wire = edges.find(({ to }) => to === `${route.node}.${route.port}`);
          expect(wire?.from.split('.')[0]).toBe(out.lead);
          expect(ofWires(after)).toEqual([]);
        }
      }
      expect(routes).toBeGreaterThan(2);
    },
    30_000,
  );

  it('leaves by the port that it has already, and by one new port at each level', () => {
    const { document } = presets.find(({ id }) => id === 'dcgan') ?? { document: null };
    if (!document) throw new Error('there should be dcgan');
    const facts = compile(document).graphs;
    const lead = (graph: GraphId, node: string) => {
      const fixed = { node, port: 'out', side: 'output' } as const;
      const start: Start = { way: wayTo(document, graph), fixed, type: 'tensor' };
      return waysOut({ document, facts }, start, 0);
    };
    const last = lead('networks.G', 'tanh');
    expect(last).toMatchObject({ ok: true, edits: [], lead: 'generator' });
    const inner = lead('networks.G', 'relu');
    expect(inner.ok && inner.edits.map(({ type }) => type)).toEqual(['add-node', 'connect']);
    // Its copies are chained.
    expect(lead('blocks.Up', 'norm')).toMatchObject({ ok: false, refusal: { type: 'chained' } });
  });

  it('brings to an input inside what a level above gives, in the shape that it has', () => {
    const { document } = presets.find(({ id }) => id === 'dcgan') ?? { document: null };
    if (!document) throw new Error('there should be dcgan');
    const loose = run(document, [
      { type: 'add-node', graph: 'networks.G', id: 'mix', node: { kind: 'add' } },
    ]);
    const facts = compile(loose).graphs;
    const fixed = { node: 'mix', port: 'in0', side: 'input' } as const;
    const start: Start = { way: wayTo(loose, 'networks.G'), fixed, type: 'tensor' };
    const out = waysOut({ document: loose, facts }, start, 0);
    const routes = out.ok ? out.routes : [];
    const noise = routes.find(({ node }) => node === 'noise');
    // What the generator makes cannot feed it.
    expect(routes.some(({ node }) => node === 'generator')).toBe(false);
    const after = run(loose, noise?.edits ?? []);
    expect(after.networks.G?.nodes.mixIn).toMatchObject({
      kind: 'input',
      params: document.objective.nodes.noise?.params?.shape
        ? { shape: document.objective.nodes.noise.params.shape }
        : {},
    });
    expect(after.objective.edges).toContainEqual({ from: 'noise.out', to: 'generator.mixIn' });
    expect(after.networks.G?.edges).toContainEqual({ from: 'mixIn.out', to: 'mix.in0' });
  });
});

describe('a wire led into a node', () => {
  it.each(presets.filter(({ id }) => /^(acgan|bigan|srgan)$/.test(id)))(
    'of $id meets what waits inside, and lets out what nothing let out',
    ({ document }) => {
      const facts = compile(document).graphs;
      let routes = 0;
      for (const [id, { ports }] of Object.entries(facts.objective?.nodes ?? {})) {
        for (const { name } of ports.inputs) {
          for (const use of Object.keys(document.objective.nodes)) {
            const fixed = { node: id, port: name, side: 'input' } as const;
            const [route] = waysIn({ document, facts }, 'objective', fixed, use);
            if (!route) continue;
            routes += 1;
            const after = run(document, route.edits);
            expect(DocumentSchema.safeParse(after).error).toBeUndefined();
            const wire = after.objective.edges.find(({ to }) => to === `${id}.${name}`);
            expect(wire?.from.split('.')[0]).toBe(use);
            expect(ofWires(after)).toEqual([]);
          }
        }
      }
      expect(routes).toBeGreaterThan(1);
    },
    30_000,
  );

  it('enters each input that waits, by an input of the same shape', () => {
    const { document } = presets.find(({ id }) => id === 'dcgan') ?? { document: null };
    if (!document) throw new Error('there should be dcgan');
    const loose = run(document, [
      { type: 'add-node', graph: 'networks.D', id: 'mix', node: { kind: 'add' } },
    ]);
    const facts = compile(loose).graphs;
    const fixed = { node: 'noise', port: 'out', side: 'output' } as const;
    const routes = waysIn({ document: loose, facts }, 'objective', fixed, 'judgeReal');
    expect(routes.map(({ node, port }) => `${node}.${port}`)).toEqual(['mix.in0', 'mix.in1']);
    const after = run(loose, routes[0]?.edits ?? []);
    expect(after.objective.edges).toContainEqual({ from: 'noise.out', to: 'judgeReal.noise' });
    expect(after.networks.D?.edges).toContainEqual({ from: 'noise.out', to: 'mix.in0' });
  });
});
