/** Storage in a real browser's IndexedDB: what a reload finds, and what a failure half-way leaves. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from './support/browser.ts';

let server: ViteDevServer;
let browser: Browser;
let page: Page;
let address: string;

/** Runs in the page, with `storage` at hand; the text is the body of an async function. */
const inPage = (body: string): Promise<unknown> =>
  page.evaluate(`(async () => {
    const { createStorage } = await import('/src/worker/run-storage.ts');
    const { encodeCheckpoint } = await import('/src/runtime/checkpoint.ts');
    globalThis.storage ??= createStorage();
    const { storage } = globalThis;
    const bytesAt = (step) => encodeCheckpoint({ header: { version: 1, fingerprint: 'f', seed: 1, step,
      updates: [], cursors: [], pools: [], tensors: [] }, values: [] });
    ${body}
  })()`);

const HELPERS = `
  const rowsOf = (...steps) => steps.map((step) => ({ step, values: [step, step / 2] }));
  const advance = (run, step, steps, more = {}) => storage.advance(run, {
    checkpoint: { step, bytes: bytesAt(step) },
    rows: rowsOf(...steps), samples: [], metrics: [], trainedMs: 0, ...more,
  });
  const document = { format: 'ganvas.graph', version: 1, name: 'x', parameters: {}, networks: {},
    objective: { nodes: {}, edges: [] }, training: { batchSize: 1, steps: 9, seed: 1 } };
  const record = (id, more = {}) => ({ notes: '', tags: [], isPinned: false, deletedAt: null, id, name: id, document, bindings: {}, backend: 'auto', step: 0,
    totalSteps: 9, losses: ['d', 'g'], end: 'none', createdAt: 1, updatedAt: 1, ...more });
  const points = (name) => ({ type: 'points', name, count: 1, dimensions: 2, points: new Float32Array([1, 2]) });
`;

beforeAll(async () => {
  server = await createServer({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    configFile: false,
    cacheDir: 'node_modules/.vite-storage-test',
    logLevel: 'error',
    appType: 'custom',
    server: { port: 0, hmr: false, watch: null },
    optimizeDeps: { include: ['dexie', 'zod'] },
    plugins: [
      {
        name: 'empty-page',
        configureServer: ({ middlewares }) => {
          middlewares.use('/empty', (_request, response) => {
            response.setHeader('content-type', 'text/html');
            response.end('<!doctype html><title>storage</title>');
          });
        },
      },
    ],
  });
  await server.listen();
  address = `${server.resolvedUrls?.local[0]}empty`;
  browser = await launch({ withWebGpu: false });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  const context = await browser.newContext();
  page = await context.newPage();
  await page.goto(address);
});

