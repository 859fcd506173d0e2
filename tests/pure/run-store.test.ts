/** The run as the page holds it: what it sends to the worker, and what it shows of the answers. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { plainRun, type RunRecord } from '../../graph-schemas/run-record.ts';
import type { Program } from '../../src/compiler/program.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { blankDocument } from '../../src/store/blank-document.ts';
import { createDataStore } from '../../src/store/data-store.ts';
import type { DocumentNews } from '../../src/store/document-news.ts';
import { createDocumentStore } from '../../src/store/document-store.ts';
import { createRunStore } from '../../src/store/run-store.ts';
import { historyOf } from '../../src/store/undo-history.ts';
import type { BackendChoice, FromWorker, RunNews, ToWorker } from '../../src/worker/protocol.ts';
import type { PageStorage, RunHistory } from '../../src/worker/storage-types.ts';

type Said = RunNews | FromWorker;

const points: Dataset = {
  type: 'points',
  name: 'mine',
  count: 1,
  dimensions: 2,
  points: new Float32Array(2),
};

const storedRun: RunRecord = {
  ...plainRun,
  id: 'stored',
  name: 'first',
  document: { ...blankDocument, name: 'first' },
  bindings: { data: { type: 'builtin', name: 'rings' } },
  backend: 'auto',
  step: 3,
  totalSteps: 100,
  losses: ['d', 'g'],
  end: 'none',
  createdAt: 0,
  updatedAt: 0,
};

function programOf(document: Document): Program | null {
  if (document.name === 'broken') return null;
  return {
    name: document.name,
    seed: 1,
    batchSize: 8,
    length: { type: 'steps', steps: 100 },
    sampleEvery: 0,
    measureEvery: 0,
    checkpointEvery: 0,
    networks: [],
    sources: [
      {
        node: 'data',
        kind: 'dataset',
        params: {},
        batchSize: 8,
        fresh: 'iteration',
        outputs: [],
        feed: {
          builtin: 'rings',
          select: 'all',
          factor: 4,
          transform: { type: 'points', dimensions: 2 },
          withLabels: false,
          classes: 0,
        },
      },
    ],
    iteration: [],
    views: [],
    stages: [],
  };
}

function setUp(history: RunHistory = { rows: [], samples: [], metrics: [] }) {
  const sent: ToWorker[] = [];
  const listeners = new Set<(message: FromWorker) => void>();
  const runs = new Map<string, RunRecord>();
  const datasets = new Map<string, Dataset>();
  const frames: (() => void)[] = [];
  const told: DocumentNews[] = [];
  const hasWeights = { now: true };
  let backend: BackendChoice = 'auto';
  const storage: PageStorage = {
    async putRun(record) {
      runs.set(record.id, record);
    },
    hasCheckpoint: async () => hasWeights.now,
    async changeRun(id, change) {
      const run = runs.get(id);
      if (run) runs.set(id, { ...run, ...change });
    },
    latestRun: async () => [...runs.values()].at(-1) ?? null,
    historyOf: async () => history,
    async bindDataset(_document, _nodes, { binding, dataset }) {
      datasets.set(binding.datasetId, dataset);
    },
    loadDataset: async (id) => datasets.get(id) ?? null,
    putBinding: async () => {},
    loadBindings: async () => ({}),
    loadReport: async () => null,
  };
  const client = {
    send: (message: ToWorker) => void sent.push(message),
    subscribe(listener: (message: FromWorker) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {},
  };
  const documents = createDocumentStore(
    {
      applyEdit: (document, edit) =>
        edit.type === 'set-about' ? { ...document, name: edit.name ?? '' } : document,
      compile: (document) => ({
        problems: [],
        graphs: {},
        program: programOf(document),
        summary: null,
      }),
    },
    { ...blankDocument, name: 'first' },
  );
  const data = createDataStore(client, storage);
  const store = createRunStore({
    client,
    storage,
    documents,
    data,
    backend: {
      get: () => backend,
      set(choice) {
        backend = choice;
      },
    },
    schedule: (flush) => void frames.push(flush),
    tell: (news) => void told.push(news),
  });
  /** The run that the worker opened last speaks, where no other is named. */
  const speaker = () => sent.findLast((message) => message.type === 'open')?.runId ?? '';
  function hear(...messages: readonly Said[]): void {
    for (const said of messages) {
      const message = 'runId' in said ? said : ({ runId: speaker(), ...said } as FromWorker);
      for (const listener of listeners) listener(message);
    }
  }
  const nextFrame = () => {
    for (const flush of frames.splice(0)) flush();
  };
  const opened = (step = 0): FromWorker => ({
    type: 'opened',
    runId: store.getState().run?.id ?? '',
    step,
    totalSteps: 100,
    backend: 'wasm',
    device: 'SIMD',
    reason: 'There is no WebGPU.',
    losses: ['d', 'g'],
  });
  const losses = (...steps: readonly number[]): RunNews => ({
    type: 'losses',
    rows: steps.map((step) => ({ step, values: [step, step] })),
    imagesPerSecond: 80,
    msPerStep: 100,
    tensors: 7,
  });
  const get = () => store.getState();
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const training = () => {
    get().train();
    hear(opened(), { type: 'phase', phase: 'training', step: 0 });
    nextFrame();
  };
  return {
    ...{ sent, runs, documents, data, store, hear, nextFrame, opened, losses, get },
    settled,
    training,
    frames,
    told,
    hasWeights,
  };
}

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

