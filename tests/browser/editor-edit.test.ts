/** Editing by hand and by key: clipboard, duplicates, swaps, alignment, points of wires, context menus, ports that change. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  card,
  enter,
  inspector,
  openEditor,
  page,
  select,
  undoButton,
  url,
  useBrowser,
  wire,
} from './support/editor-page.ts';
import { boxOf } from './support/hand.ts';
import { presetDocument } from './support/training-page.ts';

useBrowser();
beforeEach(async () => {
  await openEditor();
  page.setDefaultTimeout(10_000);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
});

const points = (from: string, to: string) => wire(from, to).locator('[data-point]');
const menu = () => page.getByRole('menu');

/** The middle of a wire, as it is drawn. */
async function middleOf(from: string, to: string): Promise<{ x: number; y: number }> {
  return wire(from, to)
    .locator('path')
    .first()
    .evaluate((element) => {
      const path = element as unknown as SVGPathElement;
      const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
      const matrix = path.getScreenCTM();
      return {
        x: x * (matrix?.a ?? 1) + (matrix?.e ?? 0),
        y: y * (matrix?.d ?? 1) + (matrix?.f ?? 0),
      };
    });
}

const toClipboard = (text: string) =>
  page.evaluate((written) => navigator.clipboard.writeText(written), text);
const fromClipboard = () => page.evaluate(() => navigator.clipboard.readText());

describe('the clipboard', () => {
  it('carries nodes with the wires between them, in one step of undo', async () => {
    await select('noise', 'generator');
    await page.keyboard.press('Control+c');
    const copied = JSON.parse(await fromClipboard());
    expect(copied).toMatchObject({ format: 'ganvas.fragment', version: 1 });
    expect(Object.keys(copied.nodes)).toEqual(['noise', 'generator']);
    await page.keyboard.press('Control+v');
    await wire('noise-2.out', 'generator-2.z').waitFor();
    // What was pasted is selected, and the network is shared: it is the same document.
    expect(await page.locator('.react-flow__node.selected').count()).toBe(2);
    expect(await inspector().innerText()).toContain('2');
    await page.keyboard.press('Control+z');
    await card('noise-2').waitFor({ state: 'detached' });
    expect(await undoButton().isDisabled()).toBe(true);
  });

  it('lands under the pointer, and cuts in one step, too', async () => {
    await select('realLoss');
    await page.keyboard.press('Control+x');
    await card('realLoss').waitFor({ state: 'detached' });
    const main = await page.locator('#canvas').boundingBox();
    if (!main) throw new Error('the canvas should be there');
    const [x, y] = [main.x + main.width * 0.25, main.y + main.height * 0.78];
    await page.mouse.move(x, y);
    await page.keyboard.press('Control+v');
    await card('realLoss').waitFor();
    const box = await boxOf(card('realLoss'));
    expect(Math.abs(box.x + box.width / 2 - x)).toBeLessThan(12);
    expect(Math.abs(box.y + box.height / 2 - y)).toBeLessThan(40);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    // A level wire has no height, so it is never visible for the test.
    await wire('judgeReal.out', 'realLoss.logits').waitFor({ state: 'attached' });
  });

  it('takes wires from outside along with Shift', async () => {
    await select('judgeFake');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+Shift+v');
    await wire('generator.out', 'judgeFake-2.image').waitFor();
  });

  it('brings layers from one network to another', async () => {
    await enter('generator', 'project');
    await select('project');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await select('project', 'relu');
    await page.keyboard.press('Control+c');
    await page.getByRole('navigation', { name: 'Level' }).getByText('Objective').click();
    await card('judgeReal').waitFor();
    // On the objective a transposed convolution cannot stand; it is said, and the rest comes.
    await page.keyboard.press('Control+v');
    await page.getByText(/project \(.*stand inside networks/).waitFor();
    await enter('judgeReal', 'image');
    await page.keyboard.press('Control+v');
    await card('project').waitFor();
  });

  it('reaches another tab, with the network, the block and the parameters that it needs', async () => {
    await select('generator');
    await page.keyboard.press('Control+c');
    const other = await page.context().newPage();
    await other.goto(url);
    await other.getByTestId('train').waitFor();
    await toClipboard(JSON.stringify({ ...JSON.parse(await fromClipboard()), origin: undefined }));
    await other.bringToFront();
    await other.keyboard.press('Control+k');
    await other.getByPlaceholder('Add a node or run a command').fill('New document');
    await other.keyboard.press('Enter');
    await card('generator', other).waitFor({ state: 'detached' });
    await other.locator('#canvas').focus();
    await other.keyboard.press('Control+v');
    await card('generator', other).waitFor();
    await card('generator', other).dblclick({ position: { x: 30, y: 8 } });
    await card('grow', other).waitFor();
    await other.close();
  });

  it('says in a sentence why text cannot be pasted, and changes nothing', async () => {
    await select('noise');
    await page.keyboard.press('Control+c');
    const good = await fromClipboard();
    const bad: readonly (readonly [string, RegExp])[] = [
      ['Hello, world', /text that is no part of a graph/],
      [good.slice(0, good.length / 2), /breaks off/],
      [good.replace('"version": 1', '"version": 9'), /newer Ganvas/],
      [good.replace('"kind": "noise"', '"kind": 7'), /nodes\.noise\.kind/],
    ];
    for (const [text, sentence] of bad) {
      await toClipboard(text);
      await page.keyboard.press('Control+v');
      await page.getByText(sentence).waitFor();
    }
    expect(await undoButton().isDisabled()).toBe(true);
  });

  it('offers to open a whole document', async () => {
    await toClipboard(JSON.stringify(presetDocument('ring', {})));
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+v');
    await page.getByRole('dialog').getByRole('button', { name: 'Open it' }).click();
    await card('generator').waitFor();
    await expect.poll(() => page.locator('.react-flow__node').count()).toBeGreaterThan(3);
    await page.getByText(/ring/i).first().waitFor();
  });

  it('leaves text fields theirs', async () => {
    await select('noise');
    const id = inspector().getByRole('textbox', { name: 'Id' });
    await id.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    expect(await fromClipboard()).toBe('noise');
    await page.keyboard.press('End');
    await page.keyboard.press('Control+v');
    expect(await id.inputValue()).toBe('noisenoise');
    await page.keyboard.press('Escape');
    expect(await page.locator('.react-flow__node').count()).toBe(await cardsOfPreset());
  });
});

const cardsOfPreset = async () => {
  const { objective } = presetDocument('dcgan', {});
  return Object.keys(objective.nodes).length + (objective.notes?.length ?? 0);
};

describe('selecting', () => {
  it('takes all with notes, inverts, and follows wires both ways', async () => {
    const chosen = () => page.locator('.react-flow__node.selected').count();
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+a');
    await expect.poll(chosen).toBe(await cardsOfPreset());
    await page.keyboard.press('Control+i');
    await expect.poll(chosen).toBe(0);
    await select('judgeFake');
    await page.keyboard.press('l');
    // Noise and generator feed it.
    await expect.poll(chosen).toBe(3);
    await page.keyboard.press('Alt+a');
    await expect.poll(chosen).toBe(0);
    await select('judgeFake');
    await page.keyboard.press('Alt+l');
    await expect.poll(chosen).toBe(5);
  });

  it('deletes notes with nodes by one key, in one step', async () => {
    const note = page.locator('.react-flow__node-note').first();
    const before = await page.locator('.react-flow__node-note').count();
    await note.click();
    await card('samples').click({ position: { x: 30, y: 8 }, modifiers: ['Control'] });
    await page.keyboard.press('Delete');
    await card('samples').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('.react-flow__node-note').count()).toBe(before - 1);
    await page.keyboard.press('Control+z');
    await card('samples').waitFor();
    await expect.poll(() => page.locator('.react-flow__node-note').count()).toBe(before);
  });
});

