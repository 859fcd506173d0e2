/** What keys do on the canvas, by the mouse alone: menus, buttons and lists, from the palette to blocks and files. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileMenu } from './support/documents.ts';
import {
  card,
  enter,
  inspector,
  level,
  ON_TITLE,
  openEditor,
  page,
  palette,
  select,
  selected,
  undoButton,
  useBrowser,
  wire,
  wired,
} from './support/editor-page.ts';

/** A busy machine draws late. */
const soon = { timeout: 10_000 };

useBrowser();
beforeAll(async () => {
  const opened = await openEditor();
  opened.setDefaultTimeout(15_000);
  // A menu may read the clipboard only where the browser was asked.
  await opened.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});
/** DCGAN as it was, on the objective. */
beforeEach(async () => {
  for (let steps = 0; steps < 30 && (await undoButton().isEnabled()); steps += 1) {
    await undoButton().click();
  }
  const objective = level().getByRole('button', { name: 'Objective' });
  if ((await objective.count()) > 0) await objective.click();
  await card('generator').waitFor();
});

/** Chooses from the menu of a node. */
async function fromMenu(id: string, item: RegExp): Promise<void> {
  await card(id).click({ ...ON_TITLE, button: 'right' });
  await page.getByRole('menuitem', { name: item }).click();
}
const search = () => palette().getByRole('textbox', { name: 'Search nodes' });

describe('the palette by mouse', () => {
  it('says where a kind stands, adds one with its option, and keeps a favourite', async () => {
    await search().fill('IN');
    await palette()
      .getByText(/Instance normalization stands inside networks/)
      .waitFor();
    await search().fill('');
    await enter('generator', 'relu');
    await search().fill('Miyato');
    await palette()
      .getByRole('button', { name: /^Convolution with spectral/ })
      .first()
      .click();
    await card('conv2d').waitFor();
    const spectral = inspector().getByRole('switch', { name: 'Spectral normalization' });
    await expect.poll(() => spectral.isChecked(), soon).toBe(true);
    await search().fill('sigmoid');
    await palette().getByText('Sigmoid', { exact: true }).hover();
    await palette().getByRole('button', { name: 'Make Sigmoid a favourite' }).click();
    await search().fill('');
    const favourites = palette().getByRole('group', { name: 'Favourites' });
    await favourites.getByRole('button', { name: 'Sigmoid', exact: true }).waitFor();
  });

  it('puts what is clicked into the wire that is selected', async () => {
    await enter('generator', 'relu');
    const label = wire('norm.out', 'relu.in').locator('path').first();
    await label.click({ force: true });
    await search().fill('dropout');
    await palette().getByRole('button', { name: 'Dropout', exact: true }).first().click();
    await wired('norm.out', 'dropout.in');
    await wired('dropout.out', 'relu.in');
    await search().fill('');
  });
});

