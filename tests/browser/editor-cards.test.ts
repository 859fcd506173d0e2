/** Cards: what can be read of them from how far, where a canvas is looked at first, and their numbers edited in place. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  card,
  enter,
  inspector,
  ON_TITLE,
  openEditor,
  page,
  undoButton,
  useBrowser,
} from './support/editor-page.ts';
import { boxOf, drag, middle, placed, placeOf, zoom } from './support/hand.ts';
import {
  endlessDocument,
  openDocument,
  presetDocument,
  trainButton,
} from './support/training-page.ts';

useBrowser();

const number = (node: string, field: string) =>
  card(node).locator(`[data-number="${field}"]`).first();
const editor = () => page.getByTestId('number-editor').getByRole('combobox');
const badge = (node: string) => card(node).locator('[class*=badge]');
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-id'));
const fit = () => page.locator('.react-flow__controls button').nth(2).click();

/** The size of its type on the screen, in pixels. */
const sizeOf = (node: string, part: string) =>
  card(node)
    .locator(`[class*=${part}]`)
    .first()
    .evaluate((element) => {
      const { width } = element.getBoundingClientRect();
      const scale = width / (element as HTMLElement).offsetWidth;
      return Number.parseFloat(getComputedStyle(element).fontSize) * scale;
    });

describe('the first view', () => {
  it('of a large objective on a small window can be read, and the map shows the rest', async () => {
    await openEditor({ size: { width: 1280, height: 720 } });
    await openDocument(page, presetDocument('cyclegan', {}));
    await card('dataA').waitFor();
    await placed();
    expect(await zoom()).toBeGreaterThan(0.5);
    await page.locator('.react-flow__minimap').waitFor();
    await fit();
    await expect.poll(zoom).toBeLessThan(0.4);
    await page.locator('.react-flow__minimap').waitFor({ state: 'detached' });
  });

  it('of what can be read as a whole is all of it, between the things that lie over the corners', async () => {
    await openEditor();
    await placed();
    const canvas = await boxOf(page.locator('.react-flow'));
    const boxes = await page
      .locator('.react-flow__node')
      .evaluateAll((all) => all.map((node) => node.getBoundingClientRect().toJSON()));
    for (const { left, top, right, bottom } of boxes) {
      expect(left >= canvas.x && top >= canvas.y).toBe(true);
      expect(right <= canvas.x + canvas.width && bottom <= canvas.y + canvas.height).toBe(true);
    }
    for (const over of ['main nav', '.react-flow__controls']) {
      const { x, y, width, height } = await boxOf(page.locator(over).first());
      const covered = boxes.filter(
        (box) => box.left < x + width && box.right > x && box.top < y + height && box.bottom > y,
      );
      expect(covered).toEqual([]);
    }
  });
});

