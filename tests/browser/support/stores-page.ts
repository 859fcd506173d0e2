/** A page with nothing on it but the stores: what a run is through worker and storage, interrupted and not. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { ISOLATION_HEADERS } from '../../../src/cli/setup/serve.mjs';
import { launch } from './browser.ts';
import { type SourceServer, serveSources } from './source-server.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const ring = {
  ...JSON.parse(readFileSync(`${ROOT}presets/ring.json`, 'utf8')),
  training: { batchSize: 32, steps: 60, seed: 3, sampleEvery: 20, checkpointEvery: 25 },
};

const TFJS = [
  ...['core', 'layers', 'converter', 'backend-cpu', 'backend-wasm', 'backend-webgpu'],
  'backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js',
].map((part) => `@tensorflow/tfjs-${part}`);

export let browser: Browser;
let server: SourceServer;

/** @param cache of the file of tests */
export function useStoresPage(cache: string): void {
  beforeAll(async () => {
    server = await serveSources({
      cache,
      headers: ISOLATION_HEADERS,
      worker: { format: 'es' },
      include: ['dexie', 'zod', 'jsep', 'fflate', 'zustand', 'react', ...TFJS],
    });
    browser = await launch({ withWebGpu: false });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
}

/** Empty, or another page of the same storage. */
export async function openPage(into?: BrowserContext): Promise<Page> {
  const page = await (into ?? (await browser.newContext())).newPage();
  await page.goto(server.address);
  return page;
}

/** How much pages of its storage may store from now on; as much as ever where nothing is said. */
export async function setQuota(page: Page, bytes?: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(server.address);
  const quota = bytes === undefined ? {} : { quotaSize: bytes };
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...quota });
}

/** The text is the body of an async function in the page. */
export const inPage = <T>(page: Page, body: string): Promise<T> =>
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
export const begun = `await restoreSession();
      useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();`;

/** The run at its end, and what the test names beside. */
export const ended = (
  ...beside: readonly string[]
) => `await until(() => run().state.type === 'finished');
      return { curve: curve(), weights: await digest(run().run.id), ${beside.join(', ')} };`;

export interface Ended {
  readonly curve: Curve;
  readonly weights: string;
}

export interface Curve {
  readonly steps: readonly number[];
  readonly columns: readonly (readonly number[])[];
}
