/** Selecting and moving by mouse, notes and frames, and gestures that are broken off. */
import { describe, expect, it } from 'vitest';
import {
  card,
  inspector,
  page,
  port,
  selected,
  undoButton,
  useBrowser,
  wire,
  wires,
} from './support/editor-page.ts';
import { drag, middle, type Point, placeOf, zoom } from './support/hand.ts';
import { stillCanvas } from './support/training-page.ts';
import { enterN, start } from './support/wiring-page.ts';

useBrowser();

describe('selecting', () => {
  it('by boxes adds with Shift, takes away with Alt, and toggles by Control and a click', async () => {
    await start('N');
    const [z, first, sum] = [card('z'), card('first'), card('sum')];
    await page.keyboard.down('Shift');
    await drag(await middle(z, -95, 46), await middle(z));
    await drag(await middle(sum, -95, 70), await middle(sum));
    await page.keyboard.up('Shift');
    expect(await selected()).toEqual(['sum', 'z']);
    await page.keyboard.down('Alt');
    await drag(await middle(sum, -95, 70), await middle(sum));
    await page.keyboard.up('Alt');
    expect(await selected()).toEqual(['z']);
    await first.click({ modifiers: ['Control'] });
    expect(await selected()).toEqual(['first', 'z']);
    await z.click({ modifiers: ['Control'] });
    expect(await selected()).toEqual(['first']);
    await card('second').click({ modifiers: ['Shift'] });
    expect(await selected()).toEqual(['first', 'second']);
    await page.keyboard.press('Escape');
    expect(await selected()).toEqual([]);
    expect(await undoButton().isDisabled()).toBe(true);
  });

  it('by a plain drag where a person wants it so, whole or touched', async () => {
    await start('N');
    const from = await middle(card('z'), -95, 46);
    const pan = () => page.locator('.react-flow__viewport').getAttribute('style');
    const before = await pan();
    await page.locator('#canvas').focus();
    await page.keyboard.press('w');
    await drag(from, await middle(card('first')));
    expect(await selected()).toEqual(['first', 'z']);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Boxes select what they hold');
    await page.keyboard.press('Enter');
    await drag(from, await middle(card('first'), 0, -46));
    expect(await selected()).toEqual(['z']);
    expect(await pan()).toBe(before);
    await page.getByRole('button', { name: 'Select by dragging' }).click();
    await drag(from, { x: from.x + 60, y: from.y + 40 });
    expect(await pan()).not.toBe(before);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Boxes select what they hold');
    await page.keyboard.press('Enter');
  });
});

describe('moving', () => {
  it('keeps to what lines up, with a line to show it, and to the grid on demand', async () => {
    await start('N');
    const scale = await zoom();
    const at = await middle(card('loose'));
    const to = { x: at.x - (10 - 3) * scale, y: at.y + 60 * scale };
    await drag(at, to, { isLetGo: false });
    const guides = page.getByTestId('guides');
    expect(await guides.getAttribute('data-types')).toContain('line');
    expect(await guides.isVisible()).toBe(true);
    await page.mouse.up();
    expect((await placeOf('loose')).x).toBe(280);
    expect(await guides.isVisible()).toBe(false);
    await page.keyboard.press('Alt+s');
    const next = await middle(card('loose'));
    await drag(next, { x: next.x + 37 * scale, y: next.y + 9 * scale });
    const place = await placeOf('loose');
    expect([place.x % 22, place.y % 22].map(Math.abs)).toEqual([0, 0]);
  });

  it('by a wheel zooms, by two fingers on a trackpad pans', async () => {
    await start('N');
    const at = await middle(card('first'), 0, 120);
    await page.mouse.move(at.x, at.y);
    const before = await zoom();
    await page.mouse.wheel(0, 120);
    await expect.poll(zoom).toBeLessThan(before);
    const [x, scale] = [(await middle(card('first'))).x, await zoom()];
    await page.mouse.wheel(-40, 7);
    await expect.poll(async () => (await middle(card('first'))).x).toBeCloseTo(x + 40, 0);
    expect(await zoom()).toBe(scale);
  });
});

