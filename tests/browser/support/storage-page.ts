/** A page with nothing on it but the sources, to try storage in a real browser. Each test has a profile of its own. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launch } from './browser.ts';
import { type SourceServer, serveSources } from './source-server.ts';

export let page: Page;
let server: SourceServer;
let browser: Browser;
let context: BrowserContext;

/** @param cache of the file of tests */
export function useStoragePage(cache: string): void {
  beforeAll(async () => {
    server = await serveSources({ cache, include: ['dexie', 'zod'] });
    browser = await launch({ withWebGpu: false });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext();
    page = await newPage();
  });

  afterEach(() => context.close());
}

/** Another one of the same profile. */
export async function newPage(): Promise<Page> {
  const fresh = await context.newPage();
  await fresh.goto(server.address);
  return fresh;
}

/** How much the page's origin may store, from now on. */
export async function setQuota(bytes: number): Promise<void> {
  const session = await context.newCDPSession(page);
  const { origin } = new URL(server.address);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
}

/**
 * Runs in the page with `storage` and `library` at hand, `news` (what storage told), and a few ways to make records. The
 * text is the body of an async function.
 */
export const inPage = (body: string, of: Page = page): Promise<unknown> =>
  of.evaluate(`(async () => {
    ${HELPERS}
    ${body}
  })()`);

const HELPERS = `
  const { createStorage } = await import('/src/worker/run-storage.ts');
  const { createRunLibrary } = await import('/src/worker/run-library.ts');
  const { onStorageNews } = await import('/src/worker/storage-news.ts');
  globalThis.storage ??= createStorage();
  globalThis.library ??= createRunLibrary();
  if (!globalThis.news) {
    globalThis.news = [];
    onStorageNews((each) => globalThis.news.push(each));
  }
  const { storage, library, news } = globalThis;
  const bytesAt = (step, size = 8) => {
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i++) bytes[i] = (step * 31 + i) % 251;
    return bytes;
  };
  const rowsOf = (...steps) => steps.map((step) => ({ step, values: [step, step / 2], ms: 8, images: 32 }));
  const advance = (run, step, { steps = [step], size, ...more } = {}) => storage.advance(run, {
    checkpoint: { step, bytes: bytesAt(step, size) },
    rows: rowsOf(...steps), samples: [], metrics: [], trainedMs: 0, ...more,
  });
  const document = { format: 'ganvas.graph', version: 1, name: 'x', parameters: {}, networks: {},
    objective: { nodes: {}, edges: [] }, training: { batchSize: 1, steps: 9, seed: 1 } };
  const record = (id, more = {}) => ({ id, name: id, document, bindings: {}, backend: 'auto', step: 0,
    totalSteps: 9, losses: ['d', 'g'], end: 'none', createdAt: 1, updatedAt: 1, notes: '', tags: [],
    isPinned: false, deletedAt: null, data: {}, ranOn: [], trainedMs: 0, origin: { type: 'fresh' },
    group: null, ...more });
  const points = (name) => ({ type: 'points', name, count: 1, dimensions: 2, points: new Float32Array([1, 2]) });
  const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('checkpoints', { create: true });
  const files = async () => { const found = []; for await (const name of (await folder()).keys()) found.push(name); return found.sort(); };
  const raw = (act) => new Promise((resolve, reject) => {
    const opening = indexedDB.open('ganvas');
    opening.onsuccess = () => {
      const request = act(opening.result);
      request.onsuccess = () => { opening.result.close(); resolve(request.result); };
      request.onerror = () => reject(request.error);
    };
  });
  const checkpointRows = () => raw((db) => db.transaction('checkpoints').objectStore('checkpoints').getAll());
  const isSame = (checkpoint, step, size) => checkpoint?.step === step && checkpoint.bytes.join() === bytesAt(step, size).join();
  const settled = () => new Promise((resolve) => setTimeout(resolve, 100));
`;
