/** A GAN without a mouse: made in the list from an empty document, every node, wire and setting by keys, and trained. */
import { beforeAll, expect, it } from 'vitest';
import { openEditor, page, useBrowser } from './support/editor-page.ts';
import { trainButton, waitForButton, waitForStep } from './support/training-page.ts';

/** A busy machine draws late. */
const soon = { timeout: 10_000 };

useBrowser();
beforeAll(async () => {
  await openEditor();
});

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** The row or the field with the focus. */
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    const { row, node, name } = element.dataset;
    if (row !== undefined || node !== undefined) return row ?? `${node}.${name}`;
    return element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent;
  });
const stands = (name: string) => expect.poll(focused, soon).toBe(name);

async function add(title: string, id: string): Promise<void> {
  await press('Control+k');
  await page.getByPlaceholder('Add a node or run a command').waitFor();
  await page.keyboard.type(title);
  await page.locator('.mantine-Spotlight-action[data-selected]', { hasText: title }).waitFor();
  await press('Enter');
  await stands(id);
}

/** To a row of the list, by its letters of the arrow keys. */
async function walkTo(id: string): Promise<void> {
  await press('Home');
  for (let steps = 0; steps < 20 && (await focused()) !== id; steps += 1) await press('ArrowDown');
  await stands(id);
}

async function answer(text: string): Promise<void> {
  const dialog = page.getByRole('dialog').last();
  await dialog.getByRole('combobox').waitFor();
  await page.keyboard.type(text);
  await dialog.getByRole('option', { selected: true }).waitFor();
  await press('Enter');
}

/** From the row with the focus to one more node. */
async function grow(kind: string, id: string, from = 'out'): Promise<void> {
  await press('c');
  await answer(`Output ${from}`);
  await answer('A new node');
  await page.getByRole('combobox', { name: 'Search what fits' }).waitFor();
  await answer(kind);
  await stands(id);
}

async function join(from: string, to: string): Promise<void> {
  const id = await focused();
  await press('c');
  await answer(`Output ${from}`);
  await answer(to);
  await stands(String(id));
}

async function goToField(label: string): Promise<void> {
  await press('Alt+Enter');
  await stands('Title');
  for (let steps = 0; steps < 30 && (await focused()) !== label; steps += 1) await press('Tab');
  await stands(label);
}

async function set(label: string, value: string): Promise<void> {
  const id = await focused();
  await goToField(label);
  await press('Control+a');
  await page.keyboard.type(value);
  await press('Enter', 'Escape');
  await stands(String(id));
}

async function choose(label: string, option: string): Promise<void> {
  const id = await focused();
  await goToField(label);
  await press('ArrowDown');
  const chosen = page.locator('[role="option"][data-combobox-selected]');
  await chosen.waitFor();
  for (let steps = 0; steps < 12; steps += 1) {
    if ((await chosen.innerText()).startsWith(option)) break;
    await press('ArrowDown');
  }
  await press('Enter', 'Escape');
  await stands(String(id));
}

async function train(network: string): Promise<void> {
  const id = await focused();
  await goToField(network);
  await press('Space', 'Escape');
  await stands(String(id));
}

it('builds a generator, a discriminator and what trains them, and trains', async () => {
  await press('Alt+n');
  await page.locator('.react-flow__node').first().waitFor({ state: 'detached' });
  await press('Shift+V');
  await page.getByRole('treegrid').waitFor();

  await add('New network', 'Net');
  await press('Enter');
  await stands('in');
  await grow('dense', 'dense');
  await set('Units', '16');
  await grow('relu', 'relu');
  await grow('dense', 'dense-2');
  await set('Units', '2');
  await join('out', 'out.in');
  await press('Escape', 'Escape');
  await stands('Net');

  await add('New network', 'Net2');
  await press('Enter');
  await stands('in');
  await set('Shape 1', '2');
  await grow('dense', 'dense');
  await set('Units', '16');
  await grow('leaky', 'leaky-relu');
  await grow('dense', 'dense-2');
  await set('Units', '1');
  await join('out', 'out.in');
  await press('Escape', 'Escape');
  await stands('Net2');

  await add('Noise', 'noise');
  await join('out', 'Net.in');
  await add('Dataset', 'dataset');
  await choose('Built-in data', 'Ring');
  await choose('Data', 'Points');
  await join('', 'Net2.in');
  await walkTo('Net');
  await grow('Net2', 'Net2-2');

  await walkTo('Net2');
  await grow('adversarial', 'adversarial');
  await grow('optimizer', 'optimizer-step', 'loss');
  await train('Net2');
  await walkTo('Net2-2');
  await grow('adversarial', 'adversarial-2');
  await choose('Side', 'Discriminator, fake');
  await join('loss', 'One more input of optimizer-step');
  await walkTo('Net2-2');
  await grow('adversarial', 'adversarial-3');
  await choose('Side', 'Generator');
  await grow('optimizer', 'optimizer-step-2', 'loss');
  await train('Net');
  await walkTo('Net');
  await grow('scatter', 'scatter');
  await walkTo('Net');
  await join('out', 'scatter.generated');
  await walkTo('dataset');
  await join('', 'scatter.real');

  const list = () => page.getByRole('treegrid').innerText();
  await expect.poll(list, soon).not.toMatch(/expects|left out|no step/);
  await expect.poll(() => trainButton(page).isEnabled(), soon).toBe(true);
  await press('Control+Enter');
  await waitForStep(page, 2);
  await press('Control+Enter');
  await waitForButton(page, 'Resume');
});
