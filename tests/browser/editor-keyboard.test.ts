/** The page without a mouse: walking, wiring, moving, entering, finding, changing keys, and a network built from the list. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  card,
  inspector,
  ON_TITLE,
  openEditor,
  page,
  palette,
  selected,
  useBrowser,
  wire,
} from './support/editor-page.ts';
import { boxOf, placed } from './support/hand.ts';

useBrowser();
/** A busy machine draws late. */
const soon = { timeout: 10_000 };

beforeEach(() => openEditor());

const row = (id: string) => page.locator(`tr[data-row="${id}"]`);
const said = () => page.getByTestId('announcer').innerText();
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Of a node on the canvas or a row of the list. */
const focused = () =>
  page.evaluate(() => {
    const { id, row: inList, node, name } = (document.activeElement as HTMLElement).dataset;
    return id ?? inList ?? (node === undefined ? null : `${node}.${name}`);
  });
const focusedName = () =>
  page.evaluate(
    () =>
      document.activeElement?.getAttribute('aria-label') ??
      (document.activeElement as HTMLInputElement).labels?.[0]?.textContent,
  );
/** The Tab key leads into the canvas as into any other part of the page. */
async function enterCanvas(): Promise<void> {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(focused, soon).not.toBeNull();
}
async function walkTo(id: string, level = 'Objective'): Promise<void> {
  await press('Control+k');
  await page.getByPlaceholder('Add a node or run a command').waitFor();
  await page.keyboard.type(`${id} ${level}`);
  await page.locator('.mantine-Spotlight-action[data-selected]', { hasText: id }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(focused, soon).toBe(id);
}

/** Where it can be seen: the way to another node may have led it under a panel. */
async function alsoSelect(id: string): Promise<void> {
  await press('Shift+1');
  await placed();
  await card(id).click({ ...ON_TITLE, modifiers: ['Control'] });
  await expect.poll(selected).toContain(id);
}

describe('the canvas by keys', () => {
  it('is one stop of the Tab key, and the arrow keys walk along the wires', async () => {
    await enterCanvas();
    expect(await focused()).toBe('noise');
    await press('ArrowRight');
    expect(await focused()).toBe('generator');
    await expect.poll(said, soon).toContain('fed by noise.out');
    await press('ArrowLeft');
    expect(await focused()).toBe('noise');
    await press('ArrowLeft');
    await expect.poll(said, soon).toBe('No node before this one');
    await press('End', 'Home');
    expect(await focused()).toBe('noise');
    await press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.react-flow__node'))).toBe(
      null,
    );
    await press('Shift+Tab');
    await expect
      .poll(
        () => page.evaluate(() => document.activeElement?.closest('.react-flow') !== null),
        soon,
      )
      .toBe(true);
  });

  it('shows where the focus is', async () => {
    await enterCanvas();
    const shadow = await card('noise')
      .locator('> div')
      .first()
      .evaluate((element) => getComputedStyle(element).boxShadow);
    expect(shadow).not.toBe('none');
  });

  it('wires ports by C, says so, and undo says what it takes back', async () => {
    await walkTo('samples');
    await press('c');
    await page.getByRole('option', { name: /^Input row0/ }).waitFor();
    await press('Enter');
    await page.keyboard.type('data');
    await press('Enter');
    await wire('data.image', 'samples.row0').waitFor({ state: 'attached' });
    await expect.poll(said, soon).toContain('data.image connected to samples.row0');
    expect(await focused()).toBe('samples');
    await press('Control+z');
    await expect.poll(said, soon).toMatch(/^Undone: .*generator\.out connected/);
    await wire('generator.out', 'samples.row0').waitFor({ state: 'attached' });
  });

  it('wires two selected nodes at once, or says why that cannot be', async () => {
    await walkTo('samples');
    await press('c', 'Enter');
    await page.keyboard.type('disconnect');
    await press('Enter');
    await wire('generator.out', 'samples.row0').waitFor({ state: 'detached' });
    await walkTo('generator');
    await alsoSelect('samples');
    await press('c');
    await wire('generator.out', 'samples.row0').waitFor({ state: 'attached' });
    await walkTo('noise');
    await alsoSelect('data');
    await press('c');
    await page.getByText(/No output of .* fits an input/).waitFor();
  });

  it('says of a port that is looked for and does not fit why it does not', async () => {
    await walkTo('noise');
    await press('c', 'Enter');
    await page.keyboard.type('judgeReal.image');
    const option = page.getByRole('option', { name: /judgeReal\.image.*does not fit:/ });
    await option.waitFor();
    expect(await option.getAttribute('aria-disabled')).toBe('true');
    await press('Enter');
    await expect.poll(said, soon).toContain('does not fit');
    await press('Escape', 'Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await wire('noise.out', 'judgeReal.image').count()).toBe(0);
  });

  it('moves the selection in one step of undo for as long as the keys are held', async () => {
    await walkTo('data');
    const before = await card('data').evaluate((element) => element.style.transform);
    await page.keyboard.down('Control');
    for (let times = 0; times < 3; times += 1) await page.keyboard.down('ArrowDown');
    await page.keyboard.up('ArrowDown');
    await page.keyboard.up('Control');
    const style = () => card('data').evaluate((element) => element.style.transform);
    await expect.poll(style, soon).not.toBe(before);
    await press('Control+z');
    await expect.poll(style, soon).toBe(before);
    expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  });

  it('keeps the focus when what had it is deleted and comes back', async () => {
    await walkTo('judgeReal');
    await press('x');
    await card('judgeReal').waitFor({ state: 'detached' });
    await expect.poll(focused, soon).not.toBeNull();
    await expect.poll(said, soon).toContain('judgeReal removed');
    await press('Control+z');
    await card('judgeReal').waitFor();
    await expect.poll(focused, soon).not.toBeNull();
  });

  it('enters, edits, renames and leaves', async () => {
    await walkTo('generator');
    await press('Enter');
    await card('project').waitFor();
    await expect.poll(said, soon).toMatch(/^G, \d+ nodes$/);
    await walkTo('project', 'G');
    await press('F2');
    await expect.poll(focusedName, soon).toBe('Id');
    await page.keyboard.type('first');
    await press('Enter');
    await card('first').waitFor();
    await walkTo('first', 'G');
    await press('Alt+Enter');
    await expect.poll(() => inspector().locator(':focus').count(), soon).toBe(1);
    await press('Escape');
    await expect.poll(focused, soon).toBe('first');
    // Once to select nothing, once more to go back.
    await press('Escape', 'Escape');
    await card('generator').waitFor();
    const isOnCanvas = () => page.evaluate(() => document.activeElement?.closest('main') !== null);
    await expect.poll(isOnCanvas, soon).toBe(true);
  });

  it('trains and pauses', async () => {
    await enterCanvas();
    await press('Control+Enter');
    await expect
      .poll(() => page.getByTestId('train').innerText(), { timeout: 20_000 })
      .toBe('Pause');
    await press('Control+Enter');
    await expect
      .poll(() => page.getByTestId('train').innerText(), { timeout: 60_000 })
      .toMatch(/Resume|Pausing/);
  });
});

describe('the palette', () => {
  const search = () => palette().getByRole('textbox', { name: 'Search nodes' });

  it('finds by symbol and option, marks what answered, and adds with the option set', async () => {
    await press('/');
    await expect.poll(focusedName, soon).toBe('Search nodes');
    await page.keyboard.type('wasserstein');
    const found = palette().getByRole('listitem');
    expect(await found.first().innerText()).toContain('Adversarial loss: Wasserstein');
    expect(await found.first().locator('mark').innerText()).toBe('Wasserstein');
    await press('Enter');
    await card('adversarial').waitFor();
    const fields = inspector().locator('input');
    const values = () =>
      fields.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    await expect.poll(values, soon).toContain('Wasserstein');
  });

  it('explains the entry with the focus, and keeps favourites and recent entries', async () => {
    await press('/');
    await expect.poll(focusedName, soon).toBe('Search nodes');
    await page.keyboard.type('σ');
    await press('ArrowDown');
    const tip = page.getByRole('tooltip').filter({ hasText: 'Sigmoid' });
    await tip.waitFor();
    expect(await tip.locator('math').count()).toBe(1);
    await press('f', 'Enter');
    await card('sigmoid').waitFor();
    await search().fill('');
    const favourites = palette().getByRole('group', { name: 'Favourites' });
    await favourites.getByRole('button', { name: 'Sigmoid', exact: true }).waitFor();
    await search().fill('noise');
    await press('Enter');
    await search().fill('');
    const recent = palette().getByRole('group', { name: 'Recently added' });
    await recent.getByRole('button', { name: 'Noise', exact: true }).waitFor();
    await page.reload();
    await favourites.getByRole('button', { name: 'Sigmoid', exact: true }).waitFor();
  });
});

describe('the command palette', () => {
  it('goes to nodes on any level, and shows what was done last first', async () => {
    await walkTo('project', 'G');
    await card('project').waitFor();
    await press('Control+k');
    await page.keyboard.type('open objective');
    await press('Enter');
    await card('generator').waitFor();
    await press('Control+k');
    await page.keyboard.type('show the graph as');
    await press('Enter');
    await page.getByRole('treegrid').waitFor();
    await press('Control+k');
    const groups = page.locator('.mantine-Spotlight-actionsGroup');
    expect(await groups.first().innerText()).toContain('Show the graph as a list');
  });

  it('opens a preset by its whole name, and adds where no card is covered', async () => {
    await enterCanvas();
    await press('Control+k');
    await page.keyboard.type('R1 penalty');
    await page.locator('.mantine-Spotlight-action[data-selected]', { hasText: 'R1' }).waitFor();
    await press('Enter');
    const added = await boxOf(card('r1'));
    for (const id of ['samples', 'judgeFake', 'foolLoss']) {
      const other = await boxOf(card(id));
      const isBeside =
        added.x >= other.x + other.width ||
        other.x >= added.x + added.width ||
        added.y >= other.y + other.height ||
        other.y >= added.y + added.height;
      expect(isBeside, id).toBe(true);
    }
    await press('Control+k');
    await page.keyboard.type('cyclegan');
    await page
      .locator('.mantine-Spotlight-action[data-selected]', { hasText: 'CycleGAN' })
      .waitFor();
    await press('Enter');
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Name of the document' }).inputValue())
      .toBe('CycleGAN');
  });
});

describe('the sheet of shortcuts', () => {
  it('gives a command other keys, says who has them, and takes them back', async () => {
    await enterCanvas();
    await press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByRole('textbox').fill('select all');
    const all = sheet.locator('[data-command="select-all"]');
    await all.getByRole('button', { name: /change the keys/ }).click();
    await press('Control+w');
    await all.getByText(/a key of the browser/).waitFor();
    await all.getByRole('button', { name: /change the keys/ }).click();
    await press('Control+z');
    await all.getByText(/belongs to “Undo”/).waitFor();
    await all.getByRole('button', { name: 'Leave it' }).click();
    await all.getByRole('button', { name: /change the keys/ }).click();
    await press('Control+Shift+u');
    await all.getByText('changed').waitFor();
    await press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await press('Control+Shift+u');
    await expect.poll(() => page.locator('.react-flow__node-card.selected').count(), soon).toBe(13);
    await page.reload();
    await card('generator').waitFor();
    await press('?');
    await sheet.getByRole('button', { name: 'All keys as they were' }).click();
    await sheet.getByRole('textbox').fill('select all');
    expect(await all.innerText()).toContain('Ctrl A');
  });
});

describe('the list', () => {
  /** From the list to the palette and back, at the new row. */
  async function add(query: string, id: string): Promise<void> {
    await press('/');
    await expect.poll(focusedName, soon).toBe('Search nodes');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(query);
    await press('Enter');
    await row(id).waitFor();
    // Once to empty the field, once to go back.
    await press('Escape', 'Escape');
    await expect.poll(focused, soon).toBe(id);
  }
  async function feed(node: string, port: string, from: string): Promise<void> {
    await row(node).focus();
    await press('ArrowRight');
    await page.locator(`tr[data-node="${node}"][data-name="${port}"]`).focus();
    await press('Enter');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    await page.keyboard.type(from);
    await press('Enter');
    await expect.poll(said, soon).toContain(`connected to ${node}.${port}`);
    await expect.poll(focused, soon).toBe(`${node}.${port}`);
  }

  it('builds a small generator by keys alone', async () => {
    await press('Alt+n');
    await card('generator').waitFor({ state: 'detached' });
    await press('Shift+V');
    await page.getByRole('treegrid').waitFor();
    await add('new network', 'Net');
    await press('Enter');
    await page.getByRole('treegrid', { name: 'Nodes of Net' }).waitFor();
    for (const [query, id] of [
      ['IN', 'input'],
      ['dense', 'dense'],
      ['leaky', 'leaky-relu'],
      ['tanh', 'tanh'],
      ['output', 'output'],
    ] as const) {
      if (id === 'input') await add('input', id);
      else await add(query, id);
    }
    await feed('dense', 'in', 'input');
    await feed('leaky-relu', 'in', 'dense');
    await feed('tanh', 'in', 'leaky');
    await feed('output', 'in', 'tanh');
    expect(await row('output').innerText()).not.toContain('expects');
    const cells = await row('dense').innerText();
    expect(cells).toMatch(/N × \d+/);
    for (const id of ['input', 'dense', 'leaky-relu', 'tanh', 'output']) {
      expect(await row(id).count()).toBe(1);
    }
    await press('Escape', 'Escape');
    await expect.poll(focused, soon).toBe('Net');
  });

  it('says what is wired where, cuts a wire, removes a node, and sorts', async () => {
    await press('Shift+V');
    await page.getByRole('treegrid', { name: 'Nodes of Objective' }).waitFor();
    await row('judgeReal').focus();
    await press('ArrowRight', 'ArrowDown');
    expect(await focused()).toBe('judgeReal.image');
    const line = page.locator('tr[data-node="judgeReal"][data-name="image"]');
    expect(await line.innerText()).toContain('from data.image');
    await press('Delete');
    await expect.poll(() => line.innerText(), soon).toContain('not connected');
    await press('ArrowLeft');
    expect(await focused()).toBe('judgeReal');
    await press('Delete');
    await row('judgeReal').waitFor({ state: 'detached' });
    await expect.poll(focused, soon).not.toBeNull();
    await press('Control+z');
    await row('judgeReal').waitFor();
    await page.getByRole('button', { name: 'Sort by Parameters' }).click();
    expect(await page.locator('tbody tr[data-row]').first().getAttribute('data-row')).toBe(
      'generator',
    );
  });
});