describe('a card', () => {
  beforeEach(async () => {
    await openEditor();
    await enter('judgeFake', 'first');
    await placed();
  });

  it('says its kind, numbers and shape in type of one size on the screen, and its name from afar', async () => {
    const shape = card('first').locator('[class*=shape]');
    expect(await shape.count()).toBe(0);
    expect(await sizeOf('first', 'title')).toBeGreaterThan(10);
    await page.keyboard.press('Shift+1');
    for (let steps = 0; (await zoom()) > 0.6 && steps < 9; steps += 1) {
      await page.getByRole('button', { name: 'Zoom out' }).click();
      await placed();
    }
    await shape.waitFor();
    expect(await shape.innerText()).toBe('16×16×32');
    expect(await badge('first').innerText()).toContain('4×4 ↓2 · 32');
    expect(await sizeOf('first', 'badge')).toBeGreaterThan(8.5);
    for (let steps = 0; (await zoom()) > 0.42 && steps < 9; steps += 1) {
      await page.getByRole('button', { name: 'Zoom out' }).click();
      await placed();
    }
    await expect.poll(() => badge('first').isVisible()).toBe(false);
    expect(await card('first').locator('[class*=kind] svg').isVisible()).toBe(true);
    expect(await sizeOf('leaky', 'title')).toBeGreaterThan(8.5);
  });

  it('has its numbers typed over by a double click, in one step of undo', async () => {
    await number('score', 'filters').dblclick();
    await editor().waitFor();
    expect(await editor().getAttribute('aria-label')).toBe('Filters');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await editor().waitFor({ state: 'detached' });
    await expect.poll(() => badge('score').innerText()).toBe('4×4 · 3');
    expect(await focused()).toBe('score');
    await undoButton().click();
    await expect.poll(() => badge('score').innerText()).toBe('4×4 · 1');
    expect(await undoButton().isDisabled()).toBe(true);
    // A number on a card that stands for a block is no way into it.
    await number('shrink', 'repeat').dblclick();
    await editor().waitFor();
    expect(await editor().inputValue()).toBe('log2(imageSize) - 3');
    await page.keyboard.type('nothing');
    await page.keyboard.press('Escape');
    await editor().waitFor({ state: 'detached' });
    expect(await badge('shrink').innerText()).toBe('Down × 2');
    expect(await card('first').count()).toBe(1);
  });

  it('says what is wrong where it is typed, and a press elsewhere ends it', async () => {
    await number('leaky', 'slope').dblclick();
    await editor().waitFor();
    await page.keyboard.type('unknownName');
    await page
      .getByTestId('number-editor')
      .getByText(/unknownName/)
      .first()
      .waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('0.3');
    const { x, y, width, height } = await boxOf(page.locator('.react-flow'));
    await page.mouse.click(x + width * 0.6, y + height * 0.85);
    await editor().waitFor({ state: 'detached' });
    await expect.poll(() => badge('leaky').innerText()).toBe('0.3');
  });

  it('has its numbers dragged sideways and stays; by anything else the card is dragged', async () => {
    const before = await placeOf('leaky');
    const from = await middle(number('leaky', 'slope'));
    await drag(from, { x: from.x + 43, y: from.y });
    await expect.poll(async () => Number(await badge('leaky').innerText())).toBeGreaterThan(0.2);
    expect(await placeOf('leaky')).toEqual(before);
    await undoButton().click();
    await expect.poll(() => badge('leaky').innerText()).toBe('0.2');
    expect(await undoButton().isDisabled()).toBe(true);
    const title = await middle(card('leaky').locator('[class*=title]'));
    await drag(title, { x: title.x + 40, y: title.y + 90 });
    await expect.poll(async () => (await placeOf('leaky')).y).toBeGreaterThan(before.y);
    expect(await badge('leaky').innerText()).toBe('0.2');
  });

  it('has its numbers edited by keys, one after the other, with names suggested', async () => {
    await card('score').click(ON_TITLE);
    await page.keyboard.press('Shift+Enter');
    await editor().waitFor();
    expect(await editor().getAttribute('aria-label')).toBe('Kernel');
    await page.keyboard.press('Tab');
    await expect.poll(() => editor().getAttribute('aria-label')).toBe('Filters');
    await page.keyboard.type('nd');
    await page.getByRole('option', { name: /ndf/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await editor().inputValue()).toBe('ndf');
    await page.keyboard.press('Enter');
    await expect.poll(() => badge('score').innerText()).toBe('4×4 · 32');
    expect(await focused()).toBe('score');
    await expect
      .poll(() => inspector().getByRole('combobox', { name: 'Filters' }).inputValue())
      .toBe('ndf');
  });

  it('comes near by the key where its numbers are too small to read', async () => {
    await page.keyboard.press('Shift+1');
    for (let steps = 0; (await zoom()) > 0.6 && steps < 9; steps += 1) {
      await page.getByRole('button', { name: 'Zoom out' }).click();
      await placed();
    }
    // Too small to be taken: a drag that begins there moves the card.
    const before = await placeOf('leaky');
    const from = await middle(number('leaky', 'slope'));
    await drag(from, { x: from.x + 30, y: from.y + 40 });
    await expect.poll(async () => (await placeOf('leaky')).y).toBeGreaterThan(before.y);
    expect(await badge('leaky').innerText()).toBe('0.2');
    await page.keyboard.press('Shift+Enter');
    await editor().waitFor();
    expect(await zoom()).toBeGreaterThan(0.7);
    await page.keyboard.type('0.1');
    await page.keyboard.press('Enter');
    await expect.poll(() => badge('leaky').innerText()).toBe('0.1');
  });
});

describe('wires of a step whose gradient is on show', () => {
  const dashes = () =>
    page
      .locator('.react-flow__edge g[data-reach="gradient"] .react-flow__edge-path')
      .first()
      .evaluate((path) => getComputedStyle(path).animationName);

  it('run while the step trains, and stand where less motion is wanted', async () => {
    await openEditor();
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await openDocument(page, endlessDocument('ring', 1000));
    await placed();
    await page.getByRole('button', { name: 'Overlay', exact: true }).click();
    await page.getByRole('menuitemradio', { name: 'Gradient of Train G' }).click();
    await page.locator('g[data-reach="gradient"]').first().waitFor({ state: 'attached' });
    expect(await dashes()).toBe('none');
    await trainButton(page).click();
    await expect.poll(dashes, { timeout: 30_000 }).not.toBe('none');
    await page.getByText('dashes run with the values').waitFor();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await dashes()).toBe('none');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.getByRole('button', { name: 'Take the overlay off' }).click();
    await page.locator('.react-flow:not([data-flows])').waitFor();
  });
});
