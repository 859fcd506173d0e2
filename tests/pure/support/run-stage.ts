/** The stores of a page whose worker and storage are played by the test. */
import type { Document } from '../../../graph-schemas/document.ts';
import { plainRun, type RunRecord } from '../../../graph-schemas/run-record.ts';
import type { Program } from '../../../src/compiler/program.ts';
import type { Dataset } from '../../../src/data/dataset.ts';
import { blankDocument } from '../../../src/store/blank-document.ts';
import { createDataStore } from '../../../src/store/data-store.ts';
import type { DocumentNews } from '../../../src/store/document-news.ts';
import { createDocumentStore } from '../../../src/store/document-store.ts';
import { createRunStore } from '../../../src/store/run-store.ts';
import type { BackendChoice, FromWorker, RunNews, ToWorker } from '../../../src/worker/protocol.ts';
import type { PageStorage, RunHistory } from '../../../src/worker/storage-types.ts';

export type Said = RunNews | FromWorker;

export const points: Dataset = {
  type: 'points',
  name: 'mine',
  count: 1,
  dimensions: 2,
  points: new Float32Array(2),
};

export const storedRun: RunRecord = {
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

export function programOf(document: Document): Program | null {
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

export function setUp(history: RunHistory = { rows: [], samples: [], metrics: [] }) {
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
