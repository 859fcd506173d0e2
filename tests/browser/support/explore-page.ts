/** The Explore panel over runs that were trained beforehand: what is chosen there, and what it shows. */
import type { Locator, Page } from 'playwright-core';
import { browser, url, useBuiltPage } from './built-page.ts';
import { storeRuns, type TrainedRun } from './trained-runs.ts';
import { type OpenOptions, openPage, showPanel } from './training-page.ts';

/** For the tests of a file. */
export const useExplorer = (args: readonly string[] = []): void =>
  useBuiltPage({ withWebGpu: false, args });

type Options = Partial<Pick<OpenOptions, 'theme' | 'language' | 'size'>> & {
  /** Runs in the page before it loads. */
  readonly before?: () => void;
};

/** A page that holds the runs, with the panel over the first of them. */
export async function openExplore(
  runs: readonly TrainedRun[],
  { before, ...options }: Options = {},
): Promise<Page> {
  const page = await openPage(browser, { url, backend: 'wasm', ...options });
  await storeRuns(page, runs);
  if (before) await page.addInitScript(before);
  await page.reload();
  await showPanel(page, options.language === 'zh' ? '探索' : 'Explore');
  await panel(page).getByRole('radiogroup').first().waitFor();
  return page;
}

export const panel = (of: Page): Locator => of.getByTestId('explore');

export const sample = (of: Page, number: number): Locator =>
  panel(of).getByLabel(new RegExp(`^Sample ${number}(\\.|$)`));

export const mode = (of: Page, name: string): Promise<void> =>
  panel(of)
    .getByRole('radiogroup', { name: 'What to do' })
    .getByText(name, { exact: true })
    .click();

export async function choose(of: Page, field: string, option: string | RegExp): Promise<void> {
  await panel(of).getByRole('combobox', { name: field, exact: true }).click();
  await of.getByRole('option', { name: option, exact: true }).click();
}

/** All pixels of the picture with this name, as text. */
export async function pixels(of: Page, name: RegExp | string): Promise<string> {
  const picture = panel(of).getByLabel(name, { exact: true }).first();
  return await picture.evaluate((element) => {
    const canvas = element instanceof HTMLCanvasElement ? element : element.querySelector('canvas');
    return canvas?.toDataURL() ?? '';
  });
}

export async function pick(of: Page, ...numbers: readonly number[]): Promise<void> {
  for (const number of numbers) await sample(of, number).click();
}

/** A PNG of one colour, or of stripes of two. */
export async function image(of: Page, ...colours: readonly string[]): Promise<Buffer> {
  const bytes = await of.evaluate(async (all) => {
    const canvas = new OffscreenCanvas(60, 40);
    const context = canvas.getContext('2d');
    for (let x = 0; context && x < 60; x += 6) {
      context.fillStyle = all[(x / 6) % all.length] ?? '';
      context.fillRect(x, 0, 6, 40);
    }
    const blob = await canvas.convertToBlob();
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, colours);
  return Buffer.from(bytes);
}

export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export async function chooseFile(of: Page, file: GivenFile): Promise<void> {
  const [chooser] = await Promise.all([
    of.waitForEvent('filechooser'),
    of.getByRole('button', { name: 'Choose a file' }).click(),
  ]);
  await chooser.setFiles(file);
}

/** A file as it comes from another program: dropped on what shows the person's image, or pasted. */
export async function hand(
  of: Page,
  how: 'drop' | 'paste',
  { name, mimeType, buffer }: GivenFile,
  copies = 1,
): Promise<void> {
  await of.evaluate(
    ({ how, name, mimeType, text, copies }) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const file = new File(new Array(copies).fill(bytes), name, { type: mimeType });
      const data = new DataTransfer();
      data.items.add(file);
      if (how === 'paste') {
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
        document.body.dispatchEvent(event);
        return;
      }
      const target = document.querySelector('[data-testid=explore-drop]');
      const init = { bubbles: true, cancelable: true, dataTransfer: data };
      target?.dispatchEvent(new DragEvent('dragover', init));
      target?.dispatchEvent(new DragEvent('drop', init));
    },
    { how, name, mimeType, text: buffer.toString('base64'), copies },
  );
}
