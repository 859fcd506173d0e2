/** Data on its way to dataset nodes: one drop for several, progress, cancelling, and what does not fit. */
import { describe, expect, it } from 'vitest';
import type { StoredBinding } from '../../graph-schemas/run-record.ts';
import type { Program } from '../../src/compiler/program.ts';
import type { Dataset, ImageDataset } from '../../src/data/dataset.ts';
import type { ImportReport } from '../../src/data/files/import-types.ts';
import type { Feed } from '../../src/nodes/specs.ts';
import { blankDocument } from '../../src/store/blank-document.ts';
import { labelTrouble } from '../../src/store/data-fit.ts';
import { createDataStore } from '../../src/store/data-store.ts';
import type { FromWorker, ToWorker } from '../../src/worker/protocol.ts';
import type { PageStorage } from '../../src/worker/storage-types.ts';

const feed = (select: Feed['select'], side = 64, fit: 'crop' | 'pad' = 'crop'): Feed => ({
  builtin: 'outlines',
  select,
  factor: 4,
  transform: {
    type: 'image',
    height: side,
    width: side,
    channels: 3,
    range: 'symmetric',
    fit,
    isFlipped: false,
  },
  withLabels: false,
  classes: 0,
});

const plain: ImageDataset = {
  type: 'images',
  name: 'mine',
  count: 2,
  height: 1,
  width: 1,
  channels: 3,
  pixels: new Uint8Array(6),
};
const domains: ImageDataset = {
  ...plain,
  arrangement: { type: 'domains', a: { start: 0, end: 1 }, b: { start: 1, end: 2 } },
};
const report: ImportReport = {
  isFitted: true,
  heldBack: 0,
  skippedCount: 0,
  skipped: [],
  notes: [],
};
const files = [
  { path: 'set/trainA/1.png', file: new File(['x'], '1.png') },
  { path: 'set/trainB/2.png', file: new File(['y'], '2.png') },
];