describe('notes and frames', () => {
  it('are written in Markdown, never in HTML, as one step', async () => {
    await start('N');
    await page.locator('#canvas').focus();
    await page.keyboard.press('Shift+N');
    await page.keyboard.type('# Idea\n- **bold** <img src=x onerror="boom()">\n[b](javascript:x)');
    await page.keyboard.press('Control+Enter');
    const note = card('note:0');
    await note.getByRole('heading', { name: 'Idea' }).waitFor();
    expect(await note.locator('strong').innerText()).toBe('bold');
    expect(await note.locator('img, a').count()).toBe(0);
    await note.dblclick();
    await page.keyboard.type('See https://arxiv.org/abs/1511.06434');
    await page.keyboard.press('Control+Enter');
    expect(await note.getByRole('link').getAttribute('rel')).toContain('noopener');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: /Text of the note/ }).waitFor();
    await page.keyboard.press('Escape');
    await undoButton().click();
    await note.getByRole('heading', { name: 'Idea' }).waitFor();
    await undoButton().click();
    await note.waitFor({ state: 'detached' });
    expect(await undoButton().isDisabled()).toBe(true);
  });

  it('stand around the selection, carry what lies in them, take a colour, and go', async () => {
    await start('N');
    await card('first').click();
    await card('loose').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Shift+F');
    await page.keyboard.type('Half');
    await page.keyboard.press('Control+Enter');
    const frame = card('note:0');
    await frame.getByText('Half').waitFor();
    const before = await Promise.all(['first', 'loose', 'second'].map(placeOf));
    const title = await middle(frame.getByText('Half'));
    await drag(title, { x: title.x + 33, y: title.y + 41 });
    const after = await Promise.all(['first', 'loose', 'second'].map(placeOf));
    const [by] = after.map(({ x, y }, at) => [x - (before[at]?.x ?? 0), y - (before[at]?.y ?? 0)]);
    expect(by?.[0]).toBeGreaterThan(20);
    expect(after[1]?.x).toBe((before[1]?.x ?? 0) + (by?.[0] ?? 0));
    expect(after[2]).toEqual(before[2]);
    await page.getByRole('button', { name: 'Blue' }).click();
    expect(await frame.locator('[data-color="blue"]').count()).toBe(1);
    await undoButton().click();
    await undoButton().click();
    expect(await Promise.all(['first', 'loose', 'second'].map(placeOf))).toEqual(before);
    // The canvas is reached through a frame: a click inside clears the selection.
    const inside = await middle(card('first'), 0, 80);
    await page.mouse.click(inside.x, inside.y);
    expect(await selected()).toEqual([]);
    await frame.getByText('Half').click();
    await page.keyboard.press('Delete');
    await frame.waitFor({ state: 'detached' });
  });
});

