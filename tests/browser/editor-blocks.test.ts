/** Blocks and networks as a person works with them: group, enter, repeat, warn, go about, outline, find. */
import { beforeEach, describe, expect, it } from 'vitest';
import { kept } from './support/documents.ts';
import {
  card,
  inspector,
  level,
  openEditor,
  page,
  select,
  undoButton,
  useBrowser,
  wired,
} from './support/editor-page.ts';
import { placed, zoom } from './support/hand.ts';
import { openDocument, presetDocument } from './support/training-page.ts';

useBrowser();
beforeEach(() => openEditor());

const tree = () => page.getByRole('tree', { name: 'Outline of the document' });
const row = (name: string | RegExp) => tree().getByRole('treeitem', { name });
const showOutline = () => page.getByRole('tab', { name: 'Outline' }).click();
const isSelected = async (id: string) =>
  (await card(id).getAttribute('class'))?.split(' ').includes('selected');

async function enterNetwork(name: string): Promise<void> {
  await showOutline();
  await row(new RegExp(`^${name}\\b`))
    .first()
    .click();
}

/** Every count of weights on the canvas, by node. */
const weightsOn = () =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('.react-flow__node-card')].map((node) => [
        node.dataset.id ?? '',
        node.querySelector('[title="Trained parameters"]')?.textContent ?? '',
      ]),
    ),
  );

