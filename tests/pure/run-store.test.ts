/** The run as the page holds it: what it sends to the worker, and what it shows of the answers. */
import { describe, expect, it } from 'vitest';
import { plainRun } from '../../graph-schemas/run-record.ts';
import { blankDocument } from '../../src/store/blank-document.ts';
import { setUp, storedRun } from './support/run-stage.ts';

describe('the run store', () => {
  it('opens the compiled document with its built-in data and trains', () => {
    const { get, sent, runs } = setUp();
    get().train();
    expect(sent.map(({ type }) => type)).toEqual(['open', 'train']);
    expect(sent[0]).toMatchObject({
      backend: 'auto',
      resume: false,
      bindings: { data: { type: 'builtin', name: 'rings' } },
    });
    expect(get().state.type).toBe('preparing');
    expect([...runs.values()][0]).toMatchObject({ name: 'first', step: 0, end: 'none' });
  });

  it('says in words why a document with errors does not train', () => {
    const { get, sent, documents } = setUp();
    documents.getState().dispatch({ type: 'set-about', name: 'broken' });
    get().train();
    expect(sent).toEqual([]);
    expect(get().notices[0]?.message).toContain('Problems');
  });

  it('takes in everything that came between two frames at once', () => {
    const { store, hear, nextFrame, losses, training, frames } = setUp();
    training();
    let changes = 0;
    store.subscribe(() => {
      changes += 1;
    });
    for (let step = 1; step <= 50; step++) hear(losses(step));
    expect(frames).toHaveLength(1);
    nextFrame();
    expect(changes).toBe(1);
    expect(store.getState().series.length).toBe(50);
    expect(store.getState().progress).toMatchObject({ step: 50, totalSteps: 100, secondsLeft: 5 });
  });

  it('does not touch the state object for a tick', () => {
    const { get, hear, nextFrame, losses, training } = setUp();
    training();
    const { state, sheets } = get();
    hear(losses(1));
    nextFrame();
    expect(get().state).toBe(state);
    expect(get().sheets).toBe(sheets);
  });

  it('does not mix in what the run before was still saying', () => {
    const { get, hear, nextFrame, opened, losses, training } = setUp();
    training();
    hear({ type: 'phase', phase: 'finished', step: 100 });
    nextFrame();
    get().train();
    hear(losses(99), { type: 'phase', phase: 'closed', step: 100 });
    nextFrame();
    expect(get().series.length).toBe(0);
    expect(get().state.type).toBe('preparing');
    hear(opened(), losses(1));
    nextFrame();
    expect(get().series.length).toBe(1);
  });

  it('knows when the document has become another experiment, and when it is the same again', () => {
    const { get, documents, training } = setUp();
    training();
    expect(get().isStale).toBe(false);
    documents.getState().dispatch({ type: 'set-about', name: 'second' });
    expect(get().isStale).toBe(true);
    expect(get().run?.name).toBe('first');
    documents.getState().undo();
    expect(get().isStale).toBe(false);
  });

  it('shows a stored run as paused, and resumes it at its checkpoint', async () => {
    const rows = [1, 2, 3].map((step) => ({ step, values: [step, step] }));
    const run = setUp({
      rows,
      samples: [],
      metrics: [{ view: 'm', title: 'M', step: 2, values: { modes: 8 } }],
    });
    await run.get().restore(storedRun);
    expect(run.get().state).toEqual({ type: 'paused', runId: 'stored', step: 3, isOpen: false });
    expect(run.get().progress).toMatchObject({ step: 3, totalSteps: 100, savedStep: 3 });
    expect(run.get().series.lastStep).toBe(3);
    expect(run.get().metrics.m?.rows).toEqual([{ step: 2, values: { modes: 8 } }]);
    expect(run.get().isStale).toBe(false);
    run.get().resume();
    await run.settled();
    expect(run.sent[0]).toMatchObject({ type: 'open', runId: 'stored', resume: true });
    expect(run.sent[1]).toEqual({ type: 'train', runId: expect.any(String) });
    run.hear(run.opened(3), run.losses(4));
    run.nextFrame();
    expect(run.get().series.length).toBe(4);
  });

  it('shows a run that was brought along in place of the one that trains, which is ended and no longer heard', async () => {
    const run = setUp();
    run.training();
    run.hear(run.losses(1, 2));
    run.nextFrame();
    const document = { ...blankDocument, name: 'first' };
    const { program } = run.documents.getState().compileNow();
    if (!program) throw new Error('the document compiles');
    await run.get().adopt(
      {
        ...plainRun,
        id: 'brought',
        name: 'first',
        document,
        bindings: { data: { type: 'builtin', name: 'rings' } },
        backend: 'auto',
        step: 7,
        totalSteps: 0,
        losses: [],
        end: 'none',
        createdAt: 0,
        updatedAt: 0,
      },
      program,
    );
    expect(run.sent.at(-1)).toEqual({ type: 'close', runId: expect.any(String) });
    expect(run.get().state).toEqual({ type: 'paused', runId: 'brought', step: 7, isOpen: false });
    expect(run.get().isStale).toBe(false);
    run.hear(run.losses(3), { type: 'phase', phase: 'closed', step: 3 });
    run.nextFrame();
    expect(run.get().series.length).toBe(0);
    expect(run.get().state).toMatchObject({ type: 'paused', runId: 'brought' });
    run.get().resume();
    await run.settled();
    expect(run.sent.at(-2)).toMatchObject({ type: 'open', runId: 'brought', resume: true });
    expect(run.sent.at(-1)).toEqual({ type: 'train', runId: expect.any(String) });
  });

  it('resumes a paused run without opening it again, unless another backend was chosen', async () => {
    const { get, sent, hear, nextFrame, training, settled } = setUp();
    training();
    get().pause();
    hear({ type: 'phase', phase: 'paused', step: 5 });
    nextFrame();
    get().resume();
    expect(sent.slice(2).map(({ type }) => type)).toEqual(['pause', 'train']);
    get().pause();
    hear({ type: 'phase', phase: 'paused', step: 7 });
    nextFrame();
    get().setBackend('wasm');
    get().resume();
    await settled();
    expect(sent.slice(5)).toMatchObject([
      { type: 'open', backend: 'wasm', resume: true },
      { type: 'train', runId: expect.any(String) },
    ]);
  });

  it('goes back in its curves when the worker went back to a checkpoint', () => {
    const { get, hear, nextFrame, opened, losses, training } = setUp();
    training();
    hear(losses(1, 2, 3, 4, 5), {
      type: 'trouble',
      code: 'device-lost',
      message: 'The GPU went away.',
      isFatal: false,
    });
    hear(opened(2), { type: 'phase', phase: 'training', step: 2 });
    nextFrame();
    expect(get().series.lastStep).toBe(2);
    expect(get().notices).toMatchObject([{ code: 'device-lost' }]);
    get().dismissNotice(get().notices[0]?.id ?? 0);
    expect(get().notices).toEqual([]);
  });

  it('remembers in storage how a run ended and what its losses are called', async () => {
    const { hear, nextFrame, runs, training, settled } = setUp();
    training();
    hear({ type: 'phase', phase: 'finished', step: 100 });
    nextFrame();
    await settled();
    expect([...runs.values()][0]).toMatchObject({
      end: 'finished',
      losses: ['d', 'g'],
      totalSteps: 100,
    });
  });

  it('stops a run that no worker holds without starting one', () => {
    const { get, sent, training, hear, nextFrame } = setUp();
    training();
    hear({ type: 'trouble', code: 'internal', message: 'Crashed.', isFatal: true });
    nextFrame();
    expect(get().state).toMatchObject({ type: 'failed', message: 'Crashed.' });
    get().stop();
    expect(sent.map(({ type }) => type)).not.toContain('close');
  });
});
