/** Runs of several documents, of which the worker holds one. */
import { describe, expect, it } from 'vitest';
import { blankDocument } from '../../src/store/blank-document.ts';
import { historyOf } from '../../src/store/undo-history.ts';
import { setUp, storedRun } from './support/run-stage.ts';

describe('runs of several documents', () => {
  const other = { ...blankDocument, name: 'second' };
  const show = (run: ReturnType<typeof setUp>, id: string) =>
    run.documents.getState().swap({
      ...{ id, history: historyOf(other), saved: other, compilation: null },
    });

  it('go on behind the document on show, which has none of what they say', () => {
    const run = setUp();
    run.training();
    const { documentId } = run.get();
    const first = show(run, 'second');
    expect(run.get()).toMatchObject({ run: null, state: { type: 'idle' } });
    run.hear(run.losses(1, 2));
    run.nextFrame();
    expect(run.get().series.length).toBe(0);
    expect(run.get().elsewhere).toEqual({ documentId, type: 'training', step: 2 });
    run.documents.getState().swap(first);
    expect(run.get()).toMatchObject({ state: { type: 'training' }, elsewhere: null });
    expect(run.get().series.length).toBe(2);
  });

  it('make room for one another: the first is paused, said, and resumed from its checkpoint', async () => {
    const run = setUp();
    run.training();
    run.hear(run.losses(1, 2, 3));
    run.nextFrame();
    const first = show(run, 'second');
    run.get().train();
    expect(run.told).toEqual([{ type: 'displaced', name: 'first', step: 3 }]);
    run.hear(run.losses(99), run.opened(), run.losses(1));
    run.nextFrame();
    expect(run.get().series.length).toBe(1);
    run.documents.getState().swap(first);
    expect(run.get().state).toMatchObject({ type: 'paused', step: 3, isOpen: false });
    expect(run.get().elsewhere).toMatchObject({ documentId: 'second', step: 1 });
    expect(run.get().series.length).toBe(3);
    run.get().resume();
    await run.settled();
    expect(run.sent.at(-2)).toMatchObject({ type: 'open', resume: true });
  });

  it('stop at once where the worker has not heard of them, and let no other train unseen', async () => {
    const run = setUp();
    run.training();
    run.hear({ type: 'phase', phase: 'paused', step: 3 });
    run.nextFrame();
    const first = show(run, 'second');
    run.get().train();
    run.hear(run.opened(), { type: 'phase', phase: 'training', step: 0 });
    run.nextFrame();
    run.documents.getState().swap(first);
    run.get().resume();
    expect(run.sent.at(-1)).toEqual({ type: 'pause', runId: expect.any(String) });
    expect(run.get().state.type).toBe('preparing');
    run.get().stop();
    await run.settled();
    expect(run.get().state.type).toBe('stopped');
    expect(run.sent.at(-1)).toEqual({ type: 'pause', runId: expect.any(String) });
  });

  it('whose weights are gone say so with the name, keep their curves, and begin anew only when asked to', async () => {
    const rows = [1, 2, 3].map((step) => ({ step, values: [step, step] }));
    const run = setUp({ rows, samples: [], metrics: [] });
    run.hasWeights.now = false;
    await run.get().restore(storedRun);
    expect(run.get().state).toEqual({ type: 'weightless', runId: 'stored' });
    expect(run.get().progress).toMatchObject({ step: 3, savedStep: null });
    expect(run.get().series.lastStep).toBe(3);
    expect(run.told).toEqual([{ type: 'weights-gone', name: 'first', step: 3 }]);
    run.get().resume();
    await run.settled();
    expect(run.sent).toEqual([]);
    run.get().train();
    expect(run.sent[0]).toMatchObject({ type: 'open', resume: false });
    expect(run.sent[0]).toMatchObject({ runId: run.get().run?.id });
    expect(run.get().run?.id).not.toBe('stored');
  });

  it('whose weights are gone say so once, not at every visit', async () => {
    const run = setUp();
    run.hasWeights.now = false;
    run.runs.set('stored', storedRun);
    await run.get().restore(storedRun);
    expect(run.runs.get('stored')?.weights).toBe('gone');
    const later = setUp();
    later.hasWeights.now = false;
    await later.get().restore({ ...storedRun, weights: 'gone' });
    expect(later.get().state.type).toBe('weightless');
    expect(later.told).toEqual([]);
  });

  it('of closed documents are looked for when these are opened again, and by the worker at the last moment', async () => {
    const run = setUp();
    run.training();
    run.hear(run.losses(1, 2), { type: 'phase', phase: 'paused', step: 2 });
    run.hear({ type: 'saved', step: 2, bytes: 1, isKept: true });
    run.nextFrame();
    const first = show(run, 'second');
    run.get().train();
    run.hear(run.opened(), { type: 'phase', phase: 'paused', step: 0 });
    run.nextFrame();
    run.documents.getState().swap(first);
    await run.settled();
    expect(run.get().state).toMatchObject({ type: 'paused', step: 2 });
    run.get().resume();
    await run.settled();
    expect(run.sent.at(-2)).toMatchObject({ type: 'open', resume: true, from: 2 });
    const runId = run.get().run?.id ?? '';
    const gone = { type: 'trouble', code: 'weights-gone', message: 'gone', isFatal: true } as const;
    run.hear({ type: 'progress', runId, stage: 'backend', done: 0, total: 1 }, gone);
    run.nextFrame();
    expect(run.get().state).toEqual({ type: 'weightless', runId });
    expect(run.get().notices).toEqual([]);
    expect(run.get().series.length).toBe(2);
    expect(run.told.at(-1)).toEqual({ type: 'weights-gone', name: 'first', step: 2 });
    const again = setUp();
    again.training();
    again.hear(again.losses(1), { type: 'phase', phase: 'paused', step: 1 });
    again.hear({ type: 'saved', step: 1, bytes: 1, isKept: true });
    again.nextFrame();
    const held = show(again, 'second');
    again.get().train();
    again.hasWeights.now = false;
    again.documents.getState().swap(held);
    await again.settled();
    expect(again.get().state.type).toBe('weightless');
  });

  it('pause when their document is closed, and end when it is forgotten', () => {
    const run = setUp();
    run.training();
    run.hear(run.losses(1));
    run.nextFrame();
    const { documentId } = run.get();
    show(run, 'second');
    expect(run.get().leave(documentId)).toBe(1);
    expect(run.sent.at(-1)).toEqual({ type: 'pause', runId: expect.any(String) });
    run.hear({ type: 'phase', phase: 'paused', step: 2 });
    run.nextFrame();
    expect(run.get().elsewhere).toBeNull();
    run.get().forget(documentId);
    expect(run.sent.at(-1)).toEqual({ type: 'close', runId: expect.any(String) });
  });
});
