/** Gestures that lead beyond one card or one canvas: wires across levels, equal places, entries by finger. */
import type { CDPSession } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import {
  browser,
  card,
  enter,
  level,
  option,
  page,
  palette,
  port,
  select,
  selected,
  turnTo,
  undoButton,
  url,
  useBrowser,
  wire,
  wired,
} from './support/editor-page.ts';
import { drag, middle, type Point, placed } from './support/hand.ts';
import { openDocument } from './support/training-page.ts';
import { openNext, start } from './support/wiring-page.ts';

useBrowser();

const chain = (n: number, filters: number) => ({
  [`conv${n}`]: { kind: 'conv2d', params: { filters }, at: [280 * n, 0] as [number, number] },
  [`relu${n}`]: { kind: 'relu', at: [280 * n, 170] as [number, number] },
});
/** Three times the same two layers in a row, one time wider. */
const chains: Document = {
  format: 'ganvas.graph',
  version: 1,
  name: 'Chains',
  parameters: {},
  networks: {
    N: {
      nodes: {
        in: { kind: 'input', params: { shape: [8, 8, 3] }, at: [0, 0] },
        ...chain(1, 8),
        ...chain(2, 16),
        ...chain(3, 8),
        out: { kind: 'output', at: [1120, 0] },
      },
      edges: ['in', 'conv1', 'relu1', 'conv2', 'relu2', 'conv3', 'relu3', 'out'].flatMap(
        (to, at, all) => (at === 0 ? [] : [{ from: `${all[at - 1]}.out`, to: `${to}.in` }]),
      ),
    },
  },
  objective: {
    nodes: { use: { kind: 'apply', params: { network: 'N' }, at: [0, 0] } },
    edges: [],
  },
  training: { batchSize: 4, steps: 10, seed: 1 },
};

const crumb = (name: string) => level().getByText(name, { exact: true });
const levelMenu = () => page.getByRole('dialog', { name: /^Lead / });

