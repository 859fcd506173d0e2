/** The canvas by fingers: wires, cards, pinches, long presses, boxes. */
import type { CDPSession } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  browser,
  card,
  page,
  port,
  selected,
  turnTo,
  url,
  useBrowser,
  wired,
} from './support/editor-page.ts';
import { middle, type Point, placeOf, zoom } from './support/hand.ts';
import { enterN, openNext } from './support/wiring-page.ts';

useBrowser();

describe('fingers', () => {
  let session: CDPSession;

  beforeAll(async () => {
    const context = await browser.newContext({
      viewport: { width: 1180, height: 820 },
      hasTouch: true,
      reducedMotion: 'reduce',
    });
    await context.addInitScript(() =>
      localStorage.setItem('ganvas.settings', JSON.stringify({ backend: 'wasm' })),
    );
    turnTo(await context.newPage());
    page.setDefaultTimeout(8000);
    await page.goto(url);
    await page.getByTestId('train').waitFor();
    session = await context.newCDPSession(page);
  });
  async function startByTouch(level: 'objective' | 'N'): Promise<void> {
    await openNext();
    if (level === 'N') await enterN();
  }
  const touch = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    points: readonly Point[],
  ): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
    });
  async function swipe(from: Point, to: Point): Promise<void> {
    await touch('touchStart', [from]);
    for (const share of [0.2, 0.5, 0.8, 1]) {
      const at = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
      await touch('touchMove', [at]);
    }
    await touch('touchEnd', []);
  }

  it('wire by taps and by drags', async () => {
    await startByTouch('objective');
    const [from, to] = [await middle(port('target', 'out')), await middle(port('other', 'target'))];
    await page.touchscreen.tap(from.x, from.y);
    await page.locator('[data-wiring]').waitFor();
    await page.touchscreen.tap(to.x, to.y);
    await wired('target.out', 'other.target');
    await swipe(
      await middle(port('use', 'out')),
      await middle(port('other', 'prediction'), -14, 0),
    );
    await wired('use.out', 'other.prediction');
  });

  it('move cards, pan, pinch, and press long for the menu', async () => {
    await startByTouch('N');
    const before = await placeOf('loose');
    const at = await middle(card('loose'));
    await swipe(at, { x: at.x + 40, y: at.y + 50 });
    await expect.poll(async () => (await placeOf('loose')).x).toBeGreaterThan(before.x + 10);
    const carried = await placeOf('loose');
    const [held, second] = [await middle(card('loose')), await middle(card('sum'), 0, 90)];
    const moved = { x: held.x + 30, y: held.y + 30 };
    await touch('touchStart', [held]);
    await touch('touchMove', [{ x: held.x + 12, y: held.y + 12 }]);
    await touch('touchMove', [moved]);
    await touch('touchStart', [moved, second]);
    await touch('touchMove', [{ x: moved.x + 20, y: moved.y }, second]);
    await touch('touchEnd', []);
    expect(await placeOf('loose')).toEqual(carried);
    await swipe(held, { x: held.x, y: held.y - 44 });
    await expect.poll(async () => (await placeOf('loose')).y).toBeLessThan(carried.y - 20);
    const scale = await zoom();
    const free = await middle(card('sum'), 0, 90);
    await touch('touchStart', [free, { x: free.x + 80, y: free.y }]);
    for (const far of [90, 110, 140]) {
      await touch('touchMove', [
        { x: free.x - far / 4, y: free.y },
        { x: free.x + far, y: free.y },
      ]);
    }
    await touch('touchEnd', []);
    await expect.poll(zoom).toBeGreaterThan(scale);
    await page.evaluate(() =>
      addEventListener('contextmenu', () => document.body.setAttribute('data-menu', ''), true),
    );
    await touch('touchStart', [await middle(card('sum'))]);
    await page.locator('body[data-menu]').waitFor();
    await touch('touchEnd', []);
  });

  it('select by boxes and taps once drags select', async () => {
    await startByTouch('N');
    await page.getByRole('button', { name: 'Select by dragging' }).tap();
    const [z, sum] = [card('z'), card('sum')];
    await swipe(await middle(z, -15, -45), await middle(z));
    expect(await selected()).toEqual(['z']);
    // Sooner the browser takes the tap for a part of the swipe.
    await page.waitForTimeout(500);
    const at = await middle(sum);
    await page.touchscreen.tap(at.x, at.y);
    await expect.poll(selected).toEqual(['sum', 'z']);
    await page.waitForTimeout(500);
    await page.touchscreen.tap(at.x, at.y);
    await expect.poll(selected).toEqual(['z']);
  });
});
