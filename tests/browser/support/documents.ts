/** Documents as the page has them: visits, tabs, names, and what storage holds of them. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach } from 'vitest';
import { browser, card, page, turnTo, url } from './editor-page.ts';

/** Of the visit in front. */
export let context: BrowserContext;

/** Visits of one test are over when it ends. */
export function useVisits(): void {
  afterEach(async () => {
    await context?.close();
  });
}

const SETTINGS = JSON.stringify({ theme: 'light', backend: 'wasm', language: 'en' });

interface Visit {
  readonly hash?: string;
  /** Runs in the page before anything else, at every load. */
  readonly before?: string;
}

/** A browser that has never been here, or one that has been: then give its context. */
export async function visit({ hash = '', before }: Visit = {}, into?: BrowserContext) {
  context = into ?? (await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  await context.addInitScript((settings) => {
    if (!localStorage.getItem('ganvas.settings')) localStorage.setItem('ganvas.settings', settings);
  }, SETTINGS);
  const fresh = await context.newPage();
  fresh.setDefaultTimeout(15_000);
  fresh.on('pageerror', (error) => console.error(`page error: ${error.message}`));
  // Playwright takes choosers over once somebody listens; begun beside a key it may come after the key.
  fresh.on('filechooser', () => {});
  if (before) await fresh.addInitScript(before);
  await fresh.goto(`${url}${hash}`);
  await fresh.locator('.react-flow__node').first().waitFor();
  return turnTo(fresh);
}

export const strip = (of: Page = page) => of.getByRole('navigation', { name: 'Open documents' });
export const tabs = (of: Page = page) => strip(of).locator('[data-tab]');
export const tab = (name: string, of: Page = page) => tabs(of).filter({ hasText: name });

/** Of all tabs; a star behind those with changes that no file has. */
export const names = async (of: Page = page): Promise<string[]> =>
  (await tabs(of).allInnerTexts()).map((text) => text.replaceAll('\n', ''));

/** The name of the tab in front. */
export const shown = async (of: Page = page): Promise<string> =>
  (await strip(of).locator('[data-tab][data-active]').innerText()).replaceAll('\n', '');

/** By the field in the top bar, as one step. */
export async function rename(name: string, of: Page = page): Promise<void> {
  const field = of.getByRole('textbox', { name: 'Name of the document' });
  await field.fill(name);
  await field.press('Enter');
}

/** From the gallery. */
export async function openPreset(id: string): Promise<void> {
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.locator(`[data-preset="${id}"]`).click();
  await card('generator').waitFor();
}

export async function fileMenu(item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

export const said = (text: string | RegExp, of: Page = page): Promise<void> =>
  of.getByText(text).first().waitFor();

/** What a stored table holds, read past the page. */
export const stored = (table: string, of: Page = page): Promise<Record<string, unknown>[]> =>
  of.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('ganvas');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => {
            request.result.close();
            resolve(all.result);
          };
        };
      }),
    table,
  );

/** Has all be written at once, as when the page is hidden; what reads storage afterwards waits for that. */
export async function kept(of: Page = page): Promise<void> {
  await of.evaluate(() => dispatchEvent(new Event('pagehide')));
  await stored('documents', of);
}