describe('menus', () => {
  it('duplicate, swap, cut and paste nodes', async () => {
    await fromMenu('noise', /^Duplicate Ctrl D/);
    await card('noise-2').waitFor();
    await fromMenu('noise-2', /^Cut/);
    await card('noise-2').waitFor({ state: 'detached' });
    await page.locator('.react-flow__pane').click({ button: 'right', position: { x: 24, y: 300 } });
    await page.getByRole('menuitem', { name: /^Paste Ctrl V/ }).click();
    await card('noise-2').waitFor();
    await enter('generator', 'project');
    await fromMenu('project', /^Swap for/);
    await page.getByRole('option', { name: 'Convolution', exact: true }).click();
    await inspector().getByRole('heading', { name: 'Convolution', exact: true }).waitFor();
    const kernel = inspector().getByRole('combobox', { name: 'Kernel', exact: true });
    expect(await kernel.inputValue()).toBe('4');
    await wired('pixel.out', 'project.in');
    await wired('project.out', 'norm.in');
  });

  it('align, frame, and colour by what a gradient reaches', async () => {
    await select('realLoss', 'fakeLoss');
    await card('fakeLoss').click({ ...ON_TITLE, button: 'right' });
    await page.getByRole('menuitem', { name: 'Align and distribute' }).hover();
    await page.getByRole('menuitem', { name: /^Align top edges/ }).click();
    const top = async (id: string) => (await card(id).boundingBox())?.y ?? -1;
    await expect
      .poll(async () => Math.abs((await top('realLoss')) - (await top('fakeLoss'))), soon)
      .toBeLessThan(2);
    await undoButton().click();
    await fromMenu('trainG', /^Show what its gradient reaches/);
    await page.getByText('Changes the weights of G.').waitFor();
    await page.getByRole('button', { name: /^Overlay/ }).click();
    await page.getByRole('menuitemradio', { name: 'Nothing' }).click();
    await page.getByText('Changes the weights of G.').waitFor({ state: 'detached' });
  });

  it('make a block and take it apart', async () => {
    await enter('generator', 'norm');
    await select('norm', 'relu');
    await fromMenu('relu', /^Group into a block/);
    const dialog = page.getByRole('dialog', { name: 'Group into a block' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Normed');
    await dialog.getByRole('button', { name: 'Group', exact: true }).click();
    await wired('project.out', 'normed.in');
    await card('normed').dblclick(ON_TITLE);
    await card('norm').waitFor();
    await level().getByRole('button', { name: 'G', exact: true }).click();
    await fromMenu('normed', /^Ungroup the block/);
    await wired('norm.out', 'relu.in');
    await wired('project.out', 'norm.in');
  });

  it('lead to the command palette, the shortcuts and the list', async () => {
    await fileMenu(/^Command palette/);
    const field = page.getByPlaceholder('Add a node or run a command');
    await expect.poll(() => field.evaluate((it) => it === document.activeElement), soon).toBe(true);
    await field.fill('train');
    const first = page.locator('.mantine-Spotlight-action').first();
    await expect.poll(() => first.innerText(), soon).toContain('Train, pause or resume');
    await page.mouse.click(10, 500);
    await field.waitFor({ state: 'detached' });
    await fileMenu(/^Keyboard shortcuts/);
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
    await fileMenu(/^Show the graph as a list/);
    await page.getByRole('treegrid').waitFor();
    await page.getByRole('button', { name: 'Show the canvas' }).click();
    await card('generator').waitFor();
  });
});

describe('ports that follow a setting', () => {
  it('keep their wires when a loss changes its mode', async () => {
    await select('fakeLoss');
    const mode = inspector().getByRole('combobox', { name: 'Mode' });
    const choose = async (name: string) => {
      await mode.click();
      await page.getByRole('option', { name }).first().click();
    };
    await choose('Relativistic');
    const opposite = card('fakeLoss').locator('[data-handleid="opposite"]');
    await opposite.waitFor();
    await wired('judgeFake.out', 'fakeLoss.logits');
    await choose('Hinge');
    await opposite.waitFor({ state: 'detached' });
    await wired('judgeFake.out', 'fakeLoss.logits');
    await wired('fakeLoss.loss', 'trainD.loss1');
  });

  it('follow the name of a network’s input', async () => {
    await enter('generator', 'z');
    await select('z');
    const id = inspector().getByRole('textbox', { name: 'Id' });
    await id.fill('latent');
    await id.press('Enter');
    await level().getByRole('button', { name: 'Objective' }).click();
    await wired('noise.out', 'generator.latent');
  });
});

describe('several steps', () => {
  it('of which each trains another network say so, and are made alike by one click', async () => {
    await select('trainD', 'trainG');
    const trains = inspector().getByRole('group', { name: 'Trains' });
    await trains.getByText('They differ.').waitFor();
    expect(await inspector().innerText()).not.toContain('Symbol');
    const beta = inspector().getByRole('combobox', { name: 'Beta 1' });
    await beta.fill('0.3');
    await beta.press('Enter');
    await undoButton().click();
    await expect.poll(() => undoButton().isDisabled(), soon).toBe(true);
    expect(await selected()).toEqual(['trainD', 'trainG']);
  });
});
