/** Gestures on the canvas: wires, boxes, drags, notes, by mouse, keys and fingers. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { launch } from './support/browser.ts';
import { servedBuild } from './support/served-build.ts';
import { openDocument, openPage } from './support/training-page.ts';

/** A chain of layers inside N, one layer beside it, and a use of N between noise, data and a loss. */
const graph: Document = {
  format: 'ganvas.graph',
  version: 1,
  name: 'Wiring',
  parameters: { zDim: { value: 8 } },
  networks: {
    N: {
      nodes: {
        z: { kind: 'input', params: { shape: ['zDim'] }, at: [0, 0] },
        first: { kind: 'dense', params: { units: 16 }, at: [280, 0] },
        second: { kind: 'dense', params: { units: 8 }, at: [560, 0] },
        out: { kind: 'output', at: [840, 0] },
        loose: { kind: 'relu', at: [290, 170] },
        conv: { kind: 'conv2d', at: [620, 330] },
        sum: { kind: 'add', at: [0, 170] },
      },
      edges: [
        { from: 'z.out', to: 'first.in' },
        { from: 'first.out', to: 'second.in' },
        { from: 'second.out', to: 'out.in' },
      ],
    },
  },
  objective: {
    nodes: {
      noise: { kind: 'noise', params: { shape: ['zDim'] }, at: [0, 0] },
      use: { kind: 'apply', params: { network: 'N' }, at: [300, 0] },
      target: { kind: 'constant', params: { shape: [8] }, at: [300, 180] },
      far: { kind: 'mse', at: [620, 0] },
      step: { kind: 'optimizer-step', params: { trains: ['N'] }, at: [920, 0] },
      other: { kind: 'l1', at: [620, 180] },
    },
    edges: [
      { from: 'noise.out', to: 'use.z' },
      { from: 'use.out', to: 'far.prediction' },
      { from: 'target.out', to: 'far.target' },
      { from: 'far.loss', to: 'step.loss0' },
    ],
  },
  training: { batchSize: 4, steps: 10, seed: 1 },
};

let browser: Browser;
let served: Awaited<ReturnType<typeof servedBuild>>;
let page: Page;

