/** The Explore panel on the real page: samples of a checkpoint are picked, walked between, added up, and taken along. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Served } from '../../src/cli/setup/serve.mjs';
import { launch } from './support/browser.ts';
import { servedBuild } from './support/served-build.ts';
import {
  openDocument,
  openPage,
  presetDocument,
  showPanel,
  trainButton,
  waitForButton,
} from './support/training-page.ts';

let served: Served;
let browser: Browser;
let page: Page | undefined;

beforeAll(async () => {
  served = await servedBuild();
  browser = await launch();
});

afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** The panel over a preset that was trained for so many steps. */
async function explore(preset: string, steps: number): Promise<Page> {
  page = await openPage(browser, { url: served.url, backend: 'wasm' });
  await openDocument(page, presetDocument(preset, { steps }));
  await trainButton(page).click();
  await waitForButton(page, 'Train again');
  await showPanel(page, 'Explore');
  await sample(page, 1).waitFor();
  return page;
}

const sample = (of: Page, number: number) => of.getByLabel(new RegExp(`^Sample ${number}(\\.|$)`));
const mode = (of: Page, name: string) =>
  of.getByTestId('explore').getByText(name, { exact: true }).click();

/** All pixels of the picture with this name, as text. */
const pixels = (of: Page, name: RegExp | string) =>
  of
    .getByTestId('explore')
    .getByLabel(name, { exact: true })
    .first()
    .evaluate((element) => {
      const canvas =
        element instanceof HTMLCanvasElement ? element : element.querySelector('canvas');
      return canvas?.toDataURL() ?? '';
    });

async function pick(of: Page, ...numbers: readonly number[]): Promise<void> {
  for (const number of numbers) await sample(of, number).click();
}

describe('Explore', () => {
  it('says what to do where nothing was trained', async () => {
    page = await openPage(browser, { url: served.url, backend: 'wasm' });
    await showPanel(page, 'Explore');
    await page.getByText('Nothing to explore yet').waitFor();
  });

  it('samples, walks between picks, and saves the walk', async () => {
    const page = await explore('dcgan', 4);
    const first = await pixels(page, /^Sample 1\./);
    const second = await pixels(page, /^Sample 2\./);
    expect(first).not.toBe(second);
    expect(await sample(page, 1).getAttribute('aria-label')).toMatch(/discriminator says -?\d/);

    await page.getByTestId('explore').getByLabel('Seed', { exact: true }).fill('5');
    await expect.poll(() => pixels(page, /^Sample 1\./)).not.toBe(first);
    await page.getByTestId('explore').getByLabel('Seed', { exact: true }).fill('1');
    await expect.poll(() => pixels(page, /^Sample 1\./)).toBe(first);

    await pick(page, 1, 2, 3);
    expect(await sample(page, 2).getAttribute('aria-pressed')).toBe('true');
    await pick(page, 3);
    await mode(page, 'Walk');
    const frame = page.getByRole('img', { name: /^Frame 1 of 25/ });
    await frame.waitFor();
    expect(await pixels(page, /^Frame 1 of/)).toBe(first);
    await page.getByRole('slider', { name: 'Place on the walk' }).press('End');
    expect(await pixels(page, /^Frame 25 of/)).toBe(second);

    const [gif] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as GIF' }).click(),
    ]);
    const bytes = readFileSync(await gif.path());
    expect(bytes.subarray(0, 6).toString()).toBe('GIF89a');
    expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([256, 256]);
    const [webm] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as WebM' }).click(),
    ]);
    expect(readFileSync(await webm.path()).readUInt32BE(0)).toBe(0x1a45dfa3);
  });

  it('adds picks up, and shows what layers do with one', async () => {
    const page = await explore('dcgan', 2);
    const first = await pixels(page, /^Sample 1\./);
    await pick(page, 1, 2);
    await mode(page, 'Arithmetic');
    const explored = page.getByTestId('explore');
    await page.getByRole('button', { name: 'Pick 1' }).click();
    // a − b + b is a.
    for (const slot of ['B', 'C']) {
      await explored.getByText(slot, { exact: true }).first().click();
      await page.getByRole('button', { name: 'Pick 2' }).click();
    }
    await expect.poll(() => pixels(page, 'The result')).toBe(first);
    expect(await page.getByRole('button', { name: /^Neighbour/ }).count()).toBe(8);

    await mode(page, 'Layers');
    await explored.getByRole('combobox', { name: 'Layer' }).click();
    await page.getByRole('option', { name: /^project/ }).click();
    await page.getByRole('img', { name: 'Filter 1', exact: true }).waitFor();
    expect(await page.getByRole('img', { name: /^Channel/ }).count()).toBe(16);
  });

  it('puts the person’s image through a generator that takes one', async () => {
    const page = await explore('cyclegan', 1);
    await mode(page, 'Your image');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose a file' }).click(),
    ]);
    await chooser.setFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no') });
    await page.getByText('This image cannot be read').waitFor();
    const red = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(60, 40);
      const context = canvas.getContext('2d');
      if (context) {
        context.fillStyle = 'red';
        context.fillRect(0, 0, 60, 40);
      }
      const blob = await canvas.convertToBlob();
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    await chooser.setFiles({ name: 'red.png', mimeType: 'image/png', buffer: Buffer.from(red) });
    await page.getByTestId('explore').getByRole('img', { name: 'fakeB.out' }).waitFor();
    expect(await pixels(page, 'Yours')).not.toBe(await pixels(page, 'fakeB.out'));
  });
});