describe('duplicates', () => {
  it('come by Ctrl D beside the original, and with what feeds them by Ctrl Shift D', async () => {
    await select('judgeFake');
    await page.keyboard.press('Control+d');
    await card('judgeFake-2').waitFor();
    expect(await wire('generator.out', 'judgeFake-2.image').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await select('judgeFake');
    await page.keyboard.press('Control+Shift+d');
    await wire('generator.out', 'judgeFake-2.image').waitFor();
  });

  it('come where a drag with Alt ends; the original stays', async () => {
    const before = await boxOf(card('realLoss'));
    await page.mouse.move(before.x + 30, before.y + 8);
    await page.mouse.down();
    await page.keyboard.down('Alt');
    await page.mouse.move(before.x + 60, before.y + 100, { steps: 6 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await card('realLoss-2').waitFor();
    expect((await boxOf(card('realLoss'))).y).toBeCloseTo(before.y, 0);
    expect((await boxOf(card('realLoss-2'))).y).toBeGreaterThan(before.y + 60);
    await page.keyboard.press('Control+z');
    expect(await undoButton().isDisabled()).toBe(true);
  });
});

it('a node is swapped for another kind and keeps its wires', async () => {
  await enter('generator', 'relu');
  const wires = await page.locator('.react-flow__edge').count();
  await select('relu');
  await page.keyboard.press('Shift+S');
  await page.getByRole('dialog', { name: /Swap .* for another node/ }).waitFor();
  await page.keyboard.type('leaky');
  await page.keyboard.press('Enter');
  await expect.poll(() => card('relu').innerText()).toContain('Leaky');
  await expect.poll(() => page.locator('.react-flow__edge').count()).toBe(wires);
  await page.keyboard.press('Control+z');
  await expect.poll(() => card('relu').innerText()).not.toContain('Leaky');
});

it('nodes are aligned and distributed by keys, each in one step', async () => {
  const ids = ['samples', 'judgeFake', 'distance'];
  await select('realLoss', 'fakeLoss', 'trainG');
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  const left = async (id: string) => (await boxOf(card(id))).x;
  await expect
    .poll(async () => Math.abs((await left('trainG')) - (await left('realLoss'))))
    .toBeLessThan(1);
  await page.keyboard.press('Control+z');
  expect(await undoButton().isDisabled()).toBe(true);
  await page.keyboard.press('Alt+a');
  await select(...ids);
  await page.keyboard.press('Alt+Shift+v');
  const unevenness = async () => {
    const boxes = (await Promise.all(ids.map((id) => boxOf(card(id))))).sort((a, b) => a.y - b.y);
    const [first, second = 9] = boxes
      .slice(1)
      .map((box, at) => box.y - (boxes[at]?.y ?? 0) - (boxes[at]?.height ?? 0));
    return Math.abs((first ?? 0) - second);
  };
  await expect.poll(unevenness).toBeLessThan(2);
});

describe('points on wires', () => {
  const ends = ['generator.out', 'samples.row0'] as const;

  it('are set by double click, dragged, and removed by double click', async () => {
    const { x, y } = await middleOf(...ends);
    await page.mouse.dblclick(x, y);
    await points(...ends).waitFor();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 30, y - 40, { steps: 5 });
    await page.mouse.up();
    const awayFrom = async (wished: number) => {
      const box = await points(...ends).boundingBox();
      return Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - wished);
    };
    await expect.poll(() => awayFrom(x - 30)).toBeLessThan(4);
    await page.mouse.dblclick(x - 30, y - 40);
    await points(...ends).waitFor({ state: 'detached' });
    for (let step = 0; step < 3; step += 1) await undoButton().click();
    expect(await undoButton().isDisabled()).toBe(true);
  });

  it('are set, moved and removed by keys alone, and stay through undo', async () => {
    await select('samples');
    await page.keyboard.press('q');
    expect(await wire(...ends).getAttribute('class')).toContain('selected');
    await page.keyboard.press('Alt+r');
    await points(...ends).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-point')))
      .toBe(true);
    const before = await points(...ends).getAttribute('transform');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => points(...ends).getAttribute('transform')).not.toBe(before);
    await page.keyboard.press('Delete');
    await points(...ends).waitFor({ state: 'detached' });
    expect(await wire(...ends).count()).toBe(1);
    await page.keyboard.press('Control+z');
    await points(...ends).waitFor();
  });
});

