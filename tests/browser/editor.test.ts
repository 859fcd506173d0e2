/** The editor as a person uses it: palette, wires, undo, levels, forms, files, problems. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  card,
  inspector,
  openEditor,
  page,
  palette,
  port,
  useBrowser,
  wire,
} from './support/editor-page.ts';
import { drag, middle, placed } from './support/hand.ts';
import { dropFiles, openDocument, presetDocument, showPanel } from './support/training-page.ts';

useBrowser();
beforeEach(() => openEditor());

async function pick(title: string): Promise<void> {
  await palette().getByRole('textbox', { name: 'Search nodes' }).fill(title);
  await palette().getByRole('button', { name: title, exact: true }).click();
}

/** Draws a wire by hand, in steps, as a person's pointer moves. */
async function draw(from: [string, string], to: [string, string], release = true): Promise<void> {
  const [start, end] = [await middle(port(...from)), await middle(port(...to))];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x - 46, end.y - 26, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  if (release) await page.mouse.up();
}

async function exported(): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Import and export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Graph (JSON)' }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

describe('the canvas', () => {
  it('adds a node from the palette, and undo and redo take it and bring it', async () => {
    await pick('Random label');
    await card('random-label').waitFor();
    await page.locator('main').focus();
    await page.keyboard.press('Control+z');
    await card('random-label').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+z');
    await card('random-label').waitFor();
  });

  it('wires two ports that fit, and writes the shape on the wire', async () => {
    await placed();
    await wire('noise.out', 'generator.z').click({ force: true });
    await page.keyboard.press('Delete');
    await wire('noise.out', 'generator.z').waitFor({ state: 'detached' });
    await draw(['noise', 'out'], ['generator', 'z']);
    await wire('noise.out', 'generator.z').waitFor();
    // Seen from near enough to be read.
    const labels = page.locator('.react-flow__edgelabel-renderer');
    await card('generator').hover();
    for (let i = 0; i < 5; i++) await page.mouse.wheel(0, -240);
    // Columns that stand close leave no room for the batch axis.
    await labels
      .getByText(/^(N × )?100$/)
      .first()
      .waitFor();
  });

  it('refuses a wire that does not fit, in words, and leaves the old one', async () => {
    await draw(['noise', 'out'], ['judgeReal', 'image'], false);
    const reason = page.locator('.react-flow__connection').getByText(/image/);
    await reason.waitFor();
    expect(await reason.innerText()).toMatch(/vector|\[?100\]?/);
    await page.mouse.up();
    await page.getByText('Not connected').waitFor();
    expect(await wire('noise.out', 'judgeReal.image').count()).toBe(0);
    expect(await wire('data.image', 'judgeReal.image').count()).toBe(1);
  });

  it('offers what fits a wire that is let go in the air, and connects the choice', async () => {
    const { x, y } = await middle(port('fakeLoss', 'loss'));
    await drag({ x, y }, { x: x + 54, y: y + 84 });
    const menu = page.getByRole('dialog', { name: 'Add a node to this wire' });
    expect(await menu.getByRole('option').allInnerTexts()).toEqual(['Optimizer step']);
    await page.keyboard.press('Enter');
    await wire('fakeLoss.loss', 'optimizer-step.loss0').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await card('optimizer-step').waitFor({ state: 'detached' });
  });

  it('moves a node as one step of undo', async () => {
    const before = await card('samples').boundingBox();
    if (!before) throw new Error('the preview should be on the canvas');
    await page.mouse.move(before.x + 60, before.y + 12);
    await page.mouse.down();
    await page.mouse.move(before.x + 100, before.y + 40, { steps: 6 });
    await page.mouse.up();
    await expect
      .poll(async () => (await card('samples').boundingBox())?.x)
      .toBeGreaterThan(before.x + 20);
    await page.keyboard.press('Control+z');
    await expect
      .poll(async () => (await card('samples').boundingBox())?.x)
      .toBeCloseTo(before.x, 0);
    expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  });

  it('deletes the selected node with its wires by one key, and undo brings both', async () => {
    await card('judgeReal').click();
    await page.keyboard.press('Delete');
    await card('judgeReal').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    // A level wire has no height, so it counts as hidden.
    await wire('data.image', 'judgeReal.image').waitFor({ state: 'attached' });
  });

  it('enters a network by double click and comes back by the breadcrumb', async () => {
    await card('generator').dblclick();
    await card('project').waitFor();
    const level = page.getByRole('navigation', { name: 'Level' });
    expect(await level.innerText()).toMatch(/Objective[\s\S]*G/);
    await level.getByRole('button', { name: 'Objective' }).click();
    await card('generator').waitFor();
  });

  it('finds a node kind with Ctrl K and adds it', async () => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Add a node or run a command').fill('squared');
    await page.keyboard.press('Enter');
    await card('mse').waitFor();
  });
});

