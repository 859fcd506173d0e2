/** Runs and pictures that leave one browser and go on in another. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePng } from '../../src/data/png.ts';
import { FILL_IN } from '../../src/exchange/model-card.ts';
import { documentIn, withDocument } from '../../src/exchange/picture-document.ts';
import { readDocument } from '../../src/graph/read.ts';
import { axeFaults } from './support/axe.ts';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import { englishOn } from './support/english-left.ts';
import {
  dropFiles,
  endlessDocument,
  openDocument,
  openPage,
  showPanel,
  stepShown,
  waitForButton,
  waitForStep,
} from './support/training-page.ts';

useBuiltPage({ withWebGpu: false });

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-runs-'));
});

afterAll(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A sheet of points at every step. */
const ring = endlessDocument('ring', 1);
const fresh = () => openPage(browser, { url, backend: 'wasm' });

async function trained(steps: number): Promise<Page> {
  const page = await fresh();
  await openDocument(page, ring);
  await step(page, steps);
  return page;
}

async function step(page: Page, times: number): Promise<void> {
  for (let k = 0; k < times; k++) {
    const before = await stepShown(page);
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await waitForStep(page, before + 1);
    await waitForButton(page, 'Resume');
  }
}

interface Taken {
  readonly name: string;
  readonly path: string;
}

async function download(page: Page, act: () => Promise<void>): Promise<Taken> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  const path = join(folder, `${Date.now()}-${file.suggestedFilename()}`);
  await file.saveAs(path);
  return { name: file.suggestedFilename(), path };
}

/** From the dialog of the run on show. */
async function takenFromDialog(page: Page, form: string): Promise<Taken> {
  const dialog = page.getByRole('dialog');
  if (!(await dialog.isVisible())) {
    await page.getByRole('button', { name: 'Import and export' }).click();
    await page.getByRole('menuitem', { name: /^Run: archive/ }).click();
  }
  return download(page, () => dialog.getByRole('button', { name: `Download: ${form}` }).click());
}

async function takenFromSamples(page: Page, item: RegExp): Promise<Taken> {
  await showPanel(page, 'Samples');
  await page.getByRole('button', { name: 'Save or take away' }).click();
  return download(page, () => page.getByRole('menuitem', { name: item }).click());
}

const said = (page: Page, text: string) =>
  page.locator('.mantine-Notifications-notification', { hasText: text }).first().waitFor();

/** Losses of all steps, by the archive of the run: every bit of them. */
async function lossesOf(page: Page): Promise<string> {
  const { path } = await takenFromDialog(page, 'Everything as one file (.ganvas.zip)');
  await page.keyboard.press('Escape');
  return strFromU8(unzipSync(readFileSync(path))['losses.csv'] ?? new Uint8Array());
}

/** With averages and the state of optimizers: every number that a run goes on from. */
async function weightsOf(page: Page): Promise<Buffer> {
  const { path } = await takenFromDialog(page, 'Weights (safetensors)');
  await page.keyboard.press('Escape');
  return readFileSync(path);
}

describe('a run that is taken away', () => {
  it('goes on in another browser with the losses of the run that was never interrupted', async () => {
    const page = await trained(3);
    const archive = await takenFromDialog(page, 'Everything as one file (.ganvas.zip)');
    expect(archive.name).toBe('ring-of-gaussians-of-the-test.ganvas.zip');
    await said(page, 'The run as it was at step 3.');
    await page.keyboard.press('Escape');
    const weights = await weightsOf(page);
    await step(page, 4);
    const expected = await lossesOf(page);
    expect(expected.trim().split('\n')).toHaveLength(8);
    const later = await weightsOf(page);
    expect(later.equals(weights)).toBe(false);
    await page.context().close();

    const other = await fresh();
    await dropFiles(other, [archive.path]);
    await said(other, 'The run stands at step 3; Resume goes on from there.');
    await waitForButton(other, 'Resume');
    expect(await stepShown(other)).toBe(3);
    // What it has shown came along.
    await showPanel(other, 'Samples');
    expect(await other.locator('[data-testid=sample-step]').getAttribute('data-step')).toBe('3');
    expect((await weightsOf(other)).equals(weights)).toBe(true);
    await step(other, 4);
    expect(await lossesOf(other)).toBe(expected);
    expect((await weightsOf(other)).equals(later)).toBe(true);
    // And it is a run of this browser now.
    await other.reload();
    await waitForButton(other, 'Resume');
    expect(await stepShown(other)).toBe(7);
    await other.context().close();
  });

  it('is not taken from a damaged archive, and nothing of it is kept', async () => {
    const page = await trained(2);
    const { path } = await takenFromDialog(page, 'Everything as one file (.ganvas.zip)');
    await page.context().close();
    const bytes = readFileSync(path);
    const middle = Math.floor(bytes.length / 3);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    const damaged = join(folder, 'damaged.ganvas.zip');
    writeFileSync(damaged, bytes);
    const cut = join(folder, 'cut.ganvas.zip');
    writeFileSync(cut, bytes.subarray(0, middle));

    const other = await fresh();
    await dropFiles(other, [damaged]);
    await said(other, 'damaged.ganvas.zip was not taken');
    await said(other, 'its checksum is wrong');
    await dropFiles(other, [cut]);
    await said(other, 'cut.ganvas.zip was not taken');
    await said(other, 'is cut short');
    const stored = await other.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open('ganvas');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction('runs').objectStore('runs').count();
            all.onsuccess = () => resolve(all.result);
          };
        }),
    );
    expect(stored).toBe(0);
    await other.context().close();
  });

  it('leaves by keyboard alone, out of a dialog that is accessible and speaks Chinese', async () => {
    const page = await trained(1);
    await showPanel(page, 'Runs');
    const row = page.getByRole('row', { name: `${ring.name} of the test` });
    const name = row.getByRole('button', { name: `${ring.name} of the test`, exact: true });
    await name.focus();
    await page.keyboard.press('Enter');
    const open = page.getByRole('button', { name: 'Take the run away…' });
    await open.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Model card (Markdown, with sheets)').waitFor();
    // The archive is at hand at once.
    const first = dialog.getByRole('button', { name: /^Download: Everything/ });
    await expect.poll(() => first.evaluate((it) => it === document.activeElement)).toBe(true);
    const file = await download(page, () => page.keyboard.press('Enter'));
    expect(file.name).toBe('ring-of-gaussians-of-the-test.ganvas.zip');
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      expect(await axeFaults(page, `take away, ${scheme}`)).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => open.evaluate((it) => it === document.activeElement)).toBe(true);

    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitemradio', { name: '简体中文' }).click();
    await page.getByRole('button', { name: '带走这次训练…' }).click();
    await dialog.getByText('模型卡（Markdown，附样本图）').waitFor();
    const english = await englishOn(page, '[role="dialog"]');
    expect(english.filter((text) => !text.includes(ring.name))).toEqual([]);
    await page.context().close();
  });

  it('has a model card with its facts, and the newest sheet beside it', async () => {
    const page = await trained(2);
    const { name, path } = await takenFromDialog(page, 'Model card (Markdown, with sheets)');
    expect(name).toBe('ring-of-gaussians-of-the-test-model-card.zip');
    const files = unzipSync(readFileSync(path));
    const inFolder = `${name.replace('.zip', '')}/`;
    expect(Object.keys(files)).toEqual([`${inFolder}README.md`, `${inFolder}picture-000002.png`]);
    const card = strFromU8(files[`${inFolder}README.md`] ?? new Uint8Array());
    expect(card).toContain('| iterations | 2 of 1,000,000 |');
    expect(card).toContain('step 2](picture-000002.png)');
    expect(card).toContain(FILL_IN);
    await page.context().close();
  });
});

