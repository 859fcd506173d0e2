/** What holds for any document, however broken. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { checkProgram } from '../../src/compiler/check-program.ts';
import { compile } from '../../src/compiler/compile.ts';
import { printProgram } from '../../src/compiler/print.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import { graphIds, graphOf } from '../../src/graph/graph-of.ts';
import { presets } from '../../src/graph/presets.ts';
import { readDocument } from '../../src/graph/read.ts';
import { writeDocument } from '../../src/graph/write.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { sample } from './support/sample.ts';

const originals = [sample(), ...presets.map(({ document }) => document)];
/** Names that every object of JavaScript answers to. */
const inherited = ['toString', 'valueOf', 'hasOwnProperty', 'constructor', '__proto__'];
const kinds = [...catalog.keys(), 'no-such-kind', ...inherited];
const hostile = [-0, 5e-324, 1e308, -1e308, 2 ** 53, 1e7, 65_536, ...inherited].concat(
  ['i', 'zDim ? batchSize : 1e300', 'pow(9, pow(9, 9))', '0 % 0', '-1e-300'],
  ['('.repeat(400), `${'-'.repeat(399)}1`, `${'('.repeat(199)}1${')'.repeat(199)}`],
);
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>('width', 'zDim * 2', '1 / 0', 'nothing + 1', '((', -1, 0, 1.5, 1e308, 7),
  fc.constantFrom<unknown>(...hostile),
  fc.constantFrom<unknown>(...hostile).map((value) => [value, value]),
);

/** One change at random: of a number, a wire, a kind, a name, a parameter of a node. */
const mutation = fc.tuple(
  fc.nat(),
  fc.nat(),
  fc.nat(),
  fc.constantFrom(
    'cut',
    'join',
    'kind',
    'param',
    'remove',
    'value',
    'shape',
    'wire',
    'name',
    'training',
  ),
  fc.constantFrom(...kinds),
  junk,
);

function mutate(
  document: Document,
  mutations: readonly (typeof mutation extends fc.Arbitrary<infer M> ? M : never)[],
) {
  const mutated = structuredClone(document);
  const pick = <T>(list: readonly T[], at: number) => list[at % Math.max(1, list.length)];
  for (const [a, b, c, what, kind, value] of mutations) {
    const graph = graphOf(mutated, pick(graphIds(mutated), a) ?? 'objective');
    const ids = Object.keys(graph?.nodes ?? {});
    const node = graph?.nodes[pick(ids, b) ?? ''];
    const edge = graph && pick(graph.edges, b);
    if (!graph || !node) continue;
    if (what === 'cut') graph.edges = graph.edges.filter((other) => other !== edge);
    if (what === 'join' && edge) edge.to = pick(graph.edges, c)?.to ?? edge.to;
    if (what === 'wire') {
      // Between any two ports there are, so that cycles and doubled inputs come about.
      const [from, to] = [pick(graph.edges, b)?.from, pick(graph.edges, c)?.to];
      if (from && to) graph.edges.push({ from, to });
    }
    if (what === 'name') graph.nodes[pick(inherited.slice(0, 3), c) ?? 'toString'] = node;
    const { training } = mutated;
    const fields = ['batchSize', 'sampleEvery', 'checkpointEvery'] as const;
    const isNumeric = typeof value === 'number' || (typeof value === 'string' && value !== '');
    if (what === 'training' && isNumeric) {
      training[pick(fields, c) ?? 'batchSize'] = value as (typeof training)['batchSize'];
    }
    if (what === 'kind') node.kind = kind;
    if (what === 'remove') delete graph.nodes[pick(ids, b) ?? ''];
    const names = [
      'shape',
      'units',
      'losses',
      'trains',
      'network',
      'block',
      'repeat',
      'inputs',
      'order',
    ];
    const name = pick([...Object.keys(node.params ?? {}), ...names], c) ?? 'shape';
    if (what === 'param') node.params = { ...node.params, [name]: value as never };
    if (what === 'shape') node.params = { ...node.params, shape: [(b % 9) + 1, (c % 9) + 1, 3] };
    const parameter = pick(Object.values(mutated.parameters), b);
    if (what === 'value' && parameter && typeof value === 'number') parameter.value = value;
  }
  return mutated;
}

