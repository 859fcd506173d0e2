/** Stores, worker, runtime and storage together, without the page around them: a run, interrupted and not. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import { ISOLATION_HEADERS } from '../../src/cli/setup/serve.mjs';
import { randomStep } from '../runtime/support/random-step.ts';
import { launch } from './support/browser.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ring = {
  ...JSON.parse(readFileSync(`${ROOT}presets/ring.json`, 'utf8')),
  training: { batchSize: 32, steps: 60, seed: 3, sampleEvery: 20, checkpointEvery: 25 },
};

let server: ViteDevServer;
let browser: Browser;
let address: string;

beforeAll(async () => {
  server = await createServer({
    root: ROOT,
    configFile: false,
    cacheDir: 'node_modules/.vite-worker-test',
    logLevel: 'error',
    appType: 'custom',
    worker: { format: 'es' },
    server: { port: 0, hmr: false, watch: null, headers: ISOLATION_HEADERS },
    optimizeDeps: {
      include: ['dexie', 'zod', 'jsep', 'zustand', 'react'].concat(
        ['core', 'layers', 'backend-webgpu', 'backend-wasm', 'backend-cpu'].map(
          (part) => `@tensorflow/tfjs-${part}`,
        ),
      ),
    },
    plugins: [
      {
        name: 'empty-page',
        configureServer: ({ middlewares }) => {
          middlewares.use('/empty', (_request, response) => {
            for (const [name, value] of Object.entries(ISOLATION_HEADERS)) {
              response.setHeader(name, value);
            }
            response.setHeader('content-type', 'text/html');
            response.end('<!doctype html><title>run</title>');
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

/** A page of its own storage with the stores at hand. */
async function openPage(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  return page;
}

/** The text is the body of an async function in the page. */
const inPage = <T>(page: Page, body: string): Promise<T> =>
  page.evaluate(`(async () => {
    const { restoreSession } = await import('/src/store/restore.ts');
    const { useRunStore } = await import('/src/store/run-store.ts');
    const { useDocumentStore } = await import('/src/store/document-store.ts');
    const { runLibrary } = await import('/src/store/training-client.ts');
    const run = () => useRunStore.getState();
    const ring = ${JSON.stringify(ring)};
    const until = (isThere) => new Promise((resolve, reject) => {
      const look = () => {
        if (run().state.type === 'failed') reject(new Error(run().state.message));
        else if (isThere()) resolve();
        else setTimeout(look, 5);
      };
      look();
    });
    const curve = () => run().series.window(1000);
    /** Of all that the last checkpoint of a run holds. */
    const digest = async (id) => {
      const steps = (await runLibrary.checkpoints(id)).map(({ step }) => step);
      const { bytes } = await runLibrary.checkpoint(id, Math.max(...steps));
      const hash = await crypto.subtle.digest('SHA-256', bytes);
      return Array.from(new Uint8Array(hash), (byte) => byte.toString(16)).join('');
    };
    ${body}
  })()`);

/** The document is open, and its run trains. */
const begun = `await restoreSession();
      useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();`;

/** The run at its end, and what the test names beside. */
const ended = (...beside: readonly string[]) => `await until(() => run().state.type === 'finished');
      return { curve: curve(), weights: await digest(run().run.id), ${beside.join(', ')} };`;

interface Ended {
  readonly curve: Curve;
  readonly weights: string;
}

interface Curve {
  readonly steps: readonly number[];
  readonly columns: readonly (readonly number[])[];
}

/** Steps that the document asks sheets of; a slow machine shows some in between, too. */
const asked = (steps: readonly number[]) => steps.filter((step) => step % 20 === 0);