describe('storage in the browser', () => {
  it('finds a run, its losses and its newest checkpoint after a reload', async () => {
    await inPage(`${HELPERS}
      await storage.putRun(record('a'));
      await advance('a', 2, [1, 2], { samples: [
        { type: 'sheet', view: 'v', title: 'V', step: 0, png: new Blob(['png']) }] });
      await advance('a', 4, [3, 4], { metrics: [{ view: 'm', title: 'M', step: 4, values: { modes: 8 } }] });`);
    await page.reload();
    const found = await inPage(`
      const run = await storage.latestRun();
      const history = await storage.historyOf('a', run.step);
      const checkpoint = await storage.newestCheckpoint('a');
      return { step: run.step, rows: history.rows, sample: await history.samples[0].png.text(),
        metrics: history.metrics.length, checkpoint: [checkpoint.step, checkpoint.bytes.join() === bytesAt(4).join()] };`);
    expect(found).toEqual({
      step: 4,
      rows: [1, 2, 3, 4].map((step) => ({ step, values: [step, step / 2] })),
      sample: 'png',
      metrics: 1,
      checkpoint: [4, true],
    });
  });

  it('keeps the newest checkpoints and a few of all before', async () => {
    const kept = (await inPage(`${HELPERS}
      for (let step = 1; step <= 30; step++) await advance('a', step, [step]);
      const db = await new Promise((resolve) => {
        const request = indexedDB.open('ganvas');
        request.onsuccess = () => resolve(request.result);
      });
      return new Promise((resolve) => {
        const request = db.transaction('checkpoints').objectStore('checkpoints').getAllKeys();
        request.onsuccess = () => resolve(request.result.map((key) => key[1]));
      });`)) as number[];
    expect(kept).toHaveLength(12);
    expect([kept[0], ...kept.slice(-2)]).toEqual([1, 29, 30]);
  });

  it('leaves the last checkpoint as it was when writing the next one fails half-way', async () => {
    const found = await inPage(`${HELPERS}
      await storage.putRun(record('a'));
      await advance('a', 2, [1, 2]);
      const bad = { view: 'm', title: 'M', step: 4, values: { modes() {} } };
      const message = await advance('a', 4, [3, 4], { metrics: [bad] }).then(() => 'kept', (e) => e.message);
      const { rows } = await storage.historyOf('a', 9);
      return { message, step: (await storage.newestCheckpoint('a')).step, rows: rows.length,
        run: (await storage.latestRun()).step };`);
    expect(found).toMatchObject({ step: 2, rows: 2, run: 2 });
    expect((found as { message: string }).message).toContain(
      'Could not keep the checkpoint of step 4',
    );
  });

  it('forgets what an earlier attempt showed beyond the checkpoint', async () => {
    const steps = await inPage(`${HELPERS}
      await advance('a', 2, [1, 2]);
      await advance('a', 6, [3, 4, 5, 6], { metrics: [{ view: 'm', title: 'M', step: 6, values: {} }] });
      await advance('a', 4, [3, 4]);
      const { rows, metrics } = await storage.historyOf('a', 99);
      return [rows.map(({ step }) => step), metrics.length, (await storage.newestCheckpoint('a')).step];`);
    expect(steps).toEqual([[1, 2, 3, 4], 0, 4]);
  });

  it('keeps every sample of a long run, and reads so many as the page shows, the first and the newest among them', async () => {
    const [steps, stored] = (await inPage(`${HELPERS}
      const sample = (step) => ({ type: 'sheet', view: 'v', title: 'V', step, png: new Blob(['png']) });
      for (let at = 0; at < 300; at += 100) {
        const samples = Array.from({ length: 100 }, (_, i) => sample(at + i));
        await advance('a', at + 99, [at + 99], { samples });
      }
      const { createRunLibrary } = await import('/src/worker/run-library.ts');
      const stored = await createRunLibrary().samples('a');
      return [(await storage.historyOf('a', 999)).samples.map(({ step }) => step), stored.length];`)) as [
      number[],
      number,
    ];
    expect(stored).toBe(300);
    expect(steps).toHaveLength(160);
    expect(steps).toEqual(expect.arrayContaining([0, 299]));
  });

  it('keeps every run, and clears away the data that nothing names any more', async () => {
    const found = await inPage(`${HELPERS}
      const stored = (name) => ({ type: 'stored', datasetId: name, name, fileNames: [] });
      await storage.bindDataset('doc', ['data'], { binding: stored('old'), dataset: points('old') });
      await storage.bindDataset('doc', ['data'], { binding: stored('bound'), dataset: points('bound') });
      for (let i = 0; i < 10; i++) {
        await storage.putRun(record('run' + i, { updatedAt: i }));
        await advance('run' + i, 1, [1]);
      }
      await storage.putRun(record('last', { updatedAt: Date.now() + 1000 }));
      return [await storage.loadDataset('old'), (await storage.loadDataset('bound'))?.name,
        (await storage.newestCheckpoint('run0'))?.step, (await storage.latestRun()).id,
        await storage.loadBindings('doc')];`);
    expect(found).toEqual([
      null,
      'bound',
      1,
      'last',
      { data: { type: 'stored', datasetId: 'bound', name: 'bound', fileNames: [] } },
    ]);
  });

  it('counts a damaged record as absent', async () => {
    const found = await inPage(`${HELPERS}
      await storage.putRun({ ...record('a'), step: 'many' });
      const binding = { type: 'stored', datasetId: 'd', name: 'd', fileNames: [] };
      await storage.bindDataset('doc', ['n'], { binding, dataset: { type: 'points', name: 'd' } });
      return [await storage.latestRun(), await storage.loadDataset('d')];`);
    expect(found).toEqual([null, null]);
  });
});
