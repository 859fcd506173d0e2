/** What a visit fetches before it shows anything, and what waits until somebody asks. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEditor, page, url, useBrowser } from './support/editor-page.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

useBrowser();

describe('the start of the page', () => {
  let scripts: ReadonlyMap<string, number>;
  beforeAll(() => {
    const html = readFileSync(`${DIST}index.html`, 'utf8');
    const names = [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map(([, name = '']) => name);
    const sizeOf = (name: string) => gzipSync(readFileSync(DIST + name)).length / 1000;
    scripts = new Map(names.map((name) => [name, sizeOf(name)]));
  });

  it('is at most 265 kB of our own and 530 kB with the libraries, packed', () => {
    const own = [...scripts].filter(([name]) => /\/(page|index)-/.test(name));
    const sum = (sizes: readonly (readonly [string, number])[]) =>
      Math.round(sizes.reduce((total, [, size]) => total + size, 0));
    expect(own).toHaveLength(2);
    expect(sum(own)).toBeLessThanOrEqual(265);
    expect(sum([...scripts])).toBeLessThanOrEqual(530);
  });

  it('answers keys whose parts are still on their way, and keeps what is typed for them', async () => {
    await openEditor();
    const held: (() => void)[] = [];
    await page.route(/(command-palette|shortcut-sheet)-.*\.js/, (route) => {
      held.push(() => void route.continue());
    });
    // Fetched again, and nothing of it when idle: only when asked for.
    await page.addInitScript('globalThis.requestIdleCallback = () => 0;');
    await page.goto(url);
    // What the visit before may still have asked for.
    held.length = 0;
    await page.locator('.react-flow__node').first().waitFor();
    const nodes = await page.locator('.react-flow__node').count();
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+k');
    await expect.poll(() => held.length).toBe(1);
    await page.keyboard.type('wganx');
    await page.keyboard.press('Backspace');
    expect(await page.getByRole('dialog').count()).toBe(0);
    for (const go of held.splice(0)) go();
    const field = page.locator('input.mantine-Spotlight-search');
    await field.waitFor();
    await expect.poll(() => field.inputValue()).toBe('wgan');
    await expect.poll(() => page.locator('[data-action]').first().innerText()).toMatch(/wgan/i);
    await page.keyboard.type('-gp');
    await expect.poll(() => field.inputValue()).toBe('wgan-gp');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    expect(await page.locator('.react-flow__node').count()).toBe(nodes);

    await page.keyboard.press('?');
    await expect.poll(() => held.length).toBe(1);
    for (const go of held.splice(0)) go();
    await page.getByRole('dialog').waitFor();

    // Enter, too, waits for what it is to take.
    await page.goto(url);
    held.length = 0;
    await page.locator('.react-flow__node').first().waitFor();
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+k');
    await expect.poll(() => held.length).toBe(1);
    await page.keyboard.type('cyclegan');
    await page.keyboard.press('Enter');
    for (const go of held.splice(0)) go();
    const name = page.getByRole('textbox', { name: 'Name of the document' });
    await expect.poll(() => name.inputValue()).toBe('CycleGAN');
  });

  it('gives the focus back from a dialog that was opened before it had arrived', async () => {
    await openEditor();
    const held: (() => void)[] = [];
    await page.route(/gallery-.*\.js/, (route) => {
      held.push(() => void route.continue());
    });
    await page.addInitScript('globalThis.requestIdleCallback = () => 0;');
    await page.goto(url);
    await page.locator('.react-flow__node').first().waitFor();
    const opener = page.getByRole('button', { name: 'Presets' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => held.length).toBe(1);
    expect(await page.getByRole('dialog').count()).toBe(0);
    for (const go of held) go();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => opener.evaluate((it) => it === document.activeElement)).toBe(true);
  });

  it('presses a button by a key that came while a part was on its way', async () => {
    await openEditor();
    const held: (() => void)[] = [];
    await page.route(/\/tour-.*\.js/, (route) => {
      held.push(() => void route.continue());
    });
    // A tour that is under way is wanted as soon as the page is there.
    await page.evaluate(() =>
      localStorage.setItem('ganvas.tour', JSON.stringify({ documentId: 'elsewhere', index: 0 })),
    );
    await page.goto(url);
    await page.locator('.react-flow__node').first().waitFor();
    await expect.poll(() => held.length).toBe(1);
    await page.getByRole('button', { name: 'Presets' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').count()).toBe(0);
    for (const go of held.splice(0)) go();
    await page.getByRole('dialog', { name: 'Presets' }).waitFor();
  });
});