beforeAll(async () => {
  served = await servedBuild();
  browser = await launch({ withWebGpu: false });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Each test has a document of its own, all of them one page. */
let opened = 0;
async function openNext(): Promise<void> {
  opened += 1;
  await openDocument(page, { ...graph, name: `Wiring ${opened}` });
  await card('use').waitFor();
  await placed();
}
/** Until then the canvas moves under the hand: it is on show, and as it was some frames ago. */
async function placed(): Promise<void> {
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

async function start(level: 'objective' | 'N' = 'objective'): Promise<void> {
  if (opened === 0) {
    page = await openPage(browser, { url: served.url, backend: 'wasm' });
    page.setDefaultTimeout(8000);
  }
  // What a failed test left open is not the fault of those after it.
  if (await page.locator('.mantine-Spotlight-overlay').count()) await page.keyboard.press('Escape');
  await openNext();
  if (level === 'N') await enterN();
}

async function enterN(): Promise<void> {
  await card('use').dblclick();
  await card('first').waitFor();
  await placed();
}

const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const port = (node: string, name: string, side: 'source' | 'target' = 'source') =>
  card(node).locator(`.react-flow__handle.${side}[data-handleid="${name}"]`);
const into = (node: string, name: string) => port(node, name, 'target');
const wires = () =>
  page.locator('.react-flow__edge').evaluateAll((all) => all.map((e) => e.getAttribute('data-id')));
const wire = (from: string, to: string) =>
  page.locator(`.react-flow__edge[data-id="${from}->${to}"]`);
/** A level wire has no height, so it counts as hidden. */
const wired = (from: string, to: string) => wire(from, to).waitFor({ state: 'attached' });
const selected = () =>
  page
    .locator('.react-flow__node.selected')
    .evaluateAll((all) => all.map((e) => e.getAttribute('data-id')).sort());
const undo = () => page.getByRole('button', { name: 'Undo' });
const option = (name: string) => page.getByRole('option', { name, exact: true });

type Located = ReturnType<typeof card>;
interface Point {
  readonly x: number;
  readonly y: number;
}

async function middle(of: Located, dx = 0, dy = 0): Promise<Point> {
  const box = await of.boundingBox();
  if (!box) throw new Error('it should be on the canvas');
  return { x: box.x + box.width / 2 + dx, y: box.y + box.height / 2 + dy };
}

/** In steps, as a hand moves. */
async function drag(from: Point, to: Point, isLetGo = true, button: 'left' | 'right' = 'left') {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  // A hand begins slowly: what it does within the first pixels of a drag is not counted.
  await page.mouse.move(from.x + 2, from.y + 1);
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  if (isLetGo) await page.mouse.up({ button });
}

/** Where a node stands, in units of the canvas. */
async function placeOf(id: string): Promise<Point> {
  const transform = await card(id).evaluate((element) => (element as HTMLElement).style.transform);
  const [x = Number.NaN, y = Number.NaN] = (transform.match(/-?[\d.]+/g) ?? []).map(Number);
  return { x, y };
}

const zoom = () =>
  page
    .locator('.react-flow__viewport')
    .evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);

describe('a wire in the hand', () => {
  it('lights what fits, dims the rest, and hears why not in words and numbers', async () => {
    await start();
    await drag(await middle(port('noise', 'out')), await middle(into('step', 'loss0')), false);
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
    const near = await middle(into('far', 'target'), -20, 12);
    await drag(await middle(port('noise', 'out')), near);
    await wired('noise.out', 'far.target');
    expect(await wire('target.out', 'far.target').count()).toBe(0);
    await undo().click();
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
    await undo().click();
    await expect.poll(async () => (await wires()).length).toBe(4);
  });

  it('is taken off an input by dragging, moved to another, or dropped in the air', async () => {
    await start();
    await drag(await middle(into('far', 'prediction')), await middle(into('other', 'prediction')));
    await wired('use.out', 'other.prediction');
    expect(await wire('use.out', 'far.prediction').count()).toBe(0);
    const at = await middle(into('other', 'prediction'));
    await drag(at, { x: at.x - 60, y: at.y + 60 });
    await expect.poll(async () => (await wires()).length).toBe(3);
    await undo().click();
    await wired('use.out', 'other.prediction');
  });

  it('is carried by a click to a click, and dropped by Escape', async () => {
    await start();
    const [from, to] = [await middle(port('target', 'out')), await middle(into('other', 'target'))];
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
      (await middle(into('leaky-relu', 'in'))).y,
    ];
    expect(Math.abs(y1 - y2)).toBeLessThan(1.5);
    await undo().click();
    await card('leaky-relu').waitFor({ state: 'detached' });
  });

  it('offers what gives it, for an input', async () => {
    await start('N');
    const from = await middle(into('loose', 'in'));
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
    await page.getByRole('navigation', { name: 'Level' }).getByText('Objective').click();
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
    await undo().click();
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
    await drag(await middle(entry), at, false);
    await page.mouse.move(at.x + 2, at.y, { steps: 2 });
    await page.locator('.react-flow__edge[data-insert]').waitFor({ state: 'attached' });
    await page.mouse.up();
    await wired('first.out', 'dropout.in');
    await wired('dropout.out', 'second.in');
    expect((await placeOf('second')).x).toBeGreaterThan(before.x + 100);
    await undo().click();
    await wired('first.out', 'second.in');
    expect(await placeOf('second')).toEqual(before);
    expect(await undo().isDisabled()).toBe(true);
  });

  it('goes into it from the canvas where it fits, as one step with its move', async () => {
    await start('N');
    const path = wire('first.out', 'second.in').locator('.react-flow__edge-path');
    const before = await placeOf('loose');
    await drag(await middle(card('conv')), await middle(path));
    expect(await wires()).toContain('first.out->second.in');
    await undo().click();
    await drag(await middle(card('loose')), await middle(path));
    await wired('loose.out', 'second.in');
    await undo().click();
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
    await drag(a, b, true, 'right');
    await page.keyboard.up('Control');
    await wire('z.out', 'first.in').waitFor({ state: 'detached' });
    expect(await wires()).toHaveLength(2);
    expect(await page.getByRole('menu').count()).toBe(0);
  });
});

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
    expect(await undo().isDisabled()).toBe(true);
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
    await drag(at, to, false);
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
    await undo().click();
    await note.getByRole('heading', { name: 'Idea' }).waitFor();
    await undo().click();
    await note.waitFor({ state: 'detached' });
    expect(await undo().isDisabled()).toBe(true);
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
    await undo().click();
    await undo().click();
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
      await drag(at, { x: at.x + dx, y: at.y + 14 }, false);
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
    expect(await undo().isDisabled()).toBe(true);
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
    const from = await middle(port('loose', 'out'));
    const air = { x: from.x + 40, y: from.y + 60 };
    await drag(from, air, false);
    await page.locator('[data-wiring]').waitFor();
    await page.mouse.down({ button: 'right' });
    expect(await traces()).toBe(0);
    await page.mouse.up({ button: 'right' });
    await page.mouse.up();
    expect(await page.getByRole('menu').count()).toBe(0);
    await drag(from, air, false);
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
    await drag(at, to, false);
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
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    const isNode = () => inspector.getByRole('textbox', { name: 'Id' }).count();
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
    page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto(served.url);
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
    const [from, to] = [await middle(port('target', 'out')), await middle(into('other', 'target'))];
    await page.touchscreen.tap(from.x, from.y);
    await page.locator('[data-wiring]').waitFor();
    await page.touchscreen.tap(to.x, to.y);
    await wired('target.out', 'other.target');
    await swipe(
      await middle(port('use', 'out')),
      await middle(into('other', 'prediction'), -14, 0),
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