function setUp() {
  const sent: ToWorker[] = [];
  const stored = new Map<string, Dataset>();
  const bound = new Map<string, StoredBinding>();
  const reports = new Map<string, ImportReport>();
  let isFull = false;
  const fill = () => {
    isFull = true;
  };
  let hear = (_message: FromWorker): void => {};
  const none = async () => {};
  const storage: PageStorage = {
    putRun: none,
    hasCheckpoint: async () => true,
    changeRun: none,
    latestRun: async () => null,
    historyOf: async () => ({ rows: [], samples: [], metrics: [] }),
    async bindDataset(_document, nodes, { binding, dataset, report }) {
      if (isFull) throw new Error('no room');
      stored.set(binding.datasetId, dataset);
      for (const node of nodes) bound.set(node, binding);
      if (report) for (const node of nodes) reports.set(node, report);
    },
    loadDataset: async (id) => stored.get(id) ?? null,
    async putBinding(_document, node, binding, report) {
      if (binding) bound.set(node, binding);
      else bound.delete(node);
      if (report) reports.set(node, report);
    },
    loadBindings: async () => Object.fromEntries(bound),
    loadReport: async (_document, node) => reports.get(node) ?? null,
  };
  const store = createDataStore(
    {
      send: (message) => void sent.push(message),
      subscribe(listener) {
        hear = listener;
        return () => {};
      },
      dispose() {},
    },
    storage,
  );
  const answer = (requestId: number, dataset: Dataset) =>
    hear({ type: 'decoded', requestId, result: { dataset, report } });
  /** The store of a page that is opened on what this one has kept. */
  const reload = () =>
    createDataStore({ send() {}, subscribe: () => () => {}, dispose() {} }, storage).getState;
  return {
    get: store.getState,
    reload,
    fill,
    sent,
    stored,
    bound,
    answer,
    hear: (m: FromWorker) => hear(m),
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('files on their way', () => {
  const targets = [
    { node: 'left', feed: feed('a') },
    { node: 'right', feed: feed('a', 32) },
  ];
  const nodesOf = (names: Readonly<Record<string, object>>) => ({
    ...blankDocument,
    objective: { nodes: names as typeof blankDocument.objective.nodes, edges: [] },
  });

  it('reach the document that they were dropped on, whichever is on show by then', async () => {
    const { get, sent, answer } = setUp();
    const done = get().bindFiles(targets, files);
    await settled();
    get().show('other');
    answer(1, domains);
    await settled();
    answer(2, domains);
    await done;
    expect(sent.filter(({ type }) => type === 'decode')).toHaveLength(2);
    expect(get()).toMatchObject({ documentId: 'other', bindings: {}, busy: {} });
    get().show('');
    expect(Object.keys(get().bindings)).toEqual(['left', 'right']);
  });

  it('follow a node that is renamed meanwhile, and a document that goes on under another id', async () => {
    const { get, bound, answer } = setUp();
    const node = { kind: 'dataset' };
    const done = get().bindFiles(targets.slice(0, 1), files);
    await settled();
    // As a version out of storage, which shares no object with the one before.
    get().follow(nodesOf({ left: node }), nodesOf({ mine: { ...node } }));
    get().move('', 'copy');
    get().show('copy');
    answer(1, domains);
    await done;
    await settled();
    expect(Object.keys(get().bindings)).toEqual(['mine']);
    expect([...bound.keys()]).toEqual(['mine']);
  });

  it('that come back from an earlier visit follow a renaming, too, and are kept under the new name', async () => {
    const { get, bound, answer, reload } = setUp();
    const done = get().bindFiles(targets.slice(0, 1), files);
    await settled();
    answer(1, domains);
    await done;
    const later = reload();
    const back = later().restore();
    await Promise.resolve();
    await Promise.resolve();
    expect(Object.keys(later().busy)).toEqual(['left']);
    const node = { kind: 'dataset' };
    later().follow(nodesOf({ left: node }), nodesOf({ mine: node }));
    await back;
    expect(Object.keys(later().bindings)).toEqual(['mine']);
    expect([...bound.keys()]).toEqual(['mine']);
  });

  it('are not taken up by a document that was closed for good', async () => {
    const { get, bound, answer } = setUp();
    const done = get().bindFiles(targets.slice(0, 1), files);
    await settled();
    get().show('other');
    get().forget('');
    answer(1, domains);
    expect(await done).toBe(false);
    get().show('');
    expect(get().bindings).toEqual({});
    expect(bound.size).toBe(0);
  });
});

describe('files for several nodes', () => {
  it('are read once where all want the same form, and kept once', async () => {
    const { get, sent, stored, bound, answer } = setUp();
    const targets = [
      { node: 'left', feed: feed('a') },
      { node: 'right', feed: feed('b') },
    ];
    const binding = get().bindFiles(targets, files);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      type: 'decode',
      request: { files, wanted: { height: 64, fit: 'crop' }, wantsPairs: true, pairs: 'auto' },
    });
    answer(1, domains);
    expect(await binding).toBe(true);
    await settled();
    expect(get().bindings).toMatchObject({
      left: { dataset: domains, fileNames: ['set'] },
      right: { dataset: domains, fileNames: ['set'] },
    });
    expect(stored.size).toBe(1);
    expect([...bound.keys()]).toEqual(['left', 'right']);
  });

  it('are bound again after a reload, with what became of them', async () => {
    const { get, reload, hear } = setUp();
    const binding = get().bindFiles([{ node: 'data', feed: feed('all') }], files);
    const told = { ...report, skippedCount: 1, skipped: ['"a.png" is empty.'] };
    hear({ type: 'decoded', requestId: 1, result: { dataset: plain, report: told } });
    await binding;
    await settled();
    const again = reload();
    const restored = again().restore();
    await Promise.resolve();
    expect(again().busy.data?.text).toBe('Bringing back mine …');
    await restored;
    expect(again().bindings.data).toMatchObject({ dataset: plain, report: told });
    expect(again().busy).toEqual({});
  });

  it('are missed aloud where the browser has lost them', async () => {
    const { get, reload, stored, bound, answer } = setUp();
    const binding = get().bindFiles([{ node: 'data', feed: feed('all') }], files);
    answer(1, plain);
    await binding;
    await settled();
    stored.clear();
    const again = reload();
    await again().restore();
    expect([again().bindings, again().busy]).toEqual([{}, {}]);
    expect(again().errors.data).toMatch(/"mine" is no longer in this browser.*Drop set again/);
    expect(bound.size).toBe(0);
  });

  it('are waited for by every node at once, and by the others after one was cancelled', async () => {
    const { get, reload, answer } = setUp();
    for (const [i, node] of ['first', 'second'].entries()) {
      const binding = get().bindFiles([{ node, feed: feed('all') }], files);
      answer(i + 1, plain);
      await binding;
    }
    await settled();
    const again = reload();
    const restored = again().restore();
    await Promise.resolve();
    expect(Object.keys(again().busy)).toEqual(['first', 'second']);
    again().busy.first?.cancel();
    expect(Object.keys(again().busy)).toEqual(['second']);
    await restored;
    expect(Object.keys(again().bindings)).toEqual(['second']);
    expect(again().busy).toEqual({});
  });

  it('give way to newer data of the same node, whatever has become of the old', async () => {
    const { get, reload, stored, bound, answer } = setUp();
    const before = get().bindFiles([{ node: 'data', feed: feed('all') }], files);
    answer(1, plain);
    await before;
    await settled();
    stored.clear();
    const again = reload();
    const restored = again().restore();
    await Promise.resolve();
    again().bindBuiltin('data', 'seasons');
    await restored;
    await settled();
    expect(again().bindings.data).toEqual({ type: 'builtin', name: 'seasons' });
    expect([again().errors, again().busy]).toEqual([{}, {}]);
    expect(bound.get('data')).toMatchObject({ type: 'builtin' });
  });

  it('do not come between files that are being read for the same node', async () => {
    const { get, reload, answer } = setUp();
    const target = [{ node: 'data', feed: feed('all') }];
    const before = get().bindFiles(target, files);
    answer(1, plain);
    await before;
    await settled();
    const again = reload();
    const restored = again().restore();
    await Promise.resolve();
    void again().bindFiles(target, files);
    await restored;
    expect(again().busy.data?.text).toMatch(/^Reading/);
    expect(again().bindings).toEqual({});
  });

  it('leave what was kept before where there is no room for them', async () => {
    const { get, reload, fill, answer } = setUp();
    const target = [{ node: 'data', feed: feed('all') }];
    const first = get().bindFiles(target, files);
    answer(1, plain);
    await first;
    await settled();
    fill();
    const second = get().bindFiles(target, files);
    answer(2, { ...plain, name: 'larger' });
    expect(await second).toBe(true);
    await settled();
    expect(get().bindings.data?.name).toBe('larger');
    expect(get().errors.data).toBe('no room');
    const again = reload();
    await again().restore();
    expect(again().bindings.data).toMatchObject({ dataset: plain });
  });

  it('go to those that they fit alone', async () => {
    const { get, answer } = setUp();
    const targets = [
      { node: 'all', feed: feed('all') },
      { node: 'right', feed: feed('b') },
    ];
    const binding = get().bindFiles(targets, files);
    answer(1, plain);
    expect(await binding).toBe(true);
    expect(Object.keys(get().bindings)).toEqual(['all']);
    expect(get().errors).toEqual({});
  });

  it('that fit none are refused with the reason', async () => {
    const { get, answer } = setUp();
    const targets = [
      { node: 'left', feed: feed('a') },
      { node: 'pairs', feed: feed('pairs') },
    ];
    const binding = get().bindFiles(targets, files);
    answer(1, plain);
    expect(await binding).toBe(false);
    expect(get().errors.left).toMatch(/takes domain A, and the data holds one set of images/);
    expect(get().bindings).toEqual({});
  });
});

