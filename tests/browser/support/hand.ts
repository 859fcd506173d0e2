/** A hand on the canvas: where things are on the screen, and how a pointer moves between them. */
import type { Locator } from 'playwright-core';
import { card, page } from './editor-page.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export async function boxOf(what: Locator) {
  const box = await what.boundingBox();
  if (!box) throw new Error(`${what} should be on the page`);
  return box;
}

/** Where it has come to rest: while the view is on its way, a pointer would miss it. */
export async function boxAtRest(what: Locator) {
  const element = await what.elementHandle();
  await element?.waitForElementState('stable');
  return boxOf(what);
}

export async function middle(what: Locator, dx = 0, dy = 0): Promise<Point> {
  const { x, y, width, height } = await boxAtRest(what);
  return { x: x + width / 2 + dx, y: y + height / 2 + dy };
}

interface DragOptions {
  readonly isLetGo?: boolean;
  readonly button?: 'left' | 'right';
}

/** In steps, as a hand moves. */
export async function drag(from: Point, to: Point, options: DragOptions = {}): Promise<void> {
  const { isLetGo = true, button = 'left' } = options;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  // A hand begins slowly: what it does within the first pixels of a drag is not counted.
  await page.mouse.move(from.x + 2, from.y + 1);
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  if (isLetGo) await page.mouse.up({ button });
}

/** Where a node stands, in units of the canvas. */
export async function placeOf(id: string): Promise<Point> {
  const transform = await card(id).evaluate((element) => (element as HTMLElement).style.transform);
  const [x = Number.NaN, y = Number.NaN] = (transform.match(/-?[\d.]+/g) ?? []).map(Number);
  return { x, y };
}

export const zoom = (): Promise<number> =>
  page
    .locator('.react-flow__viewport')
    .evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);

/** Until the canvas is on show and as it was some frames ago: it moves under the hand before. */
export async function placed(): Promise<void> {
  await page.locator('.react-flow[data-placed="true"]').waitFor();
  await page.evaluate(async () => {
    const view = () => document.querySelector('.react-flow__viewport')?.getAttribute('style');
    const frame = () => new Promise(requestAnimationFrame);
    for (let still = 0, before = view(); still < 4; ) {
      await frame();
      still = view() === before ? still + 1 : 0;
      before = view();
    }
  });
}
