/** Training on WebGPU in Chromium against the same training on wasm in the same page. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../src/cli/setup/serve.mjs';
import { presetProgram } from '../runtime/support/preset.ts';
import { launch } from './support/browser.ts';
import type { Answer, Task } from './training/training.worker.ts';

let folder: string;
let served: Served;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-training-'));
  await build({
    root: fileURLToPath(new URL('./training/', import.meta.url)),
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
  served = await serve(folder, 0);
  browser = await launch();
  page = await browser.newPage();
  page.on('console', (message) => process.env.GANVAS_VERBOSE && console.log(message.text()));
  await page.goto(served.url);
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const run = (task: Task): Promise<Answer> => page.evaluate((t) => window.run(t), task);

describe('training on WebGPU', () => {
  it.each(['ring', 'gan-mlp', 'dcgan'])('%s takes the steps that wasm takes', async (preset) => {
    const program = presetProgram(preset);
    const gpu = await run({ program, backend: 'webgpu', steps: 4 });
    const reference = await run({ program, backend: 'wasm', steps: 4 });
    expect(gpu.error).toBeUndefined();
    expect(gpu.refusals).toEqual([]);
    gpu.rows?.flat().forEach((loss, i) => {
      expect(Math.abs(loss - (reference.rows?.flat()[i] ?? Number.NaN))).toBeLessThan(2e-3);
    });
    for (const [name, [, magnitude]] of Object.entries(reference.state ?? {})) {
      const found = gpu.state?.[name]?.[1] ?? Number.NaN;
      expect(Math.abs(found - magnitude), name).toBeLessThan(0.01 * magnitude + 1e-4);
    }
  });

  it('leaves as many tensors after 200 steps as after the first, with its pipelines compiled ahead', async () => {
    const answer = await run({ program: presetProgram('ring'), backend: 'webgpu', steps: 200 });
    expect(answer.error).toBeUndefined();
    expect(new Set(answer.tensors).size).toBe(1);
    expect(answer.pipelines).toBeGreaterThan(10);
  });

  it('goes on from a checkpoint as if it had not been interrupted', async () => {
    const program = presetProgram('dcgan');
    const whole = await run({ program, backend: 'webgpu', steps: 6 });
    const resumed = await run({ program, backend: 'webgpu', steps: 6, resumeAt: 3 });
    expect(resumed.error).toBeUndefined();
    expect(resumed.rows).toEqual(whole.rows);
    expect(resumed.state).toEqual(whole.state);
  });
});
