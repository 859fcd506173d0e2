/** Wires by mouse: drawn, let go in the air, taken off, cut, and nodes put into them. */
import { describe, expect, it } from 'vitest';
import {
  card,
  level,
  option,
  page,
  port,
  undoButton,
  useBrowser,
  wire,
  wired,
  wires,
} from './support/editor-page.ts';
import { drag, middle, placeOf, zoom } from './support/hand.ts';
import { start } from './support/wiring-page.ts';

useBrowser();

describe('a wire in the hand', () => {
  it('lights what fits, dims the rest, and hears why not in words and numbers', async () => {
    await start();
    await drag(await middle(port('noise', 'out')), await middle(port('step', 'loss0')), {
      isLetGo: false,
    });
    const fitting = await page
      .locator('.react-flow__handle[data-fit]')
      .evaluateAll((all) =>
        all.map((e) => `${e.getAttribute('data-nodeid')}.${e.getAttribute('data-handleid')}`),
      );
    expect(fitting.sort()).toEqual([
      'far.prediction',
      'far.target',
      'other.prediction',
      'other.target',
      'use.z',
    ]);
    const opacity = (id: string) =>
      card(id)
        .locator('> div')
        .evaluate((element) => Number(getComputedStyle(element).opacity));
    expect(await opacity('step')).toBeLessThan(0.6);
    expect(await opacity('use')).toBe(1);
    const reason = page.locator('.react-flow__connection');
    expect(await reason.innerText()).toMatch(/optimizer-step expects a loss, got vector \[8\]/);
    await page.mouse.up();
    await page.getByText('Not connected').waitFor();
    expect(await page.locator('[data-fit], [data-wiring]').count()).toBe(0);
    expect(await wires()).toHaveLength(4);
  });

  it('is drawn to a port from nearby, and replaces what entered it', async () => {
    await start();
    const near = await middle(port('far', 'target'), -20, 12);
    await drag(await middle(port('noise', 'out')), near);
    await wired('noise.out', 'far.target');
    expect(await wire('target.out', 'far.target').count()).toBe(0);
    await undoButton().click();
    await wired('target.out', 'far.target');
  });

  it('enters the free port of the card that it is let go on, or asks which', async () => {
    await start();
    await drag(await middle(port('target', 'out')), await middle(card('other')));
    await page.getByRole('dialog', { name: /Connect to/ }).waitFor();
    expect(await page.getByRole('option').allInnerTexts()).toEqual([
      'Connect to prediction',
      'Connect to target',
    ]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await wired('target.out', 'other.target');
    await drag(await middle(port('use', 'out')), await middle(card('other')));
    await wired('use.out', 'other.prediction');
  });

  it('gets one more port where all are taken', async () => {
    await start();
    await drag(await middle(port('other', 'loss')), await middle(card('step')));
    await option('Add a loss').click();
    await wired('other.loss', 'step.loss1');
    expect(await wire('far.loss', 'step.loss0').count()).toBe(1);
    await undoButton().click();
    await expect.poll(async () => (await wires()).length).toBe(4);
  });

  it('is taken off an input by dragging, moved to another, or dropped in the air', async () => {
    await start();
    await drag(await middle(port('far', 'prediction')), await middle(port('other', 'prediction')));
    await wired('use.out', 'other.prediction');
    expect(await wire('use.out', 'far.prediction').count()).toBe(0);
    const at = await middle(port('other', 'prediction'));
    await drag(at, { x: at.x - 60, y: at.y + 60 });
    await expect.poll(async () => (await wires()).length).toBe(3);
    await undoButton().click();
    await wired('use.out', 'other.prediction');
  });

  it('is carried by a click to a click, and dropped by Escape', async () => {
    await start();
    const [from, to] = [await middle(port('target', 'out')), await middle(port('other', 'target'))];
    await page.mouse.click(from.x, from.y);
    await page.locator('[data-wiring]').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('[data-wiring]').count()).toBe(0);
    await page.mouse.click(from.x, from.y);
    await page.mouse.move(to.x - 30, to.y + 40, { steps: 3 });
    await page.mouse.click(to.x, to.y);
    await wired('target.out', 'other.target');
  });

  it('has ports of 24 pixels to be taken at', async () => {
    await start('N');
    const at = await middle(port('first', 'out'));
    const hit = await page.evaluate(
      ([{ x, y }, scale]) =>
        [-11, 11].every((d) =>
          document.elementFromPoint(x + d * scale, y)?.matches('.react-flow__handle'),
        ),
      [at, await zoom()] as const,
    );
    expect(hit).toBe(true);
  });
});

