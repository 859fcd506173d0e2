/** Arranging, looking around and overlays, as a person uses them: by the buttons on the canvas, by keys, while training. */
import { beforeEach, describe, expect, it } from 'vitest';
import { card, openEditor, page, undoButton, useBrowser } from './support/editor-page.ts';
import { boxOf } from './support/hand.ts';
import {
  endlessDocument,
  openDocument,
  presetDocument,
  showPanel,
  trainButton,
  waitForStep,
} from './support/training-page.ts';

useBrowser();
beforeEach(() => openEditor());

/** Layouts and runs take their time on a busy machine. */
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 20_000 });

const mark = (id: string) => page.getByTestId(`overlay-${id}`);
const wire = (from: string, to: string) =>
  page.locator(`.react-flow__edge[data-id="${from}->${to}"] g[data-port]`);
const focusCanvas = () => page.locator('main').focus();

/** Where a card stands on the canvas, whatever is seen of it. */
const placeOf = (id: string) =>
  card(id).evaluate((element) => (element as HTMLElement).style.transform);

/** Once nothing glides any more. */
async function settled(id: string): Promise<void> {
  let before = '';
  await eventually(async () => {
    const box = JSON.stringify(await boxOf(card(id)));
    const isSame = box === before;
    before = box;
    return isSame;
  }).toBe(true);
}

async function overlay(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Overlay', exact: true }).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
}

