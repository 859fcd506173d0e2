/** Enlarged twofold, and on a tablet by touch: everything is reached, nothing is cut off, and what is pressed is large enough. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { browser, card, page, turnTo, url, useBrowser } from './support/editor-page.ts';

useBrowser();
const bar = () => page.getByRole('navigation', { name: 'Panels' });
const panel = (name: string) => page.locator(`[data-panel="${name}"]`);
/** By a finger where there is one. */
const press = async (target: ReturnType<Page['locator']>, isTouch: boolean) =>
  isTouch ? target.tap() : target.click();

interface Window {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly isTouch: boolean;
  /** The least that a target measures. */
  readonly least: number;
}

const WINDOWS: readonly Window[] = [
  { name: '1280 × 720 at 200 %', width: 640, height: 360, isTouch: false, least: 24 },
  { name: 'a tablet on its side', width: 1024, height: 768, isTouch: true, least: 44 },
  { name: 'a tablet upright', width: 768, height: 1024, isTouch: true, least: 44 },
];

/** Buttons, fields and links in sight that are smaller than they may be; nodes are as large as a person zooms them. */
function smallTargets(least: number): Promise<readonly string[]> {
  return page.evaluate((size) => {
    const inText = (element: Element) =>
      element.matches('a') && getComputedStyle(element).display === 'inline';
    const found = [...document.querySelectorAll('button, a[href], input, [role="tab"], summary')];
    return found.flatMap((element) => {
      const { width, height, left, top, right, bottom } = element.getBoundingClientRect();
      const isSeen = width > 1 && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
      const isOurs = !element.closest('.react-flow__viewport, .react-flow__attribution');
      // A switch is pressed by its label, a slider by its track.
      const isBare = element.matches(
        'input[type="checkbox"], input[type="radio"], input[type="range"]',
      );
      const isSmall = width < size - 0.5 || height < size - 0.5;
      if (!isSeen || !isOurs || isBare || inText(element) || !isSmall) return [];
      const name = element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30);
      return [`${name} is ${Math.round(width)} × ${Math.round(height)}`];
    });
  }, least);
}

/** Parts of the page that reach beyond the window. */
const cutOff = () =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const parts = [
      ...document.querySelectorAll('header button, header input, nav button, [data-panel]'),
    ];
    const beyond = parts.flatMap((part) => {
      const { left, right, top, bottom, width } = part.getBoundingClientRect();
      const isIn = left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1;
      return width === 0 || isIn ? [] : [part.getAttribute('aria-label') ?? part.textContent];
    });
    const scrolls = scrollWidth > innerWidth || scrollHeight > innerHeight;
    return { beyond, scrolls };
  });

describe.each(WINDOWS)('on $name', ({ width, height, isTouch, least }) => {
  beforeAll(async () => {
    for (const context of browser.contexts()) await context.close();
    const context = await browser.newContext({
      viewport: { width, height },
      hasTouch: isTouch,
      isMobile: isTouch,
    });
    await context.addInitScript(() => {
      localStorage.setItem('ganvas.settings', JSON.stringify({ theme: 'light', backend: 'wasm' }));
    });
    turnTo(await context.newPage());
    page.setDefaultTimeout(20_000);
    await page.goto(url);
    await card('generator').waitFor();
  });

  it('keeps the canvas large, and every panel one press away', async () => {
    const canvas = await page.locator('#canvas').boundingBox();
    expect((canvas?.width ?? 0) * (canvas?.height ?? 0)).toBeGreaterThan(0.5 * width * height);
    for (const [button, name] of [
      ['Palette', 'palette'],
      ['Results', 'results'],
      ['Inspector', 'inspector'],
    ] as const) {
      await press(bar().getByRole('button', { name: button }), isTouch);
      await panel(name).waitFor();
      expect(await page.locator('[data-panel]').count()).toBe(1);
      expect(await cutOff()).toEqual({ beyond: [], scrolls: false });
      expect(await smallTargets(Math.min(least, 44))).toEqual([]);
    }
    await press(bar().getByRole('button', { name: 'Inspector' }), isTouch);
    await panel('inspector').waitFor({ state: 'detached' });
  });

  it('folds the rest of the top bar behind a button', async () => {
    const more = page.getByRole('button', { name: 'More', exact: true });
    await press(more, isTouch);
    for (const name of ['Presets', 'Parameters']) {
      await page.getByRole('button', { name, exact: true }).waitFor();
    }
    expect(await cutOff()).toEqual({ beyond: [], scrolls: false });
    await press(page.getByRole('button', { name: 'Presets', exact: true }), isTouch);
    await page.getByRole('dialog').waitFor();
    const box = await page.getByRole('dialog').boundingBox();
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press(more, isTouch);
  });

  it('adds a node, finds its form, wires it in the list', async () => {
    await press(bar().getByRole('button', { name: 'Palette' }), isTouch);
    await panel('palette').getByRole('textbox', { name: 'Search nodes' }).fill('squared');
    await press(
      panel('palette').getByRole('button', { name: 'Squared error', exact: true }),
      isTouch,
    );
    await card('mse').waitFor({ state: 'attached' });
    await press(bar().getByRole('button', { name: 'Inspector' }), isTouch);
    await panel('inspector').getByRole('heading', { name: 'Squared error' }).waitFor();
    await press(bar().getByRole('button', { name: 'Inspector' }), isTouch);
    await press(bar().getByRole('button', { name: 'List' }), isTouch);
    await press(page.getByRole('button', { name: 'Ports of mse' }), isTouch);
    await press(page.getByRole('button', { name: /^Choose what feeds mse\./ }).first(), isTouch);
    await press(page.getByRole('option').first(), isTouch);
    const line = page.locator('tr[data-node="mse"][data-side="input"]').first();
    await expect.poll(() => line.innerText()).toContain('from');
    expect(await smallTargets(least)).toEqual([]);
    await press(bar().getByRole('button', { name: 'List' }), isTouch);
    await card('mse').waitFor({ state: 'attached' });
  });
});