describe('a run through worker and storage', () => {
  let whole: Curve;
  let weights: string;

  it('trains from start to end and shows what it made', async () => {
    const page = await openPage();
    const found = await inPage<{
      curve: Curve;
      frames: number[];
      tensors: number;
      notices: unknown[];
      weights: string;
      record: RunRecord;
    }>(
      page,
      `useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();
      await until(() => run().state.type === 'finished');
      const frames = Object.values(run().points)[0].frames.map(({ step }) => step);
      const { id } = run().run;
      const record = await runLibrary.read(id);
      const { tensors } = run().progress;
      return { curve: curve(), frames, tensors, notices: run().notices, weights: await digest(id), record };`,
    );
    whole = found.curve;
    weights = found.weights;
    const { ranOn, data, trainedMs } = found.record;
    expect(ranOn).toMatchObject([
      { fromStep: 0, backend: 'wasm', versions: { ganvas: expect.any(String), tfjs: '4.22.0' } },
    ]);
    expect(Object.values(data)).toEqual([
      {
        name: expect.any(String),
        count: expect.any(Number),
        hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
    expect(trainedMs).toBeGreaterThan(0);
    expect(whole.steps).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(asked(found.frames)).toEqual([0, 20, 40, 60]);
    expect(found.tensors).toBeGreaterThan(0);
    expect(found.notices).toEqual([]);
  });

  it('gives the same losses when it is paused, reloaded and resumed on the way', async () => {
    const page = await openPage();
    const pausedAt = await inPage<number>(
      page,
      `await restoreSession();
      useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();
      await until(() => run().progress.step >= 12);
      run().pause();
      await until(() => run().state.type === 'paused');
      document.dispatchEvent(new Event('visibilitychange'));
      await new Promise((resolve) => setTimeout(resolve, 700));
      return run().state.step;`,
    );
    expect(pausedAt).toBeGreaterThanOrEqual(12);
    await page.reload();
    const found = await inPage<{ name: string; state: unknown; curve: Curve; frames: number[] }>(
      page,
      `const isFound = await restoreSession();
      const { state } = run();
      run().resume();
      await until(() => run().state.type === 'finished');
      const frames = Object.values(run().points)[0].frames.map(({ step }) => step);
      return { name: isFound && useDocumentStore.getState().document.name, state, curve: curve(), frames };`,
    );
    expect(found.name).toBe(ring.name);
    expect(found.state).toMatchObject({ type: 'paused', step: pausedAt, isOpen: false });
    expect(found.curve).toEqual(whole);
    expect(asked(found.frames)).toEqual([0, 20, 40, 60]);
  });

  it('ends with the same weights and losses when its tab is closed at a random step', async () => {
    const context = await browser.newContext();
    const first = await context.newPage();
    await first.goto(address);
    const closing = randomStep(1, 58);
    await inPage(
      first,
      `${begun}
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => run().progress.step >= ${closing.step});`,
    );
    await first.close();
    const second = await context.newPage();
    await second.goto(address);
    const found = await inPage<Ended & { from: number }>(
      second,
      `await restoreSession();
      const from = run().progress.step;
      if (run().state.type !== 'finished') run().resume();
      ${ended('from')}`,
    );
    const told = `closed at ${closing.told}; resumed from step ${found.from}`;
    expect(found.curve, told).toEqual(whole);
    expect(found.weights, told).toBe(weights);
    await context.close();
  });

  it('goes on to the same when its worker dies at a random step, and says that it died', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(() => {
      const { Worker } = globalThis;
      const started: Worker[] = [];
      Object.assign(globalThis, {
        Worker: class extends Worker {
          constructor(...given: ConstructorParameters<typeof Worker>) {
            super(...given);
            started.push(this);
          }
        },
        // As a browser that takes the memory away: nothing more is heard but the event.
        endWorkers: () => {
          for (const worker of started.splice(0)) {
            worker.terminate();
            worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
          }
        },
      });
    });
    await page.goto(address);
    const dying = randomStep(1, 55);
    const found = await inPage<Ended & { state: { message: string }; notices: unknown[] }>(
      page,
      `${begun}
      const failed = new Promise((resolve) => {
        const stop = useRunStore.subscribe(({ state }) => {
          if (state.type === 'training' && run().progress.step >= ${dying.step}) endWorkers();
          if (state.type !== 'failed') return;
          stop();
          resolve(state);
        });
      });
      const state = await failed;
      run().resume();
      ${ended('state')}`,
    );
    expect(found.state.message, dying.told).toBe(
      'The training worker stopped: out of memory. The run is kept at its last checkpoint; press Resume to go on from there.',
    );
    expect(found.curve, dying.told).toEqual(whole);
    expect(found.weights, dying.told).toBe(weights);
    await page.context().close();
  });

  it('trains on where storage is full at a checkpoint, says so once, and is the same from the one before', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    const setQuota = async (quotaSize?: number) => {
      const session = await context.newCDPSession(page);
      const { origin } = new URL(address);
      await session.send('Storage.overrideQuotaForOrigin', {
        origin,
        ...(quotaSize === undefined ? {} : { quotaSize }),
      });
    };
    await inPage(
      page,
      `${begun}
      await until(() => run().progress.savedStep >= 25);
      run().pause();
      await until(() => run().state.type === 'paused');
      document.dispatchEvent(new Event('visibilitychange'));
      await new Promise((resolve) => setTimeout(resolve, 700));`,
    );
    await setQuota(1);
    const full = await inPage<{ notices: { code: string; message: string }[]; saved: number[] }>(
      page,
      `run().resume();
      await until(() => run().state.type === 'finished');
      const saved = (await runLibrary.checkpoints(run().run.id)).map(({ step }) => step);
      return { notices: run().notices, saved };`,
    );
    expect(full.notices).toEqual([
      expect.objectContaining({
        code: 'storage',
        message: expect.stringMatching(
          /^Could not keep the checkpoint of step \d+: the browser has no room left/,
        ),
      }),
    ]);
    expect(full.saved.at(-1)).toBeGreaterThanOrEqual(25);
    expect(full.saved.at(-1)).toBeLessThan(60);
    await setQuota();
    await page.reload();
    const found = await inPage<Ended & { from: number }>(
      page,
      `await restoreSession();
      const from = run().progress.step;
      run().resume();
      ${ended('from')}`,
    );
    expect(found.from).toBe(full.saved.at(-1));
    expect(found.curve).toEqual(whole);
    expect(found.weights).toBe(weights);
    await context.close();
  });

  it('is the same in two browser tabs that train at once, and both are kept', async () => {
    const context = await browser.newContext();
    const pages = await Promise.all([context.newPage(), context.newPage()]);
    await Promise.all(pages.map((page) => page.goto(address)));
    const found = await Promise.all(
      pages.map((page) => inPage<Ended>(page, `${begun} ${ended()}`)),
    );
    for (const { curve, weights: own } of found) {
      expect(curve).toEqual(whole);
      expect(own).toBe(weights);
    }
    const [first] = pages;
    if (!first) throw new Error('no page');
    const kept = await inPage<{ step: number; losses: number; newest: number }[]>(
      first,
      `return Promise.all((await runLibrary.list()).map(async ({ id, step }) => ({
        step,
        losses: (await runLibrary.losses(id)).steps.length,
        newest: Math.max(...(await runLibrary.checkpoints(id)).map(({ step }) => step)),
      })));`,
    );
    expect(kept).toEqual(Array(2).fill({ step: 60, losses: 60, newest: 60 }));
    await context.close();
  });

  it('belongs to the browser tab that went on with it last: the other says so, and overwrites nothing', async () => {
    const context = await browser.newContext();
    const [first, second] = [await context.newPage(), await context.newPage()];
    for (const page of [first, second]) await page.goto(address);
    const id = await inPage<string>(
      first,
      `${begun}
      await until(() => run().progress.savedStep >= 25);
      run().pause();
      await until(() => run().state.type === 'paused');
      return run().run.id;`,
    );
    const found = await inPage<Ended>(
      second,
      `const { resumeRun } = await import('/src/store/run-forks.ts');
      const steps = (await runLibrary.checkpoints('${id}')).map(({ step }) => step);
      run().setBackend('wasm');
      await resumeRun('${id}', Math.max(...steps));
      ${ended()}`,
    );
    expect(found.curve).toEqual(whole);
    const after = await inPage<{ messages: string[]; losses: number; weights: string }>(
      first,
      `run().resume();
      await until(() => run().state.type === 'finished');
      return {
        messages: run().notices.map(({ message }) => message),
        losses: (await runLibrary.losses('${id}')).steps.length,
        weights: await digest('${id}'),
      };`,
    );
    expect(after.messages).toEqual([
      expect.stringMatching(/another browser tab has gone on with this run and keeps it/),
    ]);
    expect(after).toMatchObject({ losses: 60, weights });
    await context.close();
  });

  it('goes on from an older checkpoint in a run of its own, which becomes the same', async () => {
    const page = await openPage();
    const found = await inPage<{
      curve: Curve;
      weights: string;
      record: RunRecord;
      parent: { steps: number[]; losses: number; weights: string };
      isOther: boolean;
    }>(
      page,
      `const { resumeRun } = await import('/src/store/run-forks.ts');
      useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();
      await until(() => run().state.type === 'finished');
      const parentId = run().run.id;
      await resumeRun(parentId, 25);
      const shown = curve().steps.length;
      if (shown !== 25) throw new Error('shows ' + shown + ' steps of its past');
      await until(() => run().state.type === 'finished');
      const { id } = run().run;
      const steps = (await runLibrary.checkpoints(parentId)).map(({ step }) => step);
      const losses = (await runLibrary.losses(parentId)).steps.length;
      const stored = Array.from((await runLibrary.losses(id)).steps);
      if (stored.length !== 60) throw new Error('keeps ' + stored.length + ' steps');
      return {
        curve: curve(),
        weights: await digest(id),
        record: await runLibrary.read(id),
        parent: { steps, losses, weights: await digest(parentId) },
        isOther: id !== parentId,
      };`,
    );
    expect(found.isOther).toBe(true);
    expect(found.curve).toEqual(whole);
    expect(found.weights).toBe(weights);
    expect(found.record.origin).toMatchObject({ type: 'fork', step: 25, fresh: [] });
    expect(found.record.ranOn.map(({ fromStep }) => fromStep)).toEqual([25]);
    expect(found.parent).toMatchObject({ losses: 60, weights });
    expect(found.parent.steps).toContain(60);
  });

  it('keeps what fits of a run whose graph was changed', async () => {
    const page = await openPage();
    const found = await inPage<{ record: RunRecord; steps: number[] }>(
      page,
      `const { forkRun } = await import('/src/store/run-forks.ts');
      useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();
      await until(() => run().progress.savedStep >= 25);
      run().pause();
      await until(() => run().state.type === 'paused');
      const { id } = run().run;
      const changed = structuredClone(ring);
      changed.networks.D.nodes.hidden.params.arguments.units = 'hidden + 4';
      useDocumentStore.getState().open(changed);
      await forkRun(id, run().progress.savedStep, useDocumentStore.getState().document);
      await until(() => run().state.type === 'finished');
      return { record: await runLibrary.read(run().run.id), steps: curve().steps };`,
    );
    const { origin } = found.record;
    if (origin.type !== 'fork') throw new Error('it does not say that it is a fork');
    expect(origin.kept).toContain('G/point/kernel');
    expect(origin.kept.some((name) => name.startsWith('D/'))).toBe(false);
    expect(origin.fresh).toContain('D/logit/kernel');
    expect(found.steps).toEqual(whole.steps);
    expect(found.record.step).toBe(60);
  });

  it('trains several beside each other, each as if it were alone', async () => {
    const page = await openPage();
    const found = await inPage<{
      weights: string[];
      curves: Curve[];
      open: Curve;
    }>(
      page,
      `const { useSideRuns } = await import('/src/store/side-runs.ts');
      useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      const side = () => useSideRuns.getState();
      const made = [];
      for (const name of ['one', 'two']) made.push(await side().make({ name, document: ring }));
      const bad = { ...ring, training: { ...ring.training, steps: 0 } };
      const refused = await side().make({ name: 'bad', document: bad }).then(() => '', (error) => error.message);
      if (!refused.includes('errors')) throw new Error('took a document with errors: ' + refused);
      run().train();
      await Promise.all(made.map((record) => side().open(record, 'train')));
      await until(() => made.every(({ id }) => side().runs[id].state.type === 'finished'));
      await until(() => run().state.type === 'finished');
      return {
        weights: await Promise.all(made.map(({ id }) => digest(id))),
        curves: made.map(({ id }) => side().runs[id].series.window(1000)),
        open: curve(),
      };`,
    );
    expect(found.open).toEqual(whole);
    expect(found.curves).toEqual([whole, whole]);
    expect(found.weights).toEqual([weights, weights]);
  });

  it('starts anew while another run is open', async () => {
    const page = await openPage();
    const found = await inPage<Curve>(
      page,
      `useDocumentStore.getState().open({ ...ring, training: { ...ring.training, steps: 5000 } });
      run().setBackend('wasm');
      run().train();
      await until(() => run().progress.step >= 10);
      run().pause();
      await until(() => run().state.type === 'paused');
      useDocumentStore.getState().open(ring);
      run().train();
      await until(() => run().state.type === 'finished');
      return curve();`,
    );
    expect(found).toEqual(whole);
  });

  it('goes on from its checkpoint when the GPU process crashes', async () => {
    const gpu = await launch();
    try {
      const page = await (await gpu.newContext()).newPage();
      await page.goto(address);
      const before = await inPage<{ backend: string }>(
        page,
        `useDocumentStore.getState().open({
          ...ring,
          training: { ...ring.training, batchSize: 4, steps: 5000, checkpointEvery: 3 },
        });
        run().setBackend('webgpu');
        run().train();
        await until(() => (run().progress.savedStep ?? 0) >= 3);
        return run().backend;`,
      );
      expect(before.backend).toBe('webgpu');
      await (await gpu.newBrowserCDPSession()).send('Browser.crashGpuProcess');
      const after = await inPage<{ notices: { code: string }[]; backend: string; steps: number[] }>(
        page,
        `await until(() => run().notices.length > 0);
        const reached = run().progress.step;
        await until(() => run().progress.step > reached + 2);
        return { notices: run().notices, backend: run().backend.backend, steps: curve().steps };`,
      );
      expect(after.notices.map(({ code }) => code)).toEqual(['device-lost']);
      expect(after.backend).toBe('webgpu');
      expect(after.steps).toEqual(after.steps.map((_, i) => i + 1));
    } finally {
      await gpu.close();
    }
  });
});
