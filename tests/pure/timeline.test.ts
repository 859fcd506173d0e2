/** Undo that survives a reload: what is written of a step, and what comes back of it, whole or damaged. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import type { Edit } from '../../src/graph/edit-types.ts';
import { applyPatch, diff } from '../../src/graph/patch.ts';
import { presets } from '../../src/graph/presets.ts';
import { readJson } from '../../src/graph/read.ts';
import { isSameData } from '../../src/graph/same-document.ts';
import { advanceTimeline, readTimeline, type Timeline } from '../../src/store/timeline.ts';
import { advance, amend, historyOf, redo, undo } from '../../src/store/undo-history.ts';
import type { StepRecord } from '../../src/worker/document-records.ts';

const largest = presets.find(({ id }) => id === 'stylegan-growing')?.document;
if (!largest) throw new Error('the largest preset is there');
const text = (value: unknown) => JSON.stringify(value);

/** Storage of one document, as a save leaves it. */
function shelf() {
  let written: Timeline | null = null;
  let steps: readonly StepRecord[] = [];
  let shown = { text: '', step: 0 };
  let bytes = 0;
  return {
    save(history: ReturnType<typeof historyOf>) {
      const { next, put, step, last } = advanceTimeline('d', written, history);
      const replaced = new Set(put.map((record) => record.step));
      steps = steps
        .filter((each) => each.step > next.first && each.step <= last && !replaced.has(each.step))
        .concat(put);
      bytes = put.reduce((sum, { back, forth }) => sum + back.length + forth.length, 0);
      written = next;
      shown = { text: text(history.document), step };
    },
    load(damage: (steps: readonly StepRecord[]) => readonly StepRecord[] = (same) => same) {
      const { document } = readJson(JSON.parse(shown.text));
      if (!document) throw new Error('the document reads');
      return readTimeline(document, shown.step, damage(steps));
    },
    bytes: () => bytes,
    count: () => steps.length,
  };
}

const nodesOf = (document: Document) => Object.keys(document.objective.nodes);

/** Edits of every sort, at random places of a document. */
const randomEdit = (document: Document): fc.Arbitrary<Edit> =>
  fc.oneof(
    fc
      .record({ id: fc.constantFrom(...nodesOf(document)), x: fc.integer({ min: 0, max: 999 }) })
      .map(({ id, x }): Edit => ({ type: 'move-nodes', graph: 'objective', to: { [id]: [x, x] } })),
    fc
      .constantFrom(...nodesOf(document))
      .map((id): Edit => ({ type: 'remove-nodes', graph: 'objective', ids: [id] })),
    fc
      .record({ from: fc.constantFrom(...nodesOf(document)), n: fc.integer({ min: 0, max: 99 }) })
      .map(({ from, n }): Edit => ({ type: 'rename-node', graph: 'objective', from, to: `n${n}` })),
    fc
      .constantFrom(...Object.keys(document.networks))
      .map((from): Edit => ({ type: 'rename-network', from, to: `${from}x` })),
    fc
      .constantFrom(...Object.keys(document.profiles ?? { none: 0 }))
      .map((name): Edit => ({ type: 'apply-profile', name })),
    fc.string({ maxLength: 20 }).map((description): Edit => ({ type: 'set-about', description })),
  );

describe('a patch', () => {
  it('leads from any data to any other, with the order of names', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const patch = JSON.parse(text(diff(before, after)));
        expect(text(applyPatch(before, patch))).toBe(text(after));
      }),
    );
  });

  it('of an edit is small where the edit is, and shares what stays', () => {
    const id = nodesOf(largest)[3] ?? '';
    const moved = applyEdit(largest, {
      type: 'move-nodes',
      graph: 'objective',
      to: { [id]: [5, 5] },
    });
    const patch = diff(largest, moved);
    expect(text(patch).length).toBeLessThan(250);
    const again = applyPatch(largest, patch) as Document;
    expect(again.networks).toBe(largest.networks);
    expect(isSameData(again, moved)).toBe(true);
  });
});

describe('the timeline', () => {
  it('brings back exactly what undo and redo led to, whatever was done between two saves', () => {
    const act = fc.constantFrom('edit', 'edit', 'edit', 'amend', 'undo', 'redo', 'save');
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), fc.integer(), (acts, seed) => {
        const stored = shelf();
        let history = historyOf(largest);
        for (const [at, each] of acts.entries()) {
          const [edit] = fc.sample(randomEdit(history.document), { numRuns: 1, seed: seed + at });
          if (!edit) continue;
          const next = applyEdit(history.document, edit);
          if (each === 'edit' && next !== history.document) history = advance(history, next);
          else if (each === 'amend' && history.past.length > 0) history = amend(history, next);
          else if (each === 'undo') history = undo(history);
          else if (each === 'redo') history = redo(history);
          else stored.save(history);
        }
        stored.save(history);
        const { history: again, isDamaged } = stored.load();
        expect(isDamaged).toBe(false);
        for (const part of ['past', 'future'] as const) {
          expect(again[part].length).toBe(history[part].length);
          again[part].forEach((version, at) => {
            expect(readJson(version).document).toEqual(history[part][at]);
          });
        }
        expect(again.document).toEqual(history.document);
      }),
      { numRuns: 40 },
    );
  });

  it('writes a step once, drops what is beyond 200, and goes on after a reload', () => {
    const stored = shelf();
    let history = historyOf(largest);
    const edit = (n: number) => {
      history = advance(history, applyEdit(history.document, { type: 'set-about', name: `${n}` }));
    };
    for (let n = 0; n < 250; n++) {
      edit(n);
      stored.save(history);
      expect(stored.bytes()).toBeLessThan(600);
    }
    expect(stored.count()).toBe(200);
    const again = stored.load();
    expect(again.history.past).toHaveLength(200);
    history = again.history;
    edit(999);
    const change = advanceTimeline('d', again.timeline, history);
    expect(change.put).toHaveLength(1);
  });

  it('keeps what hangs together where a step is damaged, and the document always', () => {
    const stored = shelf();
    let history = historyOf(largest);
    for (let n = 0; n < 10; n++)
      history = advance(history, applyEdit(history.document, { type: 'set-about', name: `${n}` }));
    stored.save(history);
    const hurt = stored.load((steps) =>
      steps.map((step, at) =>
        at === 5 ? { ...step, back: step.back.replace('name', 'nome') } : step,
      ),
    );
    expect(hurt.isDamaged).toBe(true);
    expect(hurt.history.document.name).toBe('9');
    expect(hurt.history.past.map(({ name }) => name)).toEqual(['5', '6', '7', '8']);
    const gone = stored.load(() => []);
    expect(gone.history.past).toEqual([]);
  });
});