describe('samples that are saved', () => {
  it('are pictures that open their graph where they are dropped; an ordinary one is data', async () => {
    const page = await trained(1);
    const { path } = await takenFromSamples(page, /^Picture with the graph inside/);
    await page.context().close();
    const png = readFileSync(path);
    const found = documentIn(png);
    if (found.type !== 'text') throw new Error(found.type);
    expect(readDocument(found.text).document?.networks).toEqual(ring.networks);

    const other = await fresh();
    await dropFiles(other, [path]);
    const name = `${ring.name} of the test`;
    await other.waitForFunction(
      (expected) =>
        [...document.querySelectorAll('input')].some(({ value }) => value === expected) ||
        document.body.innerText.includes(expected),
      name,
    );
    const isShown = () =>
      other
        .getByRole('tab', { name: /^Data/ })
        .getAttribute('aria-selected')
        .then((selected) => selected === 'true');

    // One bit of the graph turned, not of the pixels.
    const damaged = Buffer.from(withDocument(png, ring));
    damaged[60] = (damaged[60] ?? 0) ^ 1;
    const damagedPath = join(folder, 'damaged.png');
    writeFileSync(damagedPath, damaged);
    await dropFiles(other, [damagedPath]);
    await said(other, 'The graph in damaged.png is damaged');
    expect(await isShown()).toBe(false);
    const plainPath = join(folder, 'plain.png');
    writeFileSync(plainPath, encodePng(8, 8, 3, new Uint8Array(8 * 8 * 3)));
    await dropFiles(other, [plainPath]);
    await expect.poll(isShown, { timeout: 20_000 }).toBe(true);
    await other.context().close();
  });

  it('play as a GIF: one picture for each step, the last one longer', async () => {
    const page = await trained(3);
    const { name, path } = await takenFromSamples(page, /^Film strip of .* \(GIF\)/);
    expect(name).toBe('ring-of-gaussians-of-the-test-picture.gif');
    await said(page, '4 pictures of 512 ×');
    // The browser's own decoder.
    const frames = await page.evaluate(
      async (bytes) => {
        const decoder = new ImageDecoder({ data: new Uint8Array(bytes), type: 'image/gif' });
        await decoder.tracks.ready;
        const found: { readonly ms: number; readonly pixels: string }[] = [];
        for (let k = 0; k < (decoder.tracks.selectedTrack?.frameCount ?? 0); k++) {
          const { image } = await decoder.decode({ frameIndex: k });
          const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
          const context = canvas.getContext('2d');
          context?.drawImage(image, 0, 0);
          const { data } = context?.getImageData(0, 0, canvas.width, 512) ?? { data: [] };
          found.push({ ms: (image.duration ?? 0) / 1000, pixels: data.join() });
        }
        return found.map(({ ms, pixels }) => ({ ms, differs: pixels !== found[0]?.pixels }));
      },
      [...readFileSync(path)],
    );
    expect(frames.map(({ ms }) => ms)).toEqual([160, 160, 160, 2000]);
    expect(frames.map(({ differs }) => differs)).toEqual([false, true, true, true]);
    await page.context().close();
  });
});