const documents = fc
  .tuple(fc.constantFrom(...originals), fc.array(mutation, { maxLength: 5 }))
  .map(([document, mutations]) => mutate(document, mutations));

describe('any document', () => {
  it('compiles to a legal program or has an error, and never throws', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { program, problems, summary } = compile(document);
        const hasErrors = problems.some(({ severity }) => severity === 'error');
        expect(program === null).toBe(hasErrors);
        expect(summary === null).toBe(hasErrors);
        for (const { message } of problems) {
          expect(message).not.toMatch(/internal:|undefined|\[object/);
          expect(message.length).toBeLessThan(1000);
        }
        if (!program) return;
        expect(checkProgram(program)).toEqual([]);
        expect(JSON.parse(JSON.stringify(program))).toEqual(program);
        expect(printProgram(program)).toContain(program.name);
      }),
      { numRuns: 300 },
    );
  });

  it('says of every node on every canvas what it knows', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { graphs } = compile(document);
        for (const id of graphIds(document)) {
          const known = Object.keys(graphs[id]?.nodes ?? {});
          const nodes = Object.entries(graphOf(document, id)?.nodes ?? {});
          const strangers = new Set(
            nodes.filter(([, { kind }]) => !catalog.has(kind)).map(([n]) => n),
          );
          for (const name of known) expect(strangers.has(name)).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is the same after it was written and read, where it can be read', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { document: again } = readDocument(writeDocument(document));
        if (again) expect(again).toEqual(JSON.parse(JSON.stringify(document)));
        if (again) expect(writeDocument(again)).toBe(writeDocument(document));
      }),
      { numRuns: 100 },
    );
  });

  it('survives every fix that is offered for its problems', () => {
    fc.assert(
      fc.property(documents, (document) => {
        for (const { fix, code, where } of compile(document).problems) {
          if (!fix) continue;
          const mended = fix.edits.reduce(applyEdit, document);
          expect(mended, `${code} at ${JSON.stringify(where)}`).not.toBe(document);
          compile(mended);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('any text', () => {
  const texts = originals.map((document) => writeDocument(document));
  /** A stretch of a good document, replaced by something else or doubled. */
  const damaged = fc
    .tuple(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.nat({ max: 40 }),
      fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '1e999', '-0', 'null', '\u0000'),
        fc.constantFrom('"__proto__": 1,', '"name": 2,', '{"constructor": {}},'),
      ),
    )
    .map(([text, at, length, by]) => {
      const start = at % text.length;
      return text.slice(0, start) + by + text.slice(start + length);
    });

  it('is a document or has an error, and never throws', () => {
    const any = fc.oneof(damaged, fc.json(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(any, (text) => {
        const { document, problems } = readDocument(text);
        expect(document === null).toBe(problems.length > 0);
        for (const { message } of problems) expect(message).not.toMatch(/undefined|\[object/);
        if (document) compile(document);
      }),
      { numRuns: 400 },
    );
  });
});

describe('renaming', () => {
  /** Everything that has a name gets another one. */
  function renameAll(document: Document): Document {
    let renamed = document;
    const edit = (next: Parameters<typeof applyEdit>[1]) => {
      const before = renamed;
      renamed = applyEdit(renamed, next);
      expect(renamed, JSON.stringify(next)).not.toBe(before);
    };
    for (const id of graphIds(document)) {
      for (const node of Object.keys(graphOf(document, id)?.nodes ?? {})) {
        edit({ type: 'rename-node', graph: id, from: node, to: `node_${node}` });
      }
    }
    for (const name of Object.keys(document.networks)) {
      edit({ type: 'rename-network', from: name, to: `net_${name}` });
    }
    for (const name of Object.keys(document.blocks ?? {})) {
      edit({ type: 'rename-block', from: name, to: `block_${name}` });
    }
    for (const name of Object.keys(document.parameters)) {
      edit({ type: 'rename-parameter', from: name, to: `p_${name}` });
    }
    return renamed;
  }

  it.each(originals.map((document) => [document.name, document] as const))(
    'ids of %s changes nothing in the program but names',
    (_, document) => {
      const before = JSON.stringify(compile(document).program);
      const after = JSON.stringify(compile(renameAll(document)).program);
      expect(after).not.toBe(before);
      expect(after.replace(/node_|net_|block_|p_/g, '')).toBe(before);
    },
  );
});