describe('labels', () => {
  const labelled = (classes: number): Feed => ({ ...feed('all'), withLabels: true, classes });

  it('that a node gives and the data lacks are told before training stops at them', () => {
    expect(labelTrouble(plain, feed('all'))).toBeNull();
    expect(labelTrouble(plain, labelled(10))).toMatch(/gives labels, and the data has none/);
    const data = { ...plain, labels: Uint8Array.of(0, 11) };
    expect(labelTrouble(data, labelled(12))).toBeNull();
    expect(labelTrouble(data, labelled(10))).toMatch(/10 classes, and the data 12. Set .* to 12/);
  });
});

describe('files on their way', () => {
  const target = [{ node: 'data', feed: feed('all') }];

  it('show how many images are done, and can be given up without an error', async () => {
    const { get, sent, hear } = setUp();
    const binding = get().bindFiles(target, files);
    expect(get().busy.data).toMatchObject({ text: 'Reading set …', done: 0, total: 0 });
    hear({ type: 'decoding', requestId: 1, done: 30, total: 90 });
    expect(get().busy.data).toMatchObject({ done: 30, total: 90 });
    get().busy.data?.cancel();
    expect(sent.at(-1)).toEqual({ type: 'cancel-decode', requestId: 1 });
    hear({ type: 'decoded', requestId: 1, result: { message: 'This operation was aborted' } });
    expect(await binding).toBe(false);
    expect([get().errors, get().busy, get().bindings]).toEqual([{}, {}, {}]);
  });

  it('are looked at in turns where that takes long, and given up meanwhile', async () => {
    const { get, sent } = setUp();
    const slow = Array.from({ length: 5 }, (_, i) => {
      const file = new File(['x'], `${i}.png`);
      Object.defineProperty(file, 'size', {
        get() {
          const until = performance.now() + 8;
          while (performance.now() < until);
          return 1;
        },
      });
      return { path: `set/${i}.png`, file };
    });
    const binding = get().bindFiles(target, slow);
    expect([sent.length, get().busy.data?.text]).toEqual([0, 'Reading set …']);
    get().busy.data?.cancel();
    expect(await binding).toBe(false);
    expect([sent, get().errors]).toEqual([[], {}]);
    void get().bindFiles(target, slow);
    await expect.poll(() => sent).toMatchObject([{ type: 'decode' }]);
  });

  it('give way to those that are dropped after them', async () => {
    const { get, sent, hear, answer } = setUp();
    const first = get().bindFiles(target, files);
    const second = get().bindFiles(target, files.slice(1));
    expect(sent).toContainEqual({ type: 'cancel-decode', requestId: 1 });
    hear({ type: 'decoded', requestId: 1, result: { message: 'This operation was aborted' } });
    expect(await first).toBe(false);
    expect(get().busy.data).toBeDefined();
    answer(2, plain);
    expect(await second).toBe(true);
    expect(get().errors).toEqual({});
  });
});