describe('arranging', () => {
  it('puts every node right of what feeds it, in one step of undo, and again moves nothing', async () => {
    const before = await placeOf('samples');
    await page.getByRole('button', { name: 'Arrange the nodes' }).click();
    await eventually(() => placeOf('samples')).not.toBe(before);
    await settled('samples');
    for (const [left, right] of [
      ['noise', 'generator'],
      ['generator', 'judgeFake'],
      ['judgeFake', 'foolLoss'],
      ['foolLoss', 'trainG'],
    ] as const) {
      expect((await boxOf(card(left))).x).toBeLessThan((await boxOf(card(right))).x);
    }
    const arranged = await placeOf('samples');
    await undoButton().click();
    await eventually(() => placeOf('samples')).toBe(before);
    expect(await undoButton().isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Redo' }).click();
    await eventually(() => placeOf('samples')).toBe(arranged);
    await focusCanvas();
    await page.keyboard.press('Shift+L');
    await page.waitForTimeout(900);
    expect(await placeOf('samples')).toBe(arranged);
  });

  it('of a selection leaves the others where they are', async () => {
    const [data, loss] = [await placeOf('data'), await placeOf('realLoss')];
    await card('foolLoss').click();
    await card('trainG').click({ modifiers: ['Shift'] });
    await card('samples').click({ modifiers: ['Shift'] });
    const before = await placeOf('trainG');
    await page.getByRole('button', { name: 'Arrange the selection' }).click();
    await eventually(() => placeOf('trainG')).not.toBe(before);
    await settled('trainG');
    expect(await placeOf('data')).toBe(data);
    expect(await placeOf('realLoss')).toBe(loss);
  });

  it('falls back on plain columns, and says so, where the layout cannot be loaded', async () => {
    await page.route('**/elk-worker*', (route) => route.abort());
    const before = await placeOf('samples');
    await focusCanvas();
    await page.keyboard.press('Shift+L');
    await page.getByText('The automatic layout did not work').waitFor();
    await eventually(() => placeOf('samples')).not.toBe(before);
  });
});

describe('looking around', () => {
  it('fits all and the selection, and zooms to 100 %, by keys', async () => {
    await card('generator').click();
    await page.keyboard.press('Shift+2');
    await settled('generator');
    const near = (await boxOf(card('generator'))).width;
    await page.keyboard.press('Shift+0');
    await settled('generator');
    expect((await boxOf(card('generator'))).width).toBeCloseTo(196, -1);
    await page.keyboard.press('Shift+1');
    await settled('generator');
    expect((await boxOf(card('generator'))).width).toBeLessThan(near);
    const canvas = await page.locator('.react-flow').boundingBox();
    for (const id of ['data', 'trainG', 'samples', 'kernel']) {
      const { x, y, width, height } = await boxOf(card(id));
      expect(x).toBeGreaterThanOrEqual(canvas?.x ?? 0);
      expect(y).toBeGreaterThanOrEqual(canvas?.y ?? 0);
      expect(x + width).toBeLessThanOrEqual((canvas?.x ?? 0) + (canvas?.width ?? 0));
      expect(y + height).toBeLessThanOrEqual((canvas?.y ?? 0) + (canvas?.height ?? 0));
    }
  });

  it('shows a map once not all is seen, which leads by click and by keys, and folds away', async () => {
    await card('generator').click();
    await page.keyboard.press('.');
    await settled('generator');
    const map = page.getByRole('application', { name: /Overview of the canvas/ });
    const before = await boxOf(card('generator'));
    const area = await map.boundingBox();
    if (!area) throw new Error('the map should be there');
    await page.mouse.click(area.x + area.width * 0.85, area.y + area.height * 0.3);
    await eventually(async () => (await boxOf(card('generator'))).x).toBeLessThan(before.x - 50);
    await settled('generator');
    const there = (await boxOf(card('generator'))).x;
    await map.focus();
    await page.keyboard.press('ArrowLeft');
    await eventually(async () => (await boxOf(card('generator'))).x).toBeGreaterThan(there + 50);
    await page.getByRole('button', { name: 'Hide the overview' }).click();
    await map.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show the overview' }).click();
    await map.waitFor();
  });

  it('zooms from a problem to its node, and marks it', async () => {
    const broken = presetDocument('dcgan', {});
    const foolLoss = {
      ...broken.objective.nodes.foolLoss,
      kind: 'adversarial',
      params: { form: 'nothing' },
    };
    const nodes = { ...broken.objective.nodes, foolLoss };
    await openDocument(page, { ...broken, objective: { ...broken.objective, nodes } });
    await showPanel(page, 'Problems');
    await page
      .getByRole('button', { name: /Fool D|foolLoss/ })
      .first()
      .click();
    await page.locator('.react-flow__node[data-id="foolLoss"][data-revealed]').waitFor();
    await settled('foolLoss');
    const canvas = await page.locator('.react-flow').boundingBox();
    const box = await boxOf(card('foolLoss'));
    expect(box.width).toBeGreaterThan(150);
    expect(box.x + box.width / 2).toBeCloseTo((canvas?.x ?? 0) + (canvas?.width ?? 0) / 2, -2);
  });
});

describe('an overlay', () => {
  it('writes parameters and receptive fields on cards, with a legend, and goes again', async () => {
    await overlay('Parameters');
    expect(await mark('generator').innerText()).toMatch(/\d/);
    expect(await mark('noise').count()).toBe(0);
    const legend = page.getByRole('region', { name: 'Parameters' });
    expect(await legend.innerText()).toMatch(/weights of each node/);
    // Nothing lies under it, nor under the buttons.
    const { x: edge } = (await legend.boundingBox()) ?? { x: 0 };
    const buttons = await page.locator('.react-flow__controls').boundingBox();
    await eventually(async () => {
      const boxes = await Promise.all(['trainG', 'trainD', 'kernel'].map((id) => boxOf(card(id))));
      return {
        right: boxes.every(({ x, width }) => x + width <= edge),
        bottom: boxes.every(({ y, height }) => y + height <= (buttons?.y ?? 0)),
      };
    }).toEqual({ right: true, bottom: true });
    await card('judgeFake').dblclick();
    await card('first').waitFor();
    await overlay('Receptive field');
    await eventually(() => mark('first').innerText()).toMatch(/^\d+×\d+$/);
    await page.getByRole('button', { name: 'Take the overlay off' }).click();
    await mark('first').waitFor({ state: 'detached' });
  });

  it('shows what the gradient of a step trains, passes and leaves alone', async () => {
    await overlay('Gradient of Train G');
    const reach = (id: string) => card(id).locator('[data-reach]').getAttribute('data-reach');
    expect(await reach('generator')).toBe('trained');
    expect(await reach('judgeFake')).toBe('passed');
    expect(await reach('noise')).toBe('used');
    expect(await reach('judgeReal')).toBe('none');
    expect(await wire('generator.out', 'judgeFake.image').getAttribute('data-reach')).toBe(
      'gradient',
    );
    const legend = page.getByRole('region', { name: 'Gradient of Train G' });
    expect(await legend.innerText()).toContain('Passes through D');
    await card('judgeFake').dblclick();
    await card('first').waitFor();
    await eventually(() => reach('first')).toBe('passed');
    expect(await legend.innerText()).toContain('leaves its weights as they are');
  });

  it('is reached from the facts of the step, too, and by the command palette', async () => {
    await card('trainD').click();
    const link = page.getByRole('button', { name: 'Show its reach on the canvas' });
    await link.click();
    await page.getByRole('region', { name: 'Gradient of Train D' }).waitFor();
    expect(await link.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Colour nodes by multiply-adds');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Multiply-adds' }).waitFor();
    expect(await mark('generator').innerText()).toMatch(/[kMG]/);
  });

  it('shows live activations and gradients of a run, on the objective and inside of networks', async () => {
    await openDocument(page, endlessDocument('ring', 1000));
    await overlay('Live activations');
    await page.getByText('Numbers appear once a run trains').waitFor();
    await trainButton(page).click();
    await waitForStep(page, 5);
    await mark('generator').waitFor();
    const first = await mark('generator').innerText();
    expect(first).toMatch(/\d/);
    await eventually(() => mark('generator').innerText()).not.toBe(first);
    await overlay('Live gradients');
    await mark('trainD').waitFor();
    await card('generator').dblclick();
    const layers = page.locator('[data-testid^="overlay-"]');
    await eventually(() => layers.count()).toBeGreaterThan(0);
    await overlay('Nothing');
    await eventually(() => layers.count()).toBe(0);
  });
});
