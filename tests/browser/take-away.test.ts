/** What leaves through the menu of the page, and weights that come back when they are dropped. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSafetensors } from '../../src/exchange/safetensors-read.ts';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import {
  dropFiles,
  lossesShown,
  openDocument,
  openPage,
  presetDocument,
  showPanel,
  stepShown,
  trainButton,
  waitForButton,
  waitForStep,
} from './support/training-page.ts';

useBuiltPage({ withWebGpu: false });

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-taken-'));
});

afterAll(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

const graph = presetDocument('ring', { steps: 1_000_000 });
const open = async () => {
  const page = await openPage(browser, { url, backend: 'wasm' });
  await openDocument(page, graph);
  return page;
};

/** Chooses from the menu and waits for the file. */
async function taken(page: Page, item: string): Promise<{ name: string; path: string }> {
  await page.getByRole('button', { name: 'Import and export' }).click();
  const [download]: [Download, unknown] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  const name = download.suggestedFilename();
  const path = join(folder, name);
  await download.saveAs(path);
  return { name, path };
}

/** Trains so many single steps; gives the step that is reached. */
async function step(page: Page, times: number): Promise<number> {
  for (let k = 0; k < times; k++) {
    const before = await stepShown(page);
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await waitForStep(page, before + 1);
    await waitForButton(page, 'Resume');
  }
  return stepShown(page);
}

/** The panel takes its numbers up a few times a second, so a busy page may show those of the step before. */
async function lossesAtRest(page: Page): Promise<Record<string, string>> {
  for (let before = ''; ; ) {
    const shown = await lossesShown(page);
    if (JSON.stringify(shown) === before) return shown;
    before = JSON.stringify(shown);
    await page.waitForTimeout(1500);
  }
}

const said = (page: Page, text: string) =>
  page.locator('.mantine-Notifications-notification', { hasText: text }).first().waitFor();

describe('the menu of a page', () => {
  it('gives program, models and weights of a run, which goes on from them with the same losses', async () => {
    const page = await open();
    await showPanel(page, 'Losses');
    expect(await step(page, 3)).toBe(3);

    const torch = await taken(page, 'PyTorch program (zip)');
    expect(torch.name).toBe('ring-of-gaussians-of-the-test-pytorch.zip');
    await said(page, 'With the weights of step 3 of the run.');
    const program = unzipSync(readFileSync(torch.path));
    const inTorch = `${torch.name.replace('.zip', '')}/`;
    expect(Object.keys(program).sort()).toEqual(
      [
        'README.md',
        'data.py',
        'model.py',
        'requirements.txt',
        'support.py',
        'train.py',
        'weights.safetensors',
      ].map((name) => inTorch + name),
    );
    const theirs = readSafetensors(program[`${inTorch}weights.safetensors`] ?? new Uint8Array());
    expect(theirs.metadata.layout).toBe('pytorch');
    // Another program can unpack it too, where there is one.
    const tested = spawnSync('python3', ['-m', 'zipfile', '-t', torch.path]);
    expect(tested.error ? 0 : tested.status).toBe(0);

    const models = await taken(page, 'TensorFlow.js models (zip)');
    const files = unzipSync(readFileSync(models.path));
    const inModels = `${models.name.replace('.zip', '')}/`;
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(
        [
          'G/model.json',
          'G/group1-shard1of1.bin',
          'D/model.json',
          'ganvas-layers.js',
          'example.html',
        ].map((name) => inModels + name),
      ),
    );
    const layers = strFromU8(files[`${inModels}ganvas-layers.js`] ?? new Uint8Array());
    expect(layers).toMatch(/from\s*["']@tensorflow\/tfjs-core["']/);

    const weights = await taken(page, 'Weights (safetensors)');
    expect(weights.name).toBe('ring-of-gaussians-of-the-test.safetensors');
    const { tensors, metadata } = readSafetensors(readFileSync(weights.path));
    expect(metadata).toMatchObject({ format: 'ganvas.weights', layout: 'ganvas', step: '3' });
    expect([...tensors.keys()]).toContain('G/hidden/0/dense/kernel');

    expect(await step(page, 2)).toBe(5);
    const expected = await lossesAtRest(page);
    await page.context().close();

    const later = await open();
    await dropFiles(later, [weights.path]);
    await said(later, 'The run stands at step 3; Resume goes on from there.');
    await waitForButton(later, 'Resume');
    await showPanel(later, 'Losses');
    expect(await step(later, 2)).toBe(5);
    expect(Object.keys(expected)).toHaveLength(3);
    expect(await lossesAtRest(later)).toEqual(expected);
    await later.context().close();
  });

  it('gives first weights where nothing has been trained, and says so', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Import and export' }).click();
    await page.getByText('Export, nothing trained yet').waitFor();
    await page.keyboard.press('Escape');
    const { path } = await taken(page, 'Weights (safetensors)');
    await said(
      page,
      `The weights are the first ones of seed ${graph.training.seed}: no run has been saved yet.`,
    );
    const { metadata, tensors } = readSafetensors(readFileSync(path));
    expect(metadata.step).toBe('0');
    expect([...tensors.keys()].every((name) => !name.includes(':'))).toBe(true);
    await page.context().close();
  });

  it('takes along a run that trains, as it is then; dropped, its weights take the place of that run', async () => {
    const page = await open();
    await trainButton(page).click();
    await waitForStep(page, 20);
    const { path } = await taken(page, 'Weights (safetensors)');
    await said(page, 'of the run.');
    const { metadata } = readSafetensors(readFileSync(path));
    expect(Number(metadata.step)).toBeGreaterThanOrEqual(20);
    await waitForStep(page, Number(metadata.step) + 20);
    await dropFiles(page, [path]);
    await said(page, `The run stands at step ${metadata.step}; Resume goes on from there.`);
    await waitForButton(page, 'Resume');
    expect(await stepShown(page)).toBe(Number(metadata.step));
    // It stays, as nothing trains any more.
    await page.waitForTimeout(500);
    expect(await stepShown(page)).toBe(Number(metadata.step));
    await page.reload();
    await waitForButton(page, 'Resume');
    expect(await stepShown(page)).toBe(Number(metadata.step));
    await page.context().close();
  });

  it('says where the weights of the run do not fit the graph as it is now', async () => {
    const page = await open();
    expect(await step(page, 1)).toBe(1);
    await page.getByRole('combobox', { name: 'Profile' }).click();
    await page.getByRole('option', { name: 'Laptop' }).click();
    await taken(page, 'PyTorch program (zip)');
    await said(
      page,
      'It comes without weights: those of the run do not fit the graph as it is now.',
    );
    await page.context().close();
  });

  it('takes no weights of another graph, and the run on show stays', async () => {
    const page = await open();
    expect(await step(page, 1)).toBe(1);
    const { path } = await taken(page, 'Weights (safetensors)');
    await openDocument(page, presetDocument('gan-mlp', {}));
    await dropFiles(page, [path]);
    await said(page, 'was not taken');
    await said(page, 'Use a file that was written for this document');
    await page.keyboard.press('Alt+1');
    await waitForButton(page, 'Resume');
    await page.context().close();
  });
});
