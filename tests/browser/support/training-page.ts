/** Drives the page as a person does: presets, data, the run's buttons, and what the panels then say. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { Document } from '../../../graph-schemas/document.ts';

/** A run gets there within seconds on a free machine; on one that is shared it may take its time. */
const MOST_MS = 150_000;

/** The name of a file in `presets/`, without its ending. */
export type PresetId = string;

export interface OpenOptions {
  readonly url: string;
  readonly backend: 'auto' | 'webgpu' | 'wasm' | 'cpu';
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'zh';
  readonly size?: { readonly width: number; readonly height: number };
}

/** A page that nobody has visited: nothing stored but the choice of backend. */
export async function openPage(browser: Browser, options: OpenOptions): Promise<Page> {
  const { url, backend, theme = 'light', language = 'auto' } = options;
  const { size = { width: 1440, height: 900 } } = options;
  // Whoever measures places on the page waits for nothing that moves.
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  const settings = JSON.stringify({ theme, backend, language });
  await context.addInitScript((text) => {
    if (!localStorage.getItem('ganvas.settings')) localStorage.setItem('ganvas.settings', text);
  }, settings);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
  if (process.env.GANVAS_VERBOSE) page.on('console', (message) => console.log(message.text()));
  await page.goto(url);
  await trainButton(page).waitFor();
  await stillCanvas(page);
  return page;
}

/** Until the first view has found its place: a click that is aimed before would miss. */
export async function stillCanvas(page: Page): Promise<void> {
  const place = () =>
    page.evaluate(() => {
      const first = document.querySelector('.react-flow[data-placed="true"] .react-flow__node');
      return first ? JSON.stringify(first.getBoundingClientRect()) : null;
    });
  for (let before = await place(), tries = 0; tries < 50; tries += 1) {
    await page.waitForTimeout(100);
    const now = await place();
    if (now !== null && now === before) return;
    before = now;
  }
}

export const trainButton = (page: Page) => page.getByTestId('train');

/** A preset with its `smoke` values, and others where the test needs them, whatever their bounds. */
export function presetDocument(id: PresetId, values: Readonly<Record<string, number>>): Document {
  const path = new URL(`../../../presets/${id}.json`, import.meta.url);
  const document: Document = JSON.parse(readFileSync(path, 'utf8'));
  const all = { ...document.profiles?.smoke?.values, ...values };
  const parameters = Object.fromEntries(
    Object.entries(document.parameters).map(([name, parameter]) => {
      const { min: _min, max: _max, ...unbounded } = parameter;
      return [name, { ...unbounded, value: all[name] ?? parameter.value }];
    }),
  );
  return { ...document, parameters };
}

/** The preset, so long that it never ends by itself in a test, with a sheet every few steps. */
export function endlessDocument(
  id: PresetId,
  sampleEvery: number,
  values: Readonly<Record<string, number>> = {},
): Document {
  const document = presetDocument(id, { ...values, steps: 1_000_000 });
  return {
    ...document,
    training: { ...document.training, sampleEvery, measureEvery: sampleEvery },
  };
}

interface DroppedText {
  readonly name: string;
  readonly text: string;
}

/** Drops files on the page: paths of this machine, or texts. */
export async function dropFiles(
  page: Page,
  files: readonly string[] | readonly DroppedText[],
): Promise<void> {
  const id = 'files-of-the-test';
  await page.evaluate((inputId) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = inputId;
    input.hidden = true;
    document.body.append(input);
  }, id);
  const payload = files.map((file) =>
    typeof file === 'string'
      ? file
      : { name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.text) },
  );
  // Playwright takes paths or payloads, never a mixture.
  const input = page.locator(`#${id}`);
  await input.setInputFiles(payload as string[]);
  await input.evaluate((element) => {
    const dataTransfer = new DataTransfer();
    for (const file of (element as HTMLInputElement).files ?? []) dataTransfer.items.add(file);
    element.remove();
    const target = document.querySelector('main') ?? document.body;
    const init = { bubbles: true, cancelable: true, dataTransfer };
    target.dispatchEvent(new DragEvent('dragover', init));
    target.dispatchEvent(new DragEvent('drop', init));
  });
}

export async function openDocument(page: Page, graph: Document): Promise<void> {
  const name = `${graph.name} of the test`;
  const text = JSON.stringify({ ...graph, name });
  await dropFiles(page, [{ name: 'test.json', text }]);
  await page.waitForFunction(
    (expected) =>
      [...document.querySelectorAll('input')].some(({ value }) => value === expected) ||
      document.body.innerText.includes(expected),
    name,
  );
}

export async function showPanel(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
}

/** The step that the top bar shows; 0 before there is a run. */
export function stepShown(page: Page): Promise<number> {
  return page.evaluate(() =>
    Number(document.querySelector('[data-testid=progress]')?.getAttribute('data-step') ?? 0),
  );
}

export async function waitForStep(page: Page, step: number, timeoutMs = MOST_MS): Promise<void> {
  await page.waitForFunction(
    (least) =>
      Number(document.querySelector('[data-testid=progress]')?.getAttribute('data-step')) >= least,
    step,
    { timeout: timeoutMs },
  );
}

/** Waits until the main button says so: Train, Pause, Resume, Train again. */
export async function waitForButton(page: Page, label: string, timeoutMs = MOST_MS): Promise<void> {
  await page.waitForFunction(
    (expected) => document.querySelector('[data-testid=train]')?.textContent?.trim() === expected,
    label,
    { timeout: timeoutMs },
  );
}

/** The picture of the Samples panel, as text that differs where a pixel does. */
export function sheetShown(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const image = document.querySelector<HTMLImageElement>('[data-testid=samples] img');
    if (!image) return '';
    const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
    const digest = await crypto.subtle.digest('SHA-256', bytes);
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
}

/** Waits for a sheet of this step or later in the Samples panel. */
export async function waitForSheet(page: Page, step: number, timeoutMs = MOST_MS): Promise<void> {
  await page.waitForFunction(
    (least) => {
      const shown = document.querySelector('[data-testid=sample-step]')?.getAttribute('data-step');
      return shown !== null && shown !== undefined && Number(shown) >= least;
    },
    step,
    { timeout: timeoutMs },
  );
}

/** What the legend of the Losses panel says, by loss. */
export function lossesShown(page: Page): Promise<Record<string, string>> {
  return page
    .locator('[data-loss]')
    .evaluateAll((elements) =>
      Object.fromEntries(
        elements.map((element) => [
          element.getAttribute('data-loss') ?? '',
          element.textContent ?? '',
        ]),
      ),
    );
}