describe('a wire let go on a level above', () => {
  it('goes on from a new port of the network, as one step', async () => {
    await start('N');
    const from = await middle(port('first', 'out'));
    await drag(from, await middle(crumb('Objective')), { isLetGo: false });
    await page.locator('[data-crumb="0"][data-aim="true"]').waitFor();
    await page.mouse.up();
    await levelMenu().waitFor();
    // What a loss or the noise cannot take is not there.
    expect(await option('noise.in').count()).toBe(0);
    const groups = await levelMenu()
      .getByRole('group')
      .evaluateAll((all) => all.map((group) => group.getAttribute('aria-label')));
    expect(groups).toEqual(['On Objective', 'Without a wire yet', 'In place of another wire']);
    await page.getByRole('option', { name: /^other\.prediction/ }).click();
    await wired('use.firstOut', 'other.prediction');
    await expect.poll(selected).toEqual(['other']);
    await undoButton().click();
    await wire('use.firstOut', 'other.prediction').waitFor({ state: 'detached' });
    expect(await undoButton().isDisabled()).toBe(true);
  });

  it('brings an input what stands above, or gives the network the port alone', async () => {
    await start('N');
    const at = await middle(port('sum', 'in1'));
    await drag(at, await middle(crumb('Objective')));
    await page.keyboard.type('target');
    await page.keyboard.press('Enter');
    await wired('target.out', 'use.sumIn');
    await enter('use', 'sum');
    await placed();
    await wired('sumIn.out', 'sum.in1');
    await drag(await middle(port('loose', 'out')), await middle(crumb('Objective')));
    await option('Only a new output of N').click();
    await port('use', 'looseOut').waitFor();
    await expect.poll(selected).toEqual(['use']);
  });

  it('follows a click there, and stays where it was for Escape', async () => {
    await start('N');
    const from = await middle(port('first', 'out'));
    await page.mouse.click(from.x, from.y);
    await page.locator('[data-wiring]').waitFor();
    await crumb('Objective').click();
    await levelMenu().waitFor();
    await page.keyboard.press('Escape');
    await levelMenu().waitFor({ state: 'detached' });
    await card('first').waitFor();
    expect(await undoButton().isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await crumb('Objective').click();
    await card('use').waitFor();
  });

  it('is led there by keys, from the port that a menu was opened on', async () => {
    await start('N');
    const from = await middle(port('first', 'out'));
    await page.mouse.click(from.x, from.y, { button: 'right' });
    await page.getByRole('menuitem', { name: /^Connect the selected node/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect first' });
    await dialog.getByRole('combobox', { name: 'Where does first.out go?' }).fill('other.target');
    await page.getByRole('option', { name: /other\.target.*by a new port of N/ }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await wired('first.out', 'firstOut.in');
    await crumb('Objective').click();
    await wired('use.firstOut', 'other.target');
  });
});

describe('a wire let go on a network', () => {
  it('goes on to what waits inside', async () => {
    await start();
    await drag(await middle(port('target', 'out')), await middle(card('use')));
    await option('Lead it to sum.in0').click();
    await wired('target.out', 'use.target');
    await enter('use', 'sum');
    await wired('target.out', 'sum.in0');
  });
});

describe('places that equal a new block', () => {
  it('become uses of it with the grouping, or later, each by one step', async () => {
    await start();
    await openDocument(page, chains);
    await enter('use', 'conv1');
    await placed();
    await select('conv1', 'relu1');
    await page.keyboard.press('Control+g');
    const dialog = page.getByRole('dialog', { name: 'Group into a block' });
    await dialog.getByRole('checkbox', { name: 'Use the block in all 2 places' }).waitFor();
    // As a fixed number it would leave the wider place out.
    await dialog.getByRole('checkbox', { name: /^Filters/ }).uncheck();
    await dialog.getByRole('checkbox', { name: 'Use the block there, too' }).waitFor();
    await dialog.getByText('One more place differs in these numbers alone.').waitFor();
    await dialog.getByRole('checkbox', { name: /^Filters/ }).check();
    await dialog.getByRole('checkbox', { name: /conv2, relu2 in N · filters 16/ }).check();
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Pair');
    await page.keyboard.press('Enter');
    await wired('in.out', 'pair.in');
    await wired('pair.out', 'pair-2.in');
    await wired('pair-2.out', 'conv3.in');
    await select('pair');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Use this block where');
    await page.keyboard.press('Enter');
    const later = page.getByRole('dialog', { name: 'Use Pair where the same stands' });
    await later.getByRole('button', { name: 'Replace' }).click();
    await wired('pair-2.out', 'pair-3.in');
    await wired('pair-3.out', 'out.in');
    await undoButton().click();
    await wired('pair-2.out', 'conv3.in');
    await undoButton().click();
    await wired('relu1.out', 'conv2.in');
    expect(await undoButton().isDisabled()).toBe(true);
  });
});

describe('an entry of the palette under a finger', () => {
  let session: CDPSession;
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
    });
  const lead = async (from: Point, to: Point) => {
    for (const share of [0.25, 0.5, 0.75, 1]) {
      const by = { x: (to.x - from.x) * share, y: (to.y - from.y) * share };
      await touch('touchMove', [{ x: from.x + by.x, y: from.y + by.y }]);
    }
  };
  const entry = (name: string) => palette().getByRole('button', { name, exact: true });
  const lifted = () => page.locator('body > [data-group][aria-hidden="true"]');

  beforeAll(async () => {
    const context = await browser.newContext({
      viewport: { width: 1180, height: 820 },
      hasTouch: true,
      reducedMotion: 'reduce',
    });
    await context.addInitScript(() =>
      localStorage.setItem('ganvas.settings', JSON.stringify({ backend: 'wasm' })),
    );
    turnTo(await context.newPage()).setDefaultTimeout(8000);
    await page.goto(url);
    await page.getByTestId('train').waitFor();
    session = await context.newCDPSession(page);
  });

  it('is pulled out sideways, goes into a wire, and called off leaves nothing', async () => {
    await openNext();
    await enter('use', 'first');
    await placed();
    await entry('GELU').scrollIntoViewIfNeeded();
    const from = await middle(entry('GELU'));
    const at = await middle(wire('first.out', 'second.in').locator('.react-flow__edge-path'));
    await touch('touchStart', [from]);
    await lead(from, at);
    await lifted().waitFor();
    await wire('first.out', 'second.in')
      .and(page.locator('[data-insert]'))
      .waitFor({ state: 'attached' });
    await touch('touchEnd', []);
    await wired('first.out', 'gelu.in');
    await wired('gelu.out', 'second.in');
    await lifted().waitFor({ state: 'detached' });
    await undoButton().click();
    await wired('first.out', 'second.in');
    await touch('touchStart', [from]);
    await lead(from, at);
    await lifted().waitFor();
    await page.keyboard.press('Escape');
    await lifted().waitFor({ state: 'detached' });
    await touch('touchEnd', []);
    expect(await card('gelu').count()).toBe(0);
    expect(await undoButton().isDisabled()).toBe(true);
  });

  it('is lifted by a long press, too; up and down scrolls, and a tap adds', async () => {
    await openNext();
    await entry('Dataset').scrollIntoViewIfNeeded();
    const first = await middle(entry('Dataset'));
    await touch('touchStart', [first]);
    await lifted().waitFor();
    const to = await middle(card('target'), 0, 130);
    await lead(first, to);
    await touch('touchEnd', []);
    await card('dataset').waitFor();
    const put = await middle(card('dataset'));
    expect(Math.hypot(put.x - to.x, put.y - to.y)).toBeLessThan(60);
    const scrolled = () =>
      palette()
        .locator('.mantine-ScrollArea-viewport')
        .evaluate((e) => e.scrollTop);
    await touch('touchStart', [first]);
    await lead(first, { x: first.x + 4, y: first.y - 120 });
    expect(await lifted().count()).toBe(0);
    await touch('touchEnd', []);
    await expect.poll(scrolled).toBeGreaterThan(20);
    expect(await card('dataset-2').count()).toBe(0);
    await entry('Noise').tap();
    await card('noise-2').waitFor();
  });
});
