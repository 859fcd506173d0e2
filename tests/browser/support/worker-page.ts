/** A page of a test's own (`tests/browser/NAME/`), built and minified as the real one is, open in Chromium with WebGPU. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { serve } from '../../../src/cli/setup/serve.mjs';
import { launch } from './browser.ts';

export interface WorkerPage {
  readonly page: Page;
  close(): Promise<void>;
}

export async function openWorkerPage(
  name: string,
  args: readonly string[] = [],
): Promise<WorkerPage> {
  const folder = await mkdtemp(join(tmpdir(), `ganvas-${name}-`));
  await build({
    root: fileURLToPath(new URL(`../${name}/`, import.meta.url)),
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
    },
  });
  const served = await serve(folder, 0);
  const browser = await launch({ args });
  const page = await browser.newPage();
  page.on('console', (message) => process.env.GANVAS_VERBOSE && console.log(message.text()));
  await page.goto(served.url);
  return {
    page,
    async close() {
      await browser.close();
      await served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
