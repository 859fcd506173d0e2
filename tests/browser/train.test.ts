/** The main job in a real browser: a preset trains, pauses, outlives a reload, takes a person's own data, and survives a NaN. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { launch } from './support/browser.ts';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import {
  dropFiles,
  endlessDocument,
  lossesShown,
  openDocument,
  openPage,
  presetDocument,
  sheetShown,
  showPanel,
  stepShown,
  trainButton,
  waitForButton,
  waitForSheet,
  waitForStep,
} from './support/training-page.ts';

useBuiltPage();

const smokeSteps = Number(presetDocument('dcgan', {}).parameters.steps?.value);

const FASHION = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
].map((name) =>
  fileURLToPath(new URL(`../../../shared/data/fashion-mnist/${name}`, import.meta.url)),
);

let page: Page | undefined;

afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

async function open(backend: 'auto' | 'webgpu' | 'wasm', from = browser): Promise<Page> {
  page = await openPage(from, { url, backend });
  return page;
}

const backendOf = (of: Page) => of.getByTestId('backend').getAttribute('data-backend');

function expectLosses(losses: Record<string, string>): void {
  expect(Object.keys(losses)).toHaveLength(3);
  for (const text of Object.values(losses)) expect(Number(text)).toBeGreaterThan(0);
}

describe.each([['webgpu'], ['wasm']] as const)('on %s', (backend) => {
  it('a fresh page holds dcgan, and in its smoke size one click trains it to the end', async () => {
    const page = await open(backend);
    await page.getByRole('combobox', { name: 'Profile' }).click();
    await page.getByRole('option', { name: 'Smoke' }).click();
    await showPanel(page, 'Samples');
    await trainButton(page).click();
    await waitForSheet(page, 0);
    const first = await sheetShown(page);
    await waitForButton(page, 'Train again');
    expect(await stepShown(page)).toBe(smokeSteps);
    expect(await backendOf(page)).toBe(backend);
    await waitForSheet(page, smokeSteps);
    expect(await sheetShown(page)).not.toBe(first);
    await showPanel(page, 'Losses');
    expectLosses(await lossesShown(page));
    expect(await page.locator('[data-notice]').count()).toBe(0);
  });

  it('a paused run outlives a reload and goes on at the same step, with the same sheet', async () => {
    const page = await open(backend);
    await openDocument(page, endlessDocument('dcgan', 5));
    await showPanel(page, 'Samples');
    await trainButton(page).click();
    await waitForStep(page, 12);
    await trainButton(page).click();
    await waitForButton(page, 'Resume');
    const step = await stepShown(page);
    const sheet = await sheetShown(page);
    expect(step).toBeGreaterThanOrEqual(12);

    await page.reload();
    await waitForButton(page, 'Resume');
    expect(await stepShown(page)).toBe(step);
    await waitForSheet(page, 5);
    expect(await sheetShown(page)).toBe(sheet);

    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await waitForStep(page, step + 1);
    await waitForButton(page, 'Resume');
    expect(await stepShown(page)).toBe(step + 1);
    await trainButton(page).click();
    await waitForStep(page, step + 6);
    expect(await backendOf(page)).toBe(backend);
    await waitForSheet(page, step + 1);
    expect(await sheetShown(page)).not.toBe(sheet);
  });
});

describe('the page', () => {
  it('falls back to wasm where there is no WebGPU, and says why', async () => {
    const without = await launch({ withWebGpu: false });
    try {
      const page = await open('auto', without);
      await openDocument(page, presetDocument('dcgan', {}));
      await trainButton(page).click();
      await waitForStep(page, 2);
      expect(await backendOf(page)).toBe('wasm');
      await page.getByTestId('backend').click();
      await page
        .getByText(/WebGPU/)
        .first()
        .waitFor();
    } finally {
      await without.close();
      page = undefined;
    }
  });

  it('says where WebGPU is software, and goes on with WebAssembly at one press', async () => {
    const page = await open('auto');
    await openDocument(page, endlessDocument('ring', 5));
    await trainButton(page).click();
    await waitForStep(page, 3);
    const hint = page.getByTestId('software-hint');
    const step = await stepShown(page);
    await hint.getByRole('button', { name: 'Use it' }).click();
    await hint.waitFor({ state: 'detached' });
    await page.locator('[data-testid=backend][data-backend=wasm]').waitFor();
    await waitForStep(page, step + 5);
    await waitForButton(page, 'Pause');
  });

  it('comes back paused at its last checkpoint when it is reloaded while it trains', async () => {
    const page = await open('wasm');
    const graph = endlessDocument('ring', 5);
    await openDocument(page, { ...graph, training: { ...graph.training, checkpointEvery: 5 } });
    await showPanel(page, 'Samples');
    await trainButton(page).click();
    await waitForStep(page, 12);
    await page.reload();
    await waitForButton(page, 'Resume');
    const step = await stepShown(page);
    expect(step).toBeGreaterThanOrEqual(5);
    await page.locator('[data-testid=samples] canvas').waitFor();
    await waitForSheet(page, 5);
    await showPanel(page, 'Losses');
    expectLosses(await lossesShown(page));
    await trainButton(page).click();
    await waitForStep(page, step + 3);
  });

  it('stops at a NaN, says so, and keeps the last good state', async () => {
    const page = await open('wasm');
    await openDocument(page, endlessDocument('dcgan', 5, { learningRate: 1e30 }));
    await trainButton(page).click();
    const notice = page.locator('[data-notice="not-finite"]');
    await notice.waitFor({ timeout: 60_000 });
    await waitForButton(page, 'Resume');
    expect(await notice.innerText()).toMatch(/learning rate/i);
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await notice.waitFor({ state: 'detached' });
  });

  it('says that the graph changed since the run began, and trains the new one on request', async () => {
    const page = await open('wasm');
    await openDocument(page, endlessDocument('dcgan', 5));
    await trainButton(page).click();
    await waitForStep(page, 3);
    await page.locator('.react-flow__node[data-id="noise"]').click();
    const id = page.getByRole('textbox', { name: 'Id' });
    await id.fill('latent');
    await id.press('Enter');
    const anew = page.getByTestId('train-anew');
    await anew.waitFor();
    expect(await anew.innerText()).toBe('Train the new graph');
    await anew.click();
    await anew.waitFor({ state: 'detached' });
    await waitForStep(page, 2);
  });

  it('trains another document in place of the one that trains, which stays paused in its tab', async () => {
    const page = await open('wasm');
    await openDocument(page, endlessDocument('dcgan', 5));
    await trainButton(page).click();
    await waitForStep(page, 3);
    await openDocument(page, endlessDocument('ring', 5));
    await trainButton(page).click();
    await page.getByText(/The run of “.*” is paused/).waitFor();
    await showPanel(page, 'Samples');
    await page.locator('[data-testid=samples] canvas').waitFor({ timeout: 60_000 });
    await page.locator('[data-metric]').waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-metric]').innerText()).toMatch(/\d of 8/);
    await page.keyboard.press('Alt+1');
    await waitForButton(page, 'Resume');
    expect(await stepShown(page)).toBeGreaterThanOrEqual(3);
  });

  it('refuses to train a graph with errors, and leads to the problems', async () => {
    const page = await open('wasm');
    const graph = presetDocument('ring', {});
    const { data: _data, ...nodes } = graph.objective.nodes;
    const text = JSON.stringify({ ...graph, objective: { ...graph.objective, nodes } });
    await dropFiles(page, [{ name: 'test.json', text }]);
    // Its wires lead nowhere: the page offers to leave them out.
    await page.getByRole('button', { name: 'Open as it is' }).click();
    await page.waitForFunction(
      () => document.querySelector('[data-testid=train]')?.getAttribute('aria-disabled') === 'true',
    );
    // Pressed as by keyboard: the driver clicks on nothing that says it is disabled.
    await trainButton(page).press('Enter');
    const tab = page.getByRole('tab', { name: /^Problems/ });
    expect(await tab.getAttribute('aria-selected')).toBe('true');
  });

  it.skipIf(!FASHION.every(existsSync))(
    'takes the four files of Fashion-MNIST dropped on it, and trains on them',
    async () => {
      const page = await open('auto');
      await openDocument(page, endlessDocument('dcgan', 5));
      await dropFiles(page, FASHION);
      await page.getByText(/from train-images-idx3-ubyte\.gz/).waitFor({ timeout: 120_000 });
      expect(await page.getByTestId('sample-count').innerText()).toBe('60,000');
      await trainButton(page).click();
      await waitForStep(page, 6);
      await showPanel(page, 'Losses');
      expectLosses(await lossesShown(page));
      await showPanel(page, 'Samples');
      await waitForSheet(page, 5);
      expect(await sheetShown(page)).not.toBe('');
    },
  );
});