describe('the context menu', () => {
  it('of a node shows its commands with their keys, and stays within the window', async () => {
    await card('trainD').click({ button: 'right' });
    await menu().waitFor();
    expect(
      await menu().getByRole('menuitem', { name: 'Duplicate Ctrl D', exact: true }).count(),
    ).toBe(1);
    const box = await menu().boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1440);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(900);
    await menu()
      .getByRole('menuitem', { name: /^Delete/ })
      .click();
    await card('trainD').waitFor({ state: 'detached' });
  });

  it('pastes where it was opened, and leads a wire through the point that was clicked', async () => {
    await select('noise');
    await page.keyboard.press('Control+c');
    const main = await page.locator('#canvas').boundingBox();
    if (!main) throw new Error('the canvas should be there');
    const [x, y] = [main.x + main.width * 0.12, main.y + main.height * 0.75];
    await page.mouse.click(x, y, { button: 'right' });
    await menu()
      .getByRole('menuitem', { name: /^Paste Ctrl V/ })
      .click();
    await card('noise-2').waitFor();
    const box = await boxOf(card('noise-2'));
    expect(Math.abs(box.x + box.width / 2 - x)).toBeLessThan(12);
    const at = await middleOf('noise.out', 'generator.z');
    await page.mouse.click(at.x, at.y, { button: 'right' });
    await menu()
      .getByRole('menuitem', { name: /through a point/ })
      .click();
    await points('noise.out', 'generator.z').waitFor();
  });

  it('opens by key on what is selected, is walked by arrows, and closes by Escape', async () => {
    await select('noise');
    await page.keyboard.press('Shift+F10');
    await menu().waitFor();
    // The focus follows a frame after the menu is seen.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role="menu"]') !== null))
      .toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe(
      'menuitem',
    );
    await page.keyboard.press('Escape');
    await menu().waitFor({ state: 'detached' });
    expect(await card('noise').getAttribute('class')).toContain('selected');
  });
});

it('ports that a setting takes away give their wires back with it', async () => {
  await select('trainD');
  await inspector().getByRole('button', { name: 'Remove Loss weights 1' }).click();
  await wire('fakeLoss.loss', 'trainD.loss0').waitFor();
  await page.keyboard.press('Control+z');
  await inspector().getByRole('button', { name: 'Remove Loss weights 2' }).click();
  await wire('fakeLoss.loss', 'trainD.loss1').waitFor({ state: 'detached' });
  await inspector().getByRole('button', { name: 'Add', exact: true }).click();
  await wire('fakeLoss.loss', 'trainD.loss1').waitFor();
});
