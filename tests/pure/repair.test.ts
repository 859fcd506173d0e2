/** Damaged files: what is mended, what is said of it, and that nothing that is offered fails to read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { presets } from '../../src/graph/presets.ts';
import { readDocument } from '../../src/graph/read.ts';
import { repairDocument } from '../../src/graph/repair.ts';
import { writeDocument } from '../../src/graph/write.ts';

const ring = presets.find(({ id }) => id === 'ring')?.document;
const gan = presets.find(({ id }) => id === 'dcgan')?.document;
if (!ring || !gan) throw new Error('the presets are there');
const textOf = (change: (raw: Record<string, never>) => void, source: Document = ring) => {
  const raw = JSON.parse(writeDocument(source));
  change(raw);
  return JSON.stringify(raw, null, 2);
};
const types = (text: string) => repairDocument(text).repairs.map(({ type }) => type);
// biome-ignore lint/suspicious/noExplicitAny: damage is done to whatever stands there.
const damage = (change: (raw: any) => void, source?: Document) => textOf(change as never, source);

describe('a repair', () => {
  it('does nothing to a document that is whole', () => {
    for (const { document } of presets) {
      const { document: again, repairs } = repairDocument(writeDocument(document));
      expect([again, repairs]).toEqual([document, []]);
    }
  });

  it('takes out unknown fields, and says each', () => {
    const text = damage((raw) => {
      raw.author = 'me';
      Object.assign(Object.values<object>(raw.objective.nodes)[0] ?? {}, { colour: 'red' });
    });
    const { document, repairs } = repairDocument(text);
    expect(document).toEqual(ring);
    expect(repairs).toEqual([
      { type: 'unknown', path: 'author' },
      { type: 'unknown', path: `objective.nodes.${Object.keys(ring.objective.nodes)[0]}.colour` },
    ]);
  });

  it('takes out wires that end nowhere, and entries of which nothing can be made', () => {
    const text = damage((raw) => {
      raw.objective.edges.push({ from: 'ghost.out', to: 'nobody.in' }, 'not a wire');
      raw.objective.nodes.broken = 7;
      raw.version = '1';
    });
    const { document, repairs } = repairDocument(text);
    expect(document).toEqual(ring);
    expect(repairs.map(({ type }) => type).sort()).toEqual(['entry', 'entry', 'reset', 'wire']);
  });

  it('renames what is no name, and wires follow', () => {
    const text = damage((raw) => {
      const [first = ''] = Object.keys(ring.objective.nodes);
      const nodes = Object.entries(raw.objective.nodes);
      raw.objective.nodes = Object.fromEntries(
        nodes.map(([id, node]) => [id === first ? 'my node!' : id, node]),
      );
      for (const edge of raw.objective.edges)
        for (const end of ['from', 'to'])
          edge[end] = edge[end].replace(new RegExp(`^${first}\\.`), 'my node!.');
    });
    const { document, repairs } = repairDocument(text);
    expect(repairs).toMatchObject([{ type: 'renamed', from: 'my node!', to: 'my_node_' }]);
    expect(document?.objective.edges).toHaveLength(ring.objective.edges.length);
  });

  it('sets bad values to defaults and leaves what only the Problems panel minds', () => {
    const text = damage((raw) => {
      raw.name = 12;
      raw.training.batchSize = { a: 1 };
      raw.training.epochs = 3;
      raw.objective.nodes.strange = { kind: 'does-not-exist', params: { n: -4 } };
      raw.references = 'none';
    });
    const { document, repairs } = repairDocument(text);
    expect(document).toMatchObject({ name: 'Untitled', training: { batchSize: 64 } });
    expect(document?.objective.nodes.strange).toEqual({
      kind: 'does-not-exist',
      params: { n: -4 },
    });
    expect(repairs.map((repair) => 'path' in repair && repair.path).sort()).toEqual([
      'name',
      'references',
      'training.batchSize',
      'training.epochs',
    ]);
  });

  it('mends text that is nearly JSON, and names the place', () => {
    const whole = writeDocument(ring);
    expect(types(whole.replace(/\n\}\n$/, ',\n}\n'))).toEqual(['text']);
    expect(repairDocument(`// mine\n${whole}`).repairs).toEqual([
      { type: 'text', what: 'comment', line: 1, column: 1 },
    ]);
    expect(repairDocument(`${whole}trailing`).document).toEqual(ring);
    expect(types(whole.replace('"version": 1', '"version": 1, "name": "twice"'))).toEqual([
      'doubled',
    ]);
    const cut = repairDocument(whole.slice(0, whole.length - 300));
    expect(cut.repairs[0]).toMatchObject({ type: 'text', what: 'cut' });
    expect(cut.document?.networks).toEqual(ring.networks);
  });

  it('refuses what is none of ours with a sentence', () => {
    for (const text of [
      '',
      'hello',
      '[]',
      '{"nodes":[],"links":[]}',
      '{"last_node_id":9}',
      '\u0000\u0001PK',
    ])
      expect(repairDocument(text)).toMatchObject({ document: null, repairs: [] });
    const newer = repairDocument(damage((raw) => Object.assign(raw, { version: 99 })));
    expect(newer.document).toBeNull();
    expect(newer.problems[0]?.message).toContain('newer');
  });
});

describe('whatever is done to a file', () => {
  const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, -1, 1e300, '', '../..', 'x'.repeat(300), [], {}),
  );
  const hit = fc.record({
    place: fc.nat(),
    way: fc.constantFrom('set', 'drop', 'add', 'rename'),
    value: junk,
  });

  /** Objects of a document with the keys that can be damaged. */
  function damaged(
    source: Document,
    hits: readonly { place: number; way: string; value: unknown }[],
  ) {
    const raw: unknown = JSON.parse(writeDocument(source));
    for (const { place, way, value } of hits) {
      const places: [Record<string, unknown>, string][] = [];
      const walk = (at: unknown) => {
        if (typeof at !== 'object' || at === null) return;
        for (const [key, inner] of Object.entries(at)) {
          places.push([at as Record<string, unknown>, key]);
          walk(inner);
        }
      };
      walk(raw);
      const [holder, key] = places[place % places.length] ?? [];
      if (!holder || key === undefined) continue;
      if (way === 'set') holder[key] = value;
      else if (way === 'drop') delete holder[key];
      else if (way === 'add') holder[`${key} 2`] = value;
      else {
        holder[`${key}!`] = holder[key];
        delete holder[key];
      }
    }
    return JSON.stringify(raw);
  }

  const check = (text: string) => {
    const { document, problems, repairs } = repairDocument(text);
    if (!document) {
      expect(problems.length).toBeGreaterThan(0);
      return;
    }
    expect(readDocument(writeDocument(document))).toEqual({ document, problems: [] });
    // What reads already needs no repair but for loose wires; what does not is never called whole.
    const read = readDocument(text).document;
    if (!read) expect(repairs.length).toBeGreaterThan(0);
    else if (repairs.length === 0) expect(document).toEqual(read);
  };

  it('in its data, a repaired document reads, or it is said why there is none', () => {
    fc.assert(
      fc.property(fc.array(hit, { minLength: 1, maxLength: 6 }), (hits) => {
        check(damaged(gan, hits));
      }),
      { numRuns: 120 },
    );
  });

  it('in its text, too', () => {
    const whole = writeDocument(ring);
    const cut = fc.record({
      at: fc.nat(whole.length),
      count: fc.nat(40),
      put: fc.oneof(
        fc.constantFrom('', ',', '}', '{', '"', '//', 'NaN'),
        fc.string({ maxLength: 5 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        check(
          cuts.reduce(
            (text, { at, count, put }) => text.slice(0, at) + put + text.slice(at + count),
            whole,
          ),
        );
      }),
      { numRuns: 300 },
    );
  });
});