describe('the inspector', () => {
  it('takes an expression, shows its value, and the shapes follow', async () => {
    await card('generator').dblclick();
    await card('project').click();
    const filters = inspector().getByRole('combobox', { name: 'Filters' });
    await filters.fill('ngf * 3');
    await filters.press('Enter');
    await expect.poll(() => inspector().getByLabel('Value of Filters').innerText()).toBe('= 96');
    expect(await page.locator('.react-flow__edgelabel-renderer').innerText()).toContain('4×4×96');
  });

  it('says what is wrong with an expression beside the field', async () => {
    await card('generator').dblclick();
    await card('project').click();
    const filters = inspector().getByRole('combobox', { name: 'Filters' });
    await filters.fill('width * 3');
    await filters.press('Enter');
    await inspector().getByText('There is no parameter “width” at character 1.').waitFor();
    expect(await page.getByRole('tab', { name: /Problems/ }).innerText()).toMatch(/\d/);
  });

  it('folds away what few networks need, and keeps it in sight where it is used', async () => {
    await card('generator').dblclick();
    await card('project').click();
    const width = inspector().getByRole('combobox', { name: 'Kernel width' });
    const multiplier = inspector().getByRole('combobox', { name: 'Learning-rate multiplier' });
    expect(await width.count()).toBe(0);
    await inspector()
      .getByRole('button', { name: /more settings/ })
      .click();
    await multiplier.waitFor();
    await width.fill('4');
    await width.press('Enter');
    await card('relu').click();
    await card('project').click();
    expect(await width.inputValue()).toBe('4');
    await card('toImage').click();
    await expect.poll(() => multiplier.count()).toBe(0);
  });

  it('renames a node and keeps its wires', async () => {
    await card('noise').click();
    const id = inspector().getByRole('textbox', { name: 'Id' });
    await id.fill('latent');
    await id.press('Enter');
    await wire('latent.out', 'generator.z').waitFor();
    expect(await inspector().getByRole('textbox', { name: 'Id' }).inputValue()).toBe('latent');
  });
});

describe('the parameters', () => {
  it('take a drag of their slider as one step of undo', async () => {
    await page.getByRole('button', { name: 'Parameters' }).click();
    const number = page.getByRole('combobox', { name: 'Latent size' });
    const before = await number.inputValue();
    const box = await page.getByRole('slider', { name: 'Latent size' }).boundingBox();
    if (!box) throw new Error('the slider should be open');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const far of [30, 60, 90]) await page.mouse.move(x + far, y, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => number.inputValue()).not.toBe(before);
    await page.keyboard.press('Escape');
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.click();
    expect(await undo.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Parameters' }).click();
    expect(await number.inputValue()).toBe(before);
  });
});

describe('files', () => {
  it('exports a graph that comes back the same when it is dropped', async () => {
    await page.getByRole('textbox', { name: 'Name of the document' }).fill('My own GAN');
    await page.keyboard.press('Enter');
    await pick('Random label');
    const first = await exported();
    expect(first.name).toBe('my-own-gan.json');
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.locator('[data-preset="ring"]').click();
    await card('random-label').waitFor({ state: 'detached' });
    await dropFiles(page, [first]);
    await card('random-label').waitFor();
    expect((await exported()).text).toBe(first.text);
  });

  it('says what is wrong with a file and leaves the graph as it was', async () => {
    await dropFiles(page, [{ name: 'broken.json', text: '{"format":"ganvas.graph","version":1}' }]);
    const report = page.getByRole('dialog');
    await report.getByText('broken.json could not be opened').waitFor();
    expect(await report.getByRole('listitem').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    expect(await card('generator').count()).toBe(1);
  });
});

describe('the Problems panel', () => {
  it('leads to the node inside its network, and takes the problem away when it is mended', async () => {
    await card('generator').dblclick();
    await card('project').click();
    const filters = inspector().getByRole('combobox', { name: 'Filters' });
    await filters.fill('0');
    await filters.press('Enter');
    await page.getByRole('navigation', { name: 'Level' }).getByText('Objective').click();
    await showPanel(page, 'Problems');
    await page
      .getByRole('button', { name: /G › To 4×4/ })
      .first()
      .click();
    await card('project').waitFor();
    expect(await card('project').getAttribute('class')).toContain('selected');
    await inspector()
      .getByRole('button', { name: /Reset Filters/ })
      .click();
    await page.getByText('No problems', { exact: true }).waitFor();
  });

  it('leads to the parameter that is out of its bounds', async () => {
    const broken = presetDocument('dcgan', {});
    const zDim = { ...broken.parameters.zDim, value: 0, min: 1 };
    await openDocument(page, { ...broken, parameters: { ...broken.parameters, zDim } });
    await showPanel(page, 'Problems');
    await page
      .getByRole('button', { name: /Parameters › Latent size/ })
      .first()
      .click();
    await page.getByRole('combobox', { name: 'Latent size' }).waitFor();
    await page.keyboard.press('Escape');
  });
});
