/** Variants on the real page: made by mouse and by keyboard, trained by the queue, through a reload, and equal where they are. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import { type StoredRun, storedRuns } from './support/stored-runs.ts';
import {
  endlessDocument,
  openDocument,
  openPage,
  presetDocument,
  showPanel,
  stepShown,
  trainButton,
  waitForButton,
  waitForStep,
} from './support/training-page.ts';

useBuiltPage();

const MOST_MS = 120_000;
const patient = { timeout: MOST_MS };

let page: Page;

afterEach(async () => {
  await page?.context().close();
});

async function open(document = presetDocument('ring', {})): Promise<void> {
  page = await openPage(browser, { url, backend: 'wasm' });
  page.setDefaultTimeout(MOST_MS);
  await openDocument(page, document);
}

const dialog = () => page.getByRole('dialog', { name: 'Train variants' });
const rows = () => page.locator('[data-row]');
const states = () =>
  rows().evaluateAll((all) => all.map((row) => row.getAttribute('data-state') ?? ''));
const names = () =>
  rows().evaluateAll((all) => all.map((row) => row.querySelector('[title]')?.textContent ?? ''));
const summary = () => page.getByTestId('queue-summary');
const stepOfRow = (at: number) =>
  rows()
    .nth(at)
    .locator('[data-step]')
    .getAttribute('data-step')
    .then((text) => Number(text));

async function waitForEnd(): Promise<void> {
  await summary().filter({ hasText: 'All are done' }).waitFor({ timeout: MOST_MS });
}

const valuesOf = ({ group }: StoredRun) => group?.values.map(({ name, value }) => [name, value]);

describe('a sweep', () => {
  it('of two values and two seeds is made by mouse, says what it would be, and trains to the end', async () => {
    await open();
    await page.getByRole('button', { name: 'More ways to train' }).click();
    await page.getByRole('menuitem', { name: 'Train variants over several values' }).click();
    const form = dialog();
    await form.getByLabel('What varies').click();
    await page.getByRole('option', { name: 'Hidden units (hidden)' }).click();
    const list = form.getByLabel('Numbers, with commas');
    await list.fill('8, x');
    await form.getByText('“x” is not a number.').waitFor();
    expect(await form.getByRole('button', { name: 'Add to the queue' }).isDisabled()).toBe(true);
    await list.fill('8, 16');
    await form.getByRole('button', { name: 'Vary a second thing' }).click();
    await form.getByLabel('How many').fill('2');
    await form.getByLabel('Steps of each run').fill('6');
    await form.getByRole('button', { name: 'Train 4 runs' }).waitFor();
    const variants = form.locator('[data-sweep]');
    expect(await variants.count()).toBe(4);
    const cells = await variants.evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent)),
    );
    expect(cells.map(([hidden, seed, , , steps]) => [hidden, seed, steps])).toEqual([
      ['8', '1', '6'],
      ['8', '2', '6'],
      ['16', '1', '6'],
      ['16', '2', '6'],
    ]);
    expect(cells[0]?.[2]).not.toBe(cells[2]?.[2]);
    expect(await page.getByTestId('sweep-summary').textContent()).toContain('time unknown');
    expect(await axeFaults(page, 'dialog')).toEqual([]);
    await form.getByRole('button', { name: 'Train 4 runs' }).click();

    await waitForEnd();
    expect(await axeFaults(page, 'queue')).toEqual([]);
    expect(await states()).toEqual(['finished', 'finished', 'finished', 'finished']);
    const runs = await storedRuns(page);
    expect(runs.map(({ step, end }) => [step, end])).toEqual(Array(4).fill([6, 'finished']));
    expect(runs.map(valuesOf)).toEqual([
      [
        ['hidden', 8],
        ['seed', 1],
      ],
      [
        ['hidden', 8],
        ['seed', 2],
      ],
      [
        ['hidden', 16],
        ['seed', 1],
      ],
      [
        ['hidden', 16],
        ['seed', 2],
      ],
    ]);
    expect(new Set(runs.map(({ group }) => group?.id)).size).toBe(1);
    expect(new Set(runs.map(({ losses }) => losses.join())).size).toBe(4);

    const [first = '', second = '', ...others] = await names();
    const handle = await rows()
      .nth(0)
      .getByRole('button', { name: /^Move / })
      .boundingBox();
    const below = await rows().nth(1).boundingBox();
    if (!handle || !below) throw new Error('The rows are not on the page.');
    await page.mouse.move(handle.x + 8, handle.y + 8);
    await page.mouse.down();
    await page.mouse.move(handle.x + 8, below.y + below.height - 4, { steps: 4 });
    await expect.poll(names, patient).toEqual([second, first, ...others]);
    await page.mouse.up();
    await page.locator('[data-dragged]').waitFor({ state: 'detached' });
    await expect.poll(names, patient).toEqual([second, first, ...others]);
    await page.reload();
    await showPanel(page, 'Queue');
    await expect.poll(names, patient).toEqual([second, first, ...others]);

    // What was timed now tells the time of more of its kind; a field of a node is varied from its own menu.
    await page.getByText('Fool D', { exact: true }).first().click();
    const mode = page.getByRole('combobox', { name: 'Mode' });
    await mode.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Try several values…' }).click();
    await form.locator('[data-sweep]').first().waitFor();
    expect(await form.locator('[data-sweep]').count()).toBeGreaterThan(1);
    await page.getByTestId('sweep-summary').filter({ hasText: 'in all, going by' }).waitFor();
  });

  it('is made by keyboard, survives a reload, is put in another order, and equal variants come out equal', async () => {
    await open();
    async function sweepBySeed(): Promise<void> {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Add a node or run a command').waitFor();
      await page.keyboard.type('train variants');
      await page.keyboard.press('Enter');
      const what = dialog().getByRole('combobox', { name: 'What varies' });
      await expect
        .poll(() => what.evaluate((field) => field === document.activeElement), patient)
        .toBe(true);
      await page.keyboard.type('Seed');
      const found = page.locator('[role=option]:visible');
      await expect.poll(() => found.allTextContents(), patient).toEqual(['Seed']);
      // It is the first of what was found: Enter alone takes it.
      await page.keyboard.press('Enter');
      await dialog().getByLabel('How many').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('2');
      await dialog().getByLabel('Steps of each run').focus();
      await page.keyboard.type('5');
      const add = dialog().getByRole('button', { name: 'Add to the queue' });
      await dialog().getByRole('button', { name: 'Train 2 runs' }).waitFor();
      await add.focus();
      await page.keyboard.press('Enter');
      await dialog().waitFor({ state: 'detached' });
    }
    await sweepBySeed();
    await sweepBySeed();
    await rows().nth(3).waitFor();
    const before = await names();
    expect(before.map((name) => name.replace(/.*, /, ''))).toEqual([
      ...['seed 1', 'seed 2', 'seed 1', 'seed 2'],
    ]);

    await page.reload();
    await trainButton(page).waitFor();
    await showPanel(page, 'Queue');
    await rows().nth(3).waitFor();
    expect(await names()).toEqual(before);
    await page.waitForTimeout(1_000);
    expect(await states()).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);

    const handle = rows()
      .nth(0)
      .getByRole('button', { name: /^Move / });
    await handle.focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(names, patient).toEqual([before[1], before[0], before[2], before[3]]);
    // Faster than they are kept; and a page that is gone before it could keep the last still has it.
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...given) {
        const request = put.apply(this, given);
        if (this.name !== 'queues') return request;
        // Never done: the page's end is the transaction's.
        this.transaction.commit = () => undefined;
        const goOn = () => this.get('none').addEventListener('success', goOn);
        goOn();
        return request;
      };
    });
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'End']) await page.keyboard.press(key);
    await expect.poll(names, patient).toEqual([before[1], before[2], before[3], before[0]]);
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('ganvas.queue.unwritten') !== null))
      .toBe(true);
    await page.reload();
    await showPanel(page, 'Queue');
    await rows().nth(3).waitFor();
    expect(await names()).toEqual([before[1], before[2], before[3], before[0]]);

    // All four in turns of one step each.
    await page.getByRole('switch', { name: 'In turns, step by step' }).focus();
    await page.keyboard.press('Space');
    await page.getByTestId('queue-switch').focus();
    await page.keyboard.press('Enter');
    await waitForEnd();
    const runs = await storedRuns(page);
    expect(runs.map(({ seed }) => seed)).toEqual([1, 2, 1, 2]);
    expect(runs.map(({ step }) => step)).toEqual([5, 5, 5, 5]);
    const [a, b, c, d] = runs.map(({ losses }) => losses);
    expect(a?.length).toBeGreaterThanOrEqual(10);
    expect(a).toEqual(c);
    expect(b).toEqual(d);
    expect(a).not.toEqual(b);
  });

  it('waits while a document trains by hand, goes on after it, and pauses and drops a run when told to', async () => {
    await open(endlessDocument('ring', 1_000));
    await page.getByRole('button', { name: 'More ways to train' }).click();
    await page.getByRole('menuitem', { name: 'Add this document to the queue' }).click();
    await rows().first().waitFor();
    await page.getByTestId('queue-switch').click();
    await page.waitForFunction(
      () => Number(document.querySelector('[data-row] [data-step]')?.getAttribute('data-step')) > 2,
      null,
      patient,
    );

    await trainButton(page).click();
    await waitForStep(page, 2);
    await summary().filter({ hasText: 'Waits while' }).waitFor();
    await expect.poll(states, patient).toEqual(['waiting']);
    const stood = await stepOfRow(0);
    const step = await stepShown(page);
    await waitForStep(page, step + 3);
    expect(await stepOfRow(0)).toBe(stood);

    await trainButton(page).click();
    await waitForButton(page, 'Resume');
    await expect.poll(() => stepOfRow(0), patient).toBeGreaterThan(stood);

    await page.getByTestId('queue-switch').click();
    await expect.poll(states, patient).toEqual(['waiting']);
    const paused = await stepOfRow(0);
    await page.reload();
    await trainButton(page).waitFor();
    await showPanel(page, 'Queue');
    await rows().first().waitFor();
    expect(await stepOfRow(0)).toBe(paused);
    await page.getByRole('button', { name: /out of the queue$/ }).click();
    await page.getByText('Nothing waits to be trained').waitFor();
    const runs = await storedRuns(page);
    expect(runs.map((run) => run.step)).toContain(paused);
  });
});
