/** Metrics on the page: a model of one's own is loaded at the node, and the panel says by what, and on how many. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import {
  endlessDocument,
  openDocument,
  openPage,
  presetDocument,
  showPanel,
  stepShown,
  trainButton,
  waitForButton,
  waitForSheet,
  waitForStep,
} from './support/training-page.ts';

useBuiltPage({ withWebGpu: false });

let page: Page;

beforeAll(async () => {
  page = await openPage(browser, { url, backend: 'wasm' });
});

/** The mean of each channel of 8 × 8 images, as tf.js saves it: no weights at all. */
const MODEL = JSON.stringify({
  format: 'layers-model',
  modelTopology: {
    class_name: 'Sequential',
    config: [
      {
        class_name: 'AveragePooling2D',
        config: { name: 'pool', pool_size: [4, 4], batch_input_shape: [null, 8, 8, 1] },
      },
      { class_name: 'Flatten', config: { name: 'flat' } },
    ],
  },
  weightsManifest: [{ paths: [], weights: [] }],
});

/** Three metrics of the same images, by three kinds of features, and how varied they are. */
function measured(): Document {
  const document = presetDocument('gan-mlp', { steps: 2 });
  const { nodes, edges } = document.objective;
  const metric = (id: string, metric: string, features: string) => {
    const [title, samples] = [`By ${features}`, 48];
    nodes[id] = {
      kind: 'metric',
      title,
      params: { metric, samples, features: { type: features } },
    };
    edges.push(
      { from: 'data.image', to: `${id}.real` },
      { from: 'generator.out', to: `${id}.generated` },
    );
  };
  metric('learned', 'frechet-distance', 'classifier');
  metric('mine', 'kernel-distance', 'own');
  metric('spread', 'pairwise-distance', 'random');
  return document;
}

describe('metrics on the page', () => {
  it('take a model at the node, and tell features and samples in the panel', async () => {
    await openDocument(page, measured());
    await page.locator('[data-id="mine"]').first().click();
    const field = page.getByRole('combobox', { name: 'Model' });
    await field.waitFor();
    expect(await field.getAttribute('placeholder')).toBe('No model is loaded yet');
    const files = page.locator('input[type="file"][accept=".json,.bin"]');
    await files.setInputFiles({
      name: 'model.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"weightsManifest": []}'),
    });
    await page.getByText('model.json is no tf.js model: modelTopology').waitFor();
    await files.setInputFiles({
      name: 'corners.json',
      mimeType: 'application/json',
      buffer: Buffer.from(MODEL),
    });
    await page.waitForFunction(
      (input) => (input as HTMLInputElement | null)?.value === 'corners',
      await field.elementHandle(),
    );
    await trainButton(page).click();
    await showPanel(page, 'Samples');
    const panel = (title: string) => page.locator(`[data-metric="${title}"]`);
    await panel('By random').waitFor({ timeout: 150_000 });
    const text = async (title: string) => (await panel(title).innerText()).replace(/\s+/g, ' ');
    expect(await text('By classifier')).toMatch(/Fréchet distance \(classifier features\) [\d.]+/);
    expect(await text('By own')).toMatch(/Kernel distance \(features of own model\) -?−?[\d.]+/);
    expect(await text('By random')).toMatch(
      /Spread, of real \d+(\.\d+)? %.*48 samples of each kind/,
    );
  });

  it('find the model again after a reload', async () => {
    await page.reload();
    await page.locator('[data-id="mine"]').first().click();
    const field = page.getByRole('combobox', { name: 'Model' });
    await field.click();
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['corners']);
  });

  it('follow a model that is called otherwise, and have it back when it was removed', async () => {
    const field = page.getByRole('combobox', { name: 'Model' });
    const value = () => field.inputValue();
    await page.keyboard.press('Escape');
    await field.click();
    await page.getByRole('option', { name: 'corners' }).click();
    await page.getByRole('button', { name: 'Rename…' }).click();
    await page.getByRole('textbox', { name: 'New name of the model corners' }).fill('edges');
    await page.keyboard.press('Enter');
    await expect.poll(value).toBe('edges');
    await page.getByRole('button', { name: 'Remove the model edges from this browser' }).click();
    await page.getByText('This browser keeps no model of this name: load it.').waitFor();
    const notice = page.locator('.mantine-Notification-root', { hasText: '“edges” is removed' });
    await notice.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Remove the model edges from this browser' }).waitFor();
    await field.click();
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['edges']);
  });

  it('keep the classifier of the data for runs to come', async () => {
    const kept = () =>
      page.evaluate(
        () =>
          new Promise<number>((resolve, reject) => {
            const opening = indexedDB.open('ganvas-metrics');
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const count = opening.result
                .transaction('classifiers')
                .objectStore('classifiers')
                .count();
              count.onsuccess = () => {
                opening.result.close();
                resolve(count.result);
              };
            };
          }),
      );
    expect(await kept()).toBe(1);
  });
});

describe('a pause', () => {
  it('is answered while metrics are measured, and they are made while the run stands still', async () => {
    const fresh = await openPage(browser, { url, backend: 'wasm' });
    try {
      // The first measurement trains a classifier of the data, which takes seconds.
      await openDocument(fresh, endlessDocument('acgan', 5));
      await showPanel(fresh, 'Samples');
      await trainButton(fresh).click();
      await waitForSheet(fresh, 0);
      await trainButton(fresh).click();
      await waitForButton(fresh, 'Resume');
      expect(await fresh.locator('[data-metric]').count()).toBe(0);
      // Steps do not wait for the first measurement, so some may be done.
      const paused = await stepShown(fresh);
      await fresh.locator('[data-metric]').first().waitFor({ timeout: 150_000 });
      expect(await trainButton(fresh).innerText()).toBe('Resume');
      expect(await stepShown(fresh)).toBe(paused);
      await trainButton(fresh).click();
      await waitForStep(fresh, paused + 3);
    } finally {
      await fresh.context().close();
    }
  });
});