describe('the data store', () => {
  const file = { path: 'points.bin', file: new File(['x'], 'points.bin') };

  it('trains on dropped files once the worker has decoded them', async () => {
    const { get, data, hear, sent, settled } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    expect(data.getState().busy.data).toMatchObject({ text: 'Reading points.bin …', total: 0 });
    hear({ type: 'decoded', requestId: 1, result: { dataset: points } });
    expect(await bound).toBe(true);
    expect(data.getState().busy).toEqual({});
    get().train();
    expect(sent.at(-2)).toMatchObject({ bindings: { data: { type: 'dataset', dataset: points } } });
    await settled();
    expect(await data.getState().previewOf('data', 'rings')).toBe(points);
  });

  it('begins no run before the data is there, and says what it waits for', async () => {
    const { get, data, hear, sent } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    get().train();
    expect(sent.map(({ type }) => type)).not.toContain('open');
    expect(get().notices.at(-1)?.message).toContain('the data of "data" is still being read');
    hear({ type: 'decoded', requestId: 1, result: { dataset: points } });
    await bound;
    get().train();
    expect(sent.at(-2)).toMatchObject({ bindings: { data: { type: 'dataset', dataset: points } } });
  });

  it('shows the sentence about files that cannot be used, and trains on the built-in data', async () => {
    const { get, data, hear, sent } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    hear({ type: 'decoded', requestId: 1, result: { message: 'The file is empty.' } });
    expect(await bound).toBe(false);
    expect(data.getState().errors.data).toBe('The file is empty.');
    get().train();
    expect(sent.at(-2)).toMatchObject({ bindings: { data: { type: 'builtin', name: 'rings' } } });
  });

  it('does not give pictures to a node that wants points', async () => {
    const { get, data, hear, sent } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    const pictures: Dataset = {
      type: 'images',
      name: 'digits',
      count: 1,
      height: 1,
      width: 1,
      channels: 1,
      pixels: new Uint8Array(1),
    };
    hear({ type: 'decoded', requestId: 1, result: { dataset: pictures } });
    await bound;
    get().train();
    expect(sent.at(-2)).toMatchObject({ bindings: { data: { type: 'builtin', name: 'rings' } } });
  });

  it('keeps data bound to a node that is renamed', async () => {
    const { data, hear } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    hear({ type: 'decoded', requestId: 1, result: { dataset: points } });
    await bound;
    const node = { kind: 'dataset' };
    const before = { ...blankDocument, objective: { nodes: { data: node }, edges: [] } };
    const after = { ...blankDocument, objective: { nodes: { photos: node }, edges: [] } };
    data.getState().follow(before, after);
    expect(data.getState().bindings).toMatchObject({ photos: { dataset: points } });
    expect(data.getState().bindings.data).toBeUndefined();
  });

  it('does not wait for ever for a worker that is gone', async () => {
    const { data, hear } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    hear({
      ...{ type: 'trouble', code: 'internal', message: 'Crashed.', isFatal: true },
      runId: undefined,
    });
    expect(await bound).toBe(false);
    expect(data.getState().errors.data).toContain('once more');
  });
});

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