describe('images that are bound', () => {
  const programWith = (wanted: Feed): Program => ({
    name: 'p',
    seed: 1,
    batchSize: 1,
    length: { type: 'steps', steps: 1 },
    sampleEvery: 0,
    measureEvery: 0,
    checkpointEvery: 0,
    networks: [],
    sources: [
      {
        node: 'data',
        kind: 'dataset',
        params: {},
        batchSize: 1,
        fresh: 'iteration',
        outputs: [],
        feed: wanted,
      },
    ],
    iteration: [],
    views: [],
    stages: [],
  });

  it('are read again when their node comes to want another size or fit, and only then', async () => {
    const { get, sent, answer } = setUp();
    const choices = { pairs: 'whole', background: [0, 0, 0] } as const;
    const binding = get().bindFiles([{ node: 'data', feed: feed('all') }], files, choices);
    answer(1, plain);
    await binding;
    await get().refit(programWith(feed('all')));
    expect(sent).toHaveLength(1);
    const again = get().refit(programWith(feed('all', 64, 'pad')));
    expect(sent.at(-1)).toMatchObject({ request: { files, wanted: { fit: 'pad' }, ...choices } });
    const larger = { ...plain, name: 'padded' };
    answer(2, larger);
    await again;
    expect(get().bindings.data).toMatchObject({ dataset: larger });
  });
});