describe('a block', () => {
  it('is made of a selection by keys, with its open wires as ports and a number as parameter', async () => {
    await card('generator').dblclick();
    await select('project', 'norm', 'relu');
    await page.keyboard.press('Control+g');
    const dialog = page.getByRole('dialog', { name: 'Group into a block' });
    await dialog.getByText('3 nodes become a block with one input and one output').waitFor();
    await dialog.getByRole('checkbox', { name: /Filters: ngf/ }).check();
    await dialog.getByRole('textbox', { name: 'Name of the parameter for Filters' }).fill('width');
    const name = dialog.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('Up');
    await name.press('Enter');
    await dialog.getByText('There is a block “Up” already.').waitFor();
    await name.fill('Start');
    await name.press('Enter');
    await wired('pixel.out', 'start.in');
    await wired('start.out', 'grow.in');
    expect(await isSelected('start')).toBe(true);
    expect(await inspector().getByText('205,056').count()).toBe(1);
    await card('start').dblclick();
    await card('project').click();
    const filters = inspector().getByRole('combobox', { name: 'Filters', exact: true });
    expect(await filters.inputValue()).toBe('width');
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+z');
    await wired('relu.out', 'grow.in');
    expect(await level().innerText()).toMatch(/G$/);
  });

  it('says why a selection cannot be one, and offers what can be done', async () => {
    await card('generator').dblclick();
    await select('pixel', 'norm');
    await page.keyboard.press('Control+g');
    const refused = page.getByRole('dialog', { name: 'These cannot become a block' });
    await refused.getByText('project is between the selected nodes').waitFor();
    await refused.getByRole('button', { name: 'Take them in and group' }).click();
    await page.getByText('3 nodes become a block').waitFor();
    await page.keyboard.press('Escape');
    await level().getByRole('button', { name: 'Objective' }).click();
    await select('noise', 'generator');
    await page.keyboard.press('Control+g');
    await refused.getByRole('button', { name: 'Put a frame around them instead' }).click();
    await refused.waitFor({ state: 'detached' });
    await page.getByText('Frame', { exact: true }).waitFor();
  });

  it('changes at all of its uses when it is changed once, and undo leads back from another level', async () => {
    await openDocument(page, presetDocument('srgan', {}));
    await enterNetwork('D');
    await card('stage1').waitFor();
    const before = await weightsOn();
    await card('stage3').dblclick();
    const notice = page.getByRole('complementary', { name: 'Shared' });
    await notice.getByText(/7 uses in D: edits change all/).waitFor();
    await card('conv').click();
    const kernel = inspector().getByRole('combobox', { name: 'Kernel', exact: true });
    await kernel.fill('5');
    await kernel.press('Enter');
    await page.locator('#canvas').focus();
    await page.keyboard.press('Alt+ArrowUp');
    expect(await isSelected('stage3')).toBe(true);
    const after = await weightsOn();
    for (const stage of ['stage1', 'stage2', 'stage7'])
      expect(after[stage]).not.toBe(before[stage]);
    await page.keyboard.press('Control+z');
    await level().getByRole('button', { name: /^D/ }).click();
    await card('stage1').waitFor();
    await expect.poll(weightsOn).toEqual(before);
  });

  it('becomes the use’s own by one click, and the others keep the old one', async () => {
    await openDocument(page, presetDocument('srgan', {}));
    await enterNetwork('D');
    await card('stage3').dblclick();
    await page.getByRole('button', { name: 'Make unique' }).click();
    await expect.poll(() => level().innerText()).toMatch(/Stage2 · stage3/);
    await level().getByRole('button', { name: 'D', exact: true }).click();
    await card('stage3').getByText('Stage2').waitFor();
    expect(await card('stage4').textContent()).not.toContain('Stage2');
  });

  it('comes apart into its layers, each copy of them, and goes with its last use', async () => {
    await card('generator').dblclick();
    await card('grow').click();
    await page.keyboard.press('Control+Shift+G');
    await wired('relu.out', 'conv.in');
    await wired('relu-2.out', 'conv-2.in');
    await wired('relu-3.out', 'toImage.in');
    await page.getByText(/2 copies stand there now/).waitFor();
    await showOutline();
    expect(await row(/^Up/).count()).toBe(0);
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+z');
    await row(/^Up/).waitFor();
    await card('grow').waitFor();
  });

  it('is made of a selection and repeated where its ends match, and refused where not', async () => {
    await card('generator').dblclick();
    await select('norm', 'relu');
    await page.keyboard.press('Shift+R');
    const dialog = page.getByRole('dialog', { name: 'Repeat the selection' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Again');
    await dialog.getByRole('textbox', { name: 'Copies' }).fill('3');
    await page.keyboard.press('Enter');
    await card('again').getByText('Again × 3').waitFor();
    await page.keyboard.press('Shift+R');
    const times = page.getByRole('dialog', { name: 'Repeat Again' });
    await times.getByRole('textbox', { name: 'Copies' }).fill('two');
    await page.keyboard.press('Enter');
    await times.getByText(/names no parameter "two"/).waitFor();
  });
});

describe('what others use', () => {
  it('is not deleted before a list of what breaks', async () => {
    await card('generator').dblclick();
    await card('z').click();
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog', { name: 'Delete the port z?' });
    await dialog.getByText('the wire at z of generator on Objective').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await card('z').count()).toBe(1);
    await enterNetwork('G');
    await inspector().getByRole('button', { name: 'Delete this network' }).click();
    const network = page.getByRole('dialog', { name: 'Delete G?' });
    expect(await network.getByRole('listitem').allInnerTexts()).toEqual([
      'generator on Objective, with its wires',
      'its place among what trainG trains',
    ]);
    await network.getByRole('button', { name: 'Delete' }).click();
    await card('noise').waitFor();
    expect(await card('generator').count()).toBe(0);
    await undoButton().click();
    await card('generator').waitFor();
  });

  it('is listed with its network, each use a link', async () => {
    await card('judgeReal').dblclick();
    const uses = inspector().getByRole('list', { name: 'Uses' });
    expect(await uses.getByRole('button').count()).toBe(3);
    await uses.getByRole('button', { name: /judgeFake/ }).click();
    await card('judgeFake').waitFor();
    expect(await isSelected('judgeFake')).toBe(true);
  });
});

describe('the way through the levels', () => {
  it('keeps what was seen and selected, leads beside, and shows a block as the chosen use has it', async () => {
    await openDocument(page, presetDocument('srgan', {}));
    await enterNetwork('D');
    await card('stage1').waitFor();
    await page.mouse.move(700, 300);
    const far = await zoom();
    await page.mouse.wheel(0, -240);
    await expect.poll(zoom).toBeGreaterThan(far);
    await placed();
    const before = await card('stage1').boundingBox();
    await card('stage2').dblclick();
    await card('conv').waitFor();
    const shapes = () => page.locator('.react-flow__edgelabel-renderer').innerText();
    const first = await shapes();
    await level()
      .getByRole('button', { name: /Shapes as in D › stage2/ })
      .click();
    await page.getByRole('menuitem', { name: 'D › stage6' }).click();
    await expect.poll(shapes).not.toBe(first);
    expect(await level().innerText()).toMatch(/Stage · stage6/);
    await level().getByRole('button', { name: 'D', exact: true }).click();
    expect(await isSelected('stage6')).toBe(true);
    await expect.poll(() => card('stage1').boundingBox()).toEqual(before);
    await level().getByRole('button', { name: 'Go elsewhere instead of D' }).click();
    await page.getByRole('menuitem', { name: 'Residual' }).click();
    await card('sum').waitFor();
    expect(await level().innerText()).toMatch(/Objective[\s\S]*G[\s\S]*Residual/);
  });
});

describe('a repeated block', () => {
  it('shows the shapes of the copy that is chosen, and the way to it is there after a reload', async () => {
    await card('generator').dblclick();
    await card('grow').dblclick();
    await card('conv').waitFor();
    const shapes = () => page.locator('.react-flow__edgelabel-renderer').innerText();
    await expect.poll(shapes).toContain('8×8×64');
    await level()
      .getByRole('button', { name: /G › grow, copy 1 of 2/ })
      .click();
    await page.getByRole('menuitem', { name: 'Copy 2' }).click();
    await expect.poll(shapes).toContain('16×16×32');
    await kept();
    await page.reload();
    await card('conv').waitFor();
    expect(await level().innerText()).toMatch(/Objective[\s\S]*G[\s\S]*Up · grow/);
    await page.locator('#canvas').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await card('grow').waitFor();
    expect(await isSelected('grow')).toBe(true);
  });
});

describe('the outline', () => {
  it('is a tree for the keys: opens, finds by letters, renames with references, enters', async () => {
    await page.locator('#canvas').focus();
    await page.keyboard.press('o');
    await expect
      .poll(() => tree().evaluate((element) => element === document.activeElement))
      .toBe(true);
    await page.keyboard.press('g');
    expect(await row(/^G\b/).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowRight');
    await row(/^pixel/).waitFor();
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'New name for G' }).fill('Gen');
    await page.keyboard.press('Enter');
    await row(/^Gen\b/).waitFor();
    expect(await card('generator').innerText()).toContain('Gen');
    await page.keyboard.press('p');
    await page.keyboard.press('Space');
    await card('pixel').waitFor();
    expect(await isSelected('pixel')).toBe(true);
    await page.getByRole('textbox', { name: 'Filter the outline' }).fill('tanh');
    expect(await tree().getByRole('treeitem').count()).toBe(3);
  });

  it('follows the canvas, marks problems, and applies a network that is dragged to it', async () => {
    await showOutline();
    await card('judgeFake').click();
    await row(/^judgeFake/).waitFor();
    expect(await row(/^judgeFake/).getAttribute('aria-selected')).toBe('true');
    await row(/^G\b/).dragTo(page.locator('.react-flow__pane'), {
      targetPosition: { x: 260, y: 380 },
    });
    await card('G').waitFor();
    await row(/^G\b.*(error|warning)/)
      .first()
      .waitFor();
  });
});

describe('finding', () => {
  it('walks through everything that reads a number, over all levels', async () => {
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: /Id, kind, value/ }).fill('=ndf');
    await page.keyboard.press('Enter');
    await card('first').waitFor();
    expect(await isSelected('first')).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => isSelected('shrink')).toBe(true);
    await page.getByText('2 of 2').waitFor();
    await page.getByRole('textbox', { name: /Id, kind, value/ }).fill('doubles height');
    await page.getByText('Nothing is called or worth that.').waitFor();
    await page.getByRole('textbox', { name: /Id, kind, value/ }).fill('No sigmoid at the end');
    await page.getByRole('list', { name: 'What was found' }).getByRole('button').click();
    await page.keyboard.press('Escape');
  });
});
