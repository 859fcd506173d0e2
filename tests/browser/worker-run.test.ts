/** Stores, worker, runtime and storage together, without the page around them: a run, interrupted and not. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ISOLATION_HEADERS } from '../../src/cli/setup/serve.mjs';
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
    ${body}
  })()`);

interface Curve {
  readonly steps: readonly number[];
  readonly columns: readonly (readonly number[])[];
}

/** Steps that the document asks sheets of; a slow machine shows some in between, too. */
const asked = (steps: readonly number[]) => steps.filter((step) => step % 20 === 0);

describe('a run through worker and storage', () => {
  let whole: Curve;

  it('trains from start to end and shows what it made', async () => {
    const page = await openPage();
    const found = await inPage<{
      curve: Curve;
      frames: number[];
      tensors: number;
      notices: unknown[];
    }>(
      page,
      `useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();
      await until(() => run().state.type === 'finished');
      const frames = Object.values(run().points)[0].frames.map(({ step }) => step);
      return { curve: curve(), frames, tensors: run().progress.tensors, notices: run().notices };`,
    );
    whole = found.curve;
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
