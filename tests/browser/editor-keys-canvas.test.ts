/** What the mouse does on the canvas, by keys: wires to new nodes and ports, insertion, swap, copies, levels, views, files. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  card,
  inspector,
  level,
  openEditor,
  page,
  select,
  selected,
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
});
/** DCGAN as it was, on the objective, nothing selected. */
beforeEach(async () => {
  await press('Escape', 'Escape');
  await page.locator('#canvas').focus();
  for (let steps = 0; steps < 30 && (await canUndo()); steps += 1) await press('Control+z');
  await command('back to the objective');
  await card('generator').waitFor();
  await press('Alt+a');
});

const canUndo = () => page.locator('header').getByRole('button', { name: 'Undo' }).isEnabled();
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const results = () => page.locator('.mantine-Spotlight-action');

/** Types into the command palette until the first result is the one that is meant. */
async function command(text: string, first?: string): Promise<void> {
  await press('Control+k');
  await page.getByPlaceholder('Add a node or run a command').waitFor();
  await page.keyboard.type(text);
  const wished = results().and(page.locator('[data-selected]'));
  await wished.filter({ hasText: new RegExp(first ?? text, 'i') }).waitFor();
  await press('Enter');
  await page.getByPlaceholder('Add a node or run a command').waitFor({ state: 'detached' });
}

/** Selected and in focus, on whatever level it stands. */
async function walkTo(id: string, on: string): Promise<void> {
  await command(`${id} ${on}`, id);
  await expect.poll(selected, soon).toEqual([id]);
}

async function answer(text: string): Promise<void> {
  const dialog = page.getByRole('dialog').last();
  await dialog.getByRole('combobox').waitFor();
  await page.keyboard.type(text);
  await dialog.getByRole('option', { selected: true }).waitFor();
  await press('Enter');
}

describe('the palette by keys', () => {
  it('says where a kind stands that this level has no place for, and finds it there', async () => {
    await press('Control+k');
    await page.keyboard.type('spectral');
    await page.getByText(/stands inside networks and blocks: enter one to add it/).waitFor();
    await press('Escape');
    await walkTo('relu', 'G');
    await command('IN', 'Instance normalization');
    await card('instance-norm').waitFor();
    await command('karras', 'equalized learning rate');
    const rate = inspector().getByRole('switch', { name: 'Equalized learning rate' });
    await expect.poll(() => rate.isChecked(), soon).toBe(true);
  });
});

describe('a wire by keys', () => {
  it('ends at a new node of a kind that fits, or at a new output of the network', async () => {
    await walkTo('tanh', 'G');
    await press('c');
    await answer('Output out');
    await answer('A new node');
    const menu = page.getByRole('combobox', { name: 'Search what fits' });
    await menu.waitFor();
    expect(await page.getByRole('option', { name: 'Adversarial loss' }).count()).toBe(0);
    await menu.fill('flatten');
    await press('Enter');
    await wired('tanh.out', 'flatten.in');
    expect(await selected()).toEqual(['flatten']);
    await press('c');
    await answer('Output out');
    await answer('A new node');
    await menu.waitFor();
    await page.keyboard.type('new output');
    await press('Enter');
    await wired('flatten.out', 'out-2.in');
    await command('back to the objective');
    await card('generator').locator('[data-handleid="out-2"]').waitFor();
  });

  it('takes the kind that is added while it is selected, and the next ones make room', async () => {
    await walkTo('relu', 'G');
    await press('q');
    await expect
      .poll(() => wire('norm.out', 'relu.in').getAttribute('class'), soon)
      .toContain('selected');
    await command('dropout', 'Dropout');
    await wired('norm.out', 'dropout.in');
    await wired('dropout.out', 'relu.in');
    await press('Control+z');
    await wired('norm.out', 'relu.in');
    await walkTo('relu', 'G');
    await press('q');
    await command('embedding', 'Embedding');
    await page.getByText(/Embedding does not fit into the wire/).waitFor();
    await wired('norm.out', 'relu.in');
  });

  it('enters one more input of a node whose inputs are all taken', async () => {
    await walkTo('generator', 'Objective');
    await press('c');
    await answer('Output out');
    await answer('One more input of samples');
    await wired('generator.out', 'samples.row1');
  });
});

describe('nodes by keys', () => {
  it('are swapped, and keep their wires and equal settings', async () => {
    await walkTo('project', 'G');
    await press('Shift+S');
    await page.getByRole('option', { selected: true }).waitFor();
    await page.keyboard.type('convolution');
    await press('Enter');
    await inspector().getByRole('heading', { name: 'Convolution', exact: true }).waitFor();
    const filters = inspector().getByRole('combobox', { name: 'Filters', exact: true });
    expect(await filters.inputValue()).toBe('ngf * imageSize / 8');
    expect(await inspector().getByRole('textbox', { name: 'Id' }).inputValue()).toBe('project');
    await wired('pixel.out', 'project.in');
    await wired('project.out', 'norm.in');
  });

  it('go from one network into another through the clipboard, with the wires between them', async () => {
    await walkTo('norm', 'G');
    await press('Shift+ArrowRight');
    await expect.poll(selected, soon).toEqual(['norm', 'relu']);
    await press('Control+c');
    await command('open D', 'Open D');
    await card('relu').waitFor({ state: 'detached' });
    await press('Control+v');
    await wired('norm.out', 'relu.in');
    expect(await level().innerText()).toMatch(/D$/);
  });

  it('become a block and come apart again', async () => {
    await walkTo('norm', 'G');
    await press('Shift+ArrowRight', 'Control+g');
    const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('Normed');
    await name.press('Enter');
    await wired('project.out', 'normed.in');
    await press('Enter');
    await expect.poll(() => level().innerText(), soon).toMatch(/Normed/);
    await press('Alt+ArrowUp');
    await expect.poll(selected, soon).toEqual(['normed']);
    await press('Control+Shift+G');
    await wired('norm.out', 'relu.in');
    await wired('project.out', 'norm.in');
  });
});

describe('views and panels by keys', () => {
  it('are shown by name: what a step reaches, problems, a parameter, the tour', async () => {
    await walkTo('trainD', 'Objective');
    await command('its gradient reaches');
    await page.getByText('Changes the weights of D.').waitFor();
    await command('take the overlay off');
    await page.getByText('Changes the weights of D.').waitFor({ state: 'detached' });
    await press('b');
    await command('errors', 'Show the problems');
    const tab = page.getByRole('tab', { name: /Problems/ });
    await expect.poll(() => tab.evaluate((it) => it === document.activeElement), soon).toBe(true);
    await command('ndf', 'Discriminator filters');
    const field = page.getByRole('combobox', { name: 'Discriminator filters' });
    await expect.poll(() => field.evaluate((it) => it === document.activeElement), soon).toBe(true);
    await press('Escape');
  });

  it('a value is typed, and Escape leads to its node before it deselects', async () => {
    await select('trainD');
    await press('Alt+Enter');
    const rate = inspector().getByRole('combobox', { name: 'Beta 1' });
    await rate.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('0.4');
    await press('Enter', 'Escape');
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.id), soon)
      .toBe('trainD');
    expect(await selected()).toEqual(['trainD']);
    await press('Escape');
    await expect.poll(selected, soon).toEqual([]);
  });
});