describe('a wire let go in the air', () => {
  it('offers what fits by any name, walked by keys, and puts it level with its port', async () => {
    await start('N');
    const first = await middle(port('first', 'out'));
    await drag(first, { x: first.x + 30, y: first.y + 70 });
    const menu = page.getByRole('dialog', { name: 'Add a node to this wire' });
    expect(await menu.getByRole('group').count()).toBeGreaterThan(3);
    expect(await option('Convolution').count()).toBe(0);
    await page.keyboard.press('Escape');
    const from = await middle(port('loose', 'out'));
    await drag(from, { x: from.x + 120, y: from.y + 40 });
    await page.keyboard.type('LReLU');
    await page
      .getByRole('option', { name: /^Leaky ReLU/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await wired('loose.out', 'leaky-relu.in');
    const [y1, y2] = [
      (await middle(port('loose', 'out'))).y,
      (await middle(port('leaky-relu', 'in'))).y,
    ];
    expect(Math.abs(y1 - y2)).toBeLessThan(1.5);
    await undoButton().click();
    await card('leaky-relu').waitFor({ state: 'detached' });
  });

  it('offers what gives it, for an input', async () => {
    await start('N');
    const from = await middle(port('loose', 'in'));
    await drag(from, { x: from.x - 60, y: from.y + 70 });
    await page.getByPlaceholder('What gives this tensor?').fill('tanh');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await wired('tanh.out', 'loose.in');
  });

  it('leaves the level by a new output of the network, which its use then has', async () => {
    await start('N');
    const from = await middle(port('first', 'out'));
    await drag(from, { x: from.x + 30, y: from.y + 70 });
    await option('New output of N').click();
    await wired('first.out', 'out-2.in');
    await level().getByText('Objective').click();
    await port('use', 'out-2').waitFor();
  });

  it('enters a network by a new input, made where it is used', async () => {
    await start();
    await drag(await middle(port('target', 'out')), await middle(card('use')));
    await option('Add an input “target” to N').click();
    await wired('target.out', 'use.target');
    await card('use').dblclick();
    await card('target').click();
    await page.getByText('8', { exact: true }).first().waitFor();
    await undoButton().click();
    await card('target').waitFor({ state: 'detached' });
  });
});

describe('a node over a wire', () => {
  it('goes into it from the palette, and what follows makes room, in one step', async () => {
    await start('N');
    const before = await placeOf('second');
    const search = page.getByRole('textbox', { name: 'Search nodes' });
    await search.fill('dropout');
    const entry = page
      .getByRole('complementary', { name: 'Palette' })
      .getByRole('button', { name: 'Dropout', exact: true });
    const at = await middle(wire('first.out', 'second.in').locator('.react-flow__edge-path'));
    await drag(await middle(entry), at, { isLetGo: false });
    await page.mouse.move(at.x + 2, at.y, { steps: 2 });
    await page.locator('.react-flow__edge[data-insert]').waitFor({ state: 'attached' });
    await page.mouse.up();
    await wired('first.out', 'dropout.in');
    await wired('dropout.out', 'second.in');
    expect((await placeOf('second')).x).toBeGreaterThan(before.x + 100);
    await undoButton().click();
    await wired('first.out', 'second.in');
    expect(await placeOf('second')).toEqual(before);
    expect(await undoButton().isDisabled()).toBe(true);
  });

  it('goes into it from the canvas where it fits, as one step with its move', async () => {
    await start('N');
    const path = wire('first.out', 'second.in').locator('.react-flow__edge-path');
    const before = await placeOf('loose');
    await drag(await middle(card('conv')), await middle(path));
    expect(await wires()).toContain('first.out->second.in');
    await undoButton().click();
    await drag(await middle(card('loose')), await middle(path));
    await wired('loose.out', 'second.in');
    await undoButton().click();
    await wired('first.out', 'second.in');
    expect(await placeOf('loose')).toEqual(before);
  });

  it('is cut off by a stroke with Control and the right button', async () => {
    await start('N');
    const [a, b] = [
      await middle(wire('z.out', 'first.in').locator('.react-flow__edge-path'), 0, -50),
      await middle(wire('z.out', 'first.in').locator('.react-flow__edge-path'), 4, 50),
    ];
    await page.keyboard.down('Control');
    await drag(a, b, { button: 'right' });
    await page.keyboard.up('Control');
    await wire('z.out', 'first.in').waitFor({ state: 'detached' });
    expect(await wires()).toHaveLength(2);
    expect(await page.getByRole('menu').count()).toBe(0);
  });
});
