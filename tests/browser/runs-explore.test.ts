/** The Explore panel on the real page: samples of a checkpoint are picked, walked between, added up, and taken along. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import {
  openDocument,
  openPage,
  presetDocument,
  showPanel,
  trainButton,
  waitForButton,
} from './support/training-page.ts';

useBuiltPage();

let page: Page | undefined;

afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

/** The panel over a preset that was trained for so many steps. */
async function explore(preset: string, steps: number): Promise<Page> {
  page = await openPage(browser, { url, backend: 'wasm' });
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
    page = await openPage(browser, { url, backend: 'wasm' });
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

    const explored = page.getByTestId('explore');
    await explored.getByRole('switch', { name: /^Truncation/ }).click();
    await expect.poll(() => pixels(page, /^Sample 1\./)).not.toBe(first);
    await explored.getByRole('slider', { name: 'Truncation ψ' }).press('Home');
    // All of the mean.
    await expect
      .poll(async () => (await pixels(page, /^Sample 1\./)) === (await pixels(page, /^Sample 2\./)))
      .toBe(true);
    await explored.getByRole('switch', { name: /^Truncation/ }).click();
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
    await page.getByRole('slider', { name: 'Place on the walk' }).press('Home');
    const half = async () => {
      const slider = page.getByRole('slider', { name: 'Place on the walk' });
      await slider.press('Home');
      for (let i = 0; i < 12; i++) await slider.press('ArrowRight');
      return pixels(page, /^Frame 13 of 25/);
    };
    const round = await half();
    await mode(page, 'Linear');
    await expect.poll(half).not.toBe(round);
    await page.getByRole('button', { name: 'Play the walk' }).click();
    await page.getByRole('img', { name: /^Frame 2\d of 25/ }).waitFor();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();

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
});