describe('a gesture that is broken off', () => {
  /** What a hand leaves on the page while it holds something. */
  const traces = () =>
    page.evaluate(() => {
      const marks = ['in-hand', 'wiring', 'fit', 'fixed', 'held', 'aim', 'insert', 'cut', 'alt'];
      const found = marks.filter((name) => document.querySelector(`[data-${name}]`) !== null);
      const faded = [...document.querySelectorAll<HTMLElement>('.react-flow__node')].filter(
        ({ style }) => style.opacity !== '',
      );
      const sheets = document.querySelectorAll('.react-flow > [aria-hidden="true"]');
      return found.length + faded.length + sheets.length;
    });
  const isUntouched = async (before: Point) => {
    expect(await traces()).toBe(0);
    await page.mouse.move(5, 5, { steps: 3 });
    await page.mouse.up();
    expect(await placeOf('loose')).toEqual(before);
    expect(await traces()).toBe(0);
  };

  it('leaves cards where they were: by Escape, the right button, undo, and a level that goes', async () => {
    await start('N');
    const before = await placeOf('loose');
    const take = async (dx = 60) => {
      const at = await middle(card('loose'));
      await drag(at, { x: at.x + dx, y: at.y + 14 }, { isLetGo: false });
      await expect.poll(traces).toBeGreaterThan(2);
    };
    await take();
    await page.keyboard.press('Escape');
    await isUntouched(before);
    expect(await selected()).toEqual(['loose']);
    await take();
    await page.mouse.down({ button: 'right' });
    await page.mouse.up({ button: 'right' });
    await isUntouched(before);
    expect(await page.getByRole('menu').count()).toBe(0);
    expect(await undoButton().isDisabled()).toBe(true);
    await take();
    await page.mouse.up();
    await expect.poll(() => placeOf('loose')).not.toEqual(before);
    await take(-30);
    await page.keyboard.press('Control+z');
    await isUntouched(before);
    await take();
    await page.evaluate(() => {
      const up = [...document.querySelectorAll<HTMLElement>('main button')];
      up.find(({ textContent }) => textContent === 'Objective')?.click();
    });
    await card('use').waitFor();
    expect(await traces()).toBe(0);
    await page.mouse.up();
    await enterN();
    expect(await placeOf('loose')).toEqual(before);
  });

  it('drops a wire for the right button and for undo', async () => {
    await start('N');
    const at = await middle(card('loose'));
    const before = await placeOf('loose');
    await drag(at, { x: at.x + 60, y: at.y + 50 });
    await expect.poll(() => placeOf('loose')).not.toEqual(before);
    await stillCanvas(page);
    const from = await middle(port('loose', 'out'));
    const air = { x: from.x + 40, y: from.y + 60 };
    await drag(from, air, { isLetGo: false });
    await page.locator('[data-wiring]').waitFor();
    await page.mouse.down({ button: 'right' });
    expect(await traces()).toBe(0);
    await page.mouse.up({ button: 'right' });
    await page.mouse.up();
    expect(await page.getByRole('menu').count()).toBe(0);
    await drag(from, air, { isLetGo: false });
    await page.keyboard.press('Control+z');
    expect(await traces()).toBe(0);
    await page.mouse.up();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await wires()).toHaveLength(3);
  });

  it('goes on below a wheel, with the card in the hand', async () => {
    await start('N');
    const [before, at] = [await placeOf('loose'), await middle(card('loose'))];
    const to = { x: at.x + 60, y: at.y + 20 };
    await drag(at, to, { isLetGo: false });
    const scale = await zoom();
    await page.evaluate(({ x, y }) => {
      const turn = { deltaY: -240, clientX: x, clientY: y, bubbles: true, cancelable: true };
      document.elementFromPoint(x, y)?.dispatchEvent(new WheelEvent('wheel', turn));
    }, to);
    await expect.poll(zoom).toBeGreaterThan(scale);
    await page.mouse.up();
    await expect.poll(traces).toBe(0);
    await expect.poll(() => placeOf('loose')).not.toEqual(before);
  });
});

describe('Escape', () => {
  it('clears what is selected, a wire or a node, and only then leaves the level', async () => {
    await start('N');
    const isNode = () => inspector().getByRole('textbox', { name: 'Id' }).count();
    await card('loose').click();
    await expect.poll(isNode).toBe(1);
    await page.keyboard.press('Escape');
    expect(await selected()).toEqual([]);
    await expect.poll(isNode).toBe(0);
    await page.keyboard.press('Escape');
    await card('use').waitFor();
    await expect.poll(selected).toEqual(['use']);
    await page.locator('main').focus();
    await page.keyboard.press('Escape');
    await expect.poll(selected).toEqual([]);
    await expect.poll(isNode).toBe(0);
    const { x, y } = await middle(wire('use.out', 'far.prediction').locator('path').first());
    await page.mouse.click(x, y);
    const chosen = page.locator('.react-flow__edge.selected');
    await chosen.waitFor({ state: 'attached' });
    await page.locator('main').focus();
    await page.keyboard.press('Escape');
    await chosen.waitFor({ state: 'detached' });
  });
});
