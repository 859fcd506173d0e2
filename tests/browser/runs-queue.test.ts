/** The queue on the real page: runs in turns, closed tabs, failures, runs and documents that change beneath it. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import { useMortalWorkers } from './support/mortal-workers.ts';
import { storedRuns } from './support/stored-runs.ts';
import {
  openDocument,
  openPage,
  presetDocument,
  showPanel,
  trainButton,
} from './support/training-page.ts';

useBuiltPage({ withWebGpu: false });

/** A step in turns takes a while where the machine is shared. */
const MOST_MS = 200_000;
const patient = { timeout: MOST_MS };
const STEPS = 100;
/** Long enough to be paused in the middle however late the page gets to see where it is. */
const LONG = 200;
/** Steps that both take before they are paused. */
const FEW = 10;

let context: BrowserContext;
let page: Page;

afterEach(async () => {
  await context?.close();
});

const ring = (
  name: string,
  steps = STEPS,
  values: Readonly<Record<string, number>> = {},
): Document => {
  const document = presetDocument('ring', { ...values, steps });
  return {
    ...document,
    name,
    training: { ...document.training, sampleEvery: 60, checkpointEvery: 10, measureEvery: 1000 },
  };
};

async function visit(): Promise<void> {
  page = await openPage(browser, { url, backend: 'wasm' });
  page.setDefaultTimeout(MOST_MS);
  context = page.context();
}

/** Another tab of the same browser, in place of the one before. */
async function visitAgain(): Promise<void> {
  page = await context.newPage();
  page.setDefaultTimeout(MOST_MS);
  await page.goto(url);
  await trainButton(page).waitFor();
  await showPanel(page, 'Queue');
  await rows().first().waitFor();
}

async function add(): Promise<void> {
  const before = await rows().count();
  await page.getByRole('button', { name: 'More ways to train' }).click();
  await page.getByRole('menuitem', { name: 'Add this document to the queue' }).click();
  await rows().nth(before).waitFor();
}

const rows = () => page.locator('[data-row]');
const states = () =>
  rows().evaluateAll((all) => all.map((row) => row.getAttribute('data-state') ?? ''));
const steps = () =>
  rows().evaluateAll((all) =>
    all.map((row) => Number(row.querySelector('[data-step]')?.getAttribute('data-step'))),
  );
const lastTwo = async () => (await steps()).slice(-2);
const press = () => page.getByTestId('queue-switch').click();
const turns = () => page.getByRole('switch', { name: 'In turns, step by step' });
const ended = () => page.getByTestId('queue-summary').filter({ hasText: 'All are done' }).waitFor();

/** Shown with its reason, in the row of the run. */
const reason = (text: string | RegExp) => rows().getByText(text).first().waitFor();

describe('the queue', () => {
  it('trains equal runs in turns to equal bits, through a pause and a tab closed in the middle', async () => {
    await visit();
    await openDocument(page, ring('Equal', LONG, { hidden: 256 }));
    for (let run = 0; run < 2; run++) await add();
    // Each press counts, however fast they come.
    for (let presses = 0; presses < 3; presses++) await turns().click({ force: true });
    await expect.poll(() => turns().isChecked(), patient).toBe(true);
    await press();
    await ended();
    const whole = await storedRuns(page);
    expect(whole.map(({ step, end }) => [step, end])).toEqual(Array(2).fill([LONG, 'finished']));
    expect(whole[0]?.losses.length).toBeGreaterThanOrEqual(LONG * 2);
    expect(whole[0]?.weights[LONG]).toMatch(/^[0-9a-f]{64}$/);
    expect(whole[1]?.losses).toEqual(whole[0]?.losses);
    expect(whole[1]?.weights[LONG]).toBe(whole[0]?.weights[LONG]);

    // Two more, paused twice. One may begin before the other, and stand still after it: their distance stays nearly the same.
    for (let run = 0; run < 2; run++) await add();
    const ahead: number[] = [];
    let further = 0;
    for (let pauses = 0; pauses < 2; pauses++) {
      await press();
      await expect
        .poll(async () => Math.min(...(await lastTwo())), patient)
        .toBeGreaterThan(further + FEW);
      await press();
      await expect.poll(states, patient).toEqual(['finished', 'finished', 'waiting', 'waiting']);
      const [third = 0, fourth = 0] = await lastTwo();
      ahead.push(third - fourth);
      further = Math.max(third, fourth);
    }
    const [once = 0, twice = 0] = ahead;
    expect(Math.abs(twice - once), `ahead by ${ahead}`).toBeLessThan(FEW / 2);
    await page.getByTestId('queue-switch').filter({ hasText: 'Go on' }).click();
    await expect.poll(async () => (await lastTwo())[0], patient).toBeGreaterThan(further + 3);
    await page.close();

    await visitAgain();
    const left = await steps();
    expect(left[2]).toBeLessThan(LONG);
    expect(left[3]).toBeLessThan(LONG);
    expect(await states()).toEqual(['finished', 'finished', 'waiting', 'waiting']);
    expect(await turns().isChecked()).toBe(true);
    await press();
    await ended();
    const all = await storedRuns(page);
    expect(all.length).toBe(4);
    for (const { losses, weights } of all.slice(2)) {
      expect(losses).toEqual(whole[0]?.losses);
      expect(weights[LONG]).toBe(whole[0]?.weights[LONG]);
    }
  });

  it('keeps a run as it was queued, says which was deleted, and goes on past it', async () => {
    await visit();
    await openDocument(page, ring('Small', 20, { hidden: 8 }));
    await add();
    // What it was made from changes before it trains.
    await page.getByRole('button', { name: 'Parameters' }).click();
    const hidden = page.locator('[data-parameter="hidden"] input').first();
    await hidden.fill('12');
    await hidden.press('Enter');
    await page.keyboard.press('Escape');
    await add();
    await add();
    await showPanel(page, 'Runs');
    const runs = page.getByTestId('runs').locator('tbody tr');
    await expect.poll(() => runs.count(), patient).toBe(3);
    const [, second] = await storedRuns(page);
    await page.locator(`[data-run-id="${second?.id}"]`).press('Delete');
    await expect.poll(() => runs.count(), patient).toBe(2);
    await showPanel(page, 'Queue');
    await press();
    await reason('The run is no longer in this browser. Take it out of the queue.');
    await ended();
    expect(await states()).toEqual(['finished', 'failed', 'finished']);
    const all = await storedRuns(page);
    expect(all.map(({ step }) => step)).toEqual([20, 20]);
    const sizes = await page.evaluate(
      () =>
        new Promise<readonly number[]>((resolve) => {
          const opening = indexedDB.open('ganvas');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('runs').objectStore('runs').getAll();
            reading.onsuccess = () => {
              opening.result.close();
              resolve(
                reading.result
                  .sort((a, b) => a.createdAt - b.createdAt)
                  .map(({ document }) => document.parameters.hidden.value),
              );
            };
          };
        }),
    );
    expect(sizes).toEqual([8, 12, 12]);
  });

  it('says why a run failed, and takes it up again from its last checkpoint, to the same end', async () => {
    await visit();
    await openDocument(page, ring('Fallen'));
    await add();
    await press();
    await ended();
    await page.close();

    page = await context.newPage();
    page.setDefaultTimeout(MOST_MS);
    await useMortalWorkers(page);
    await page.goto(url);
    await trainButton(page).waitFor();
    await showPanel(page, 'Queue');
    await add();
    await press();
    await expect.poll(async () => (await steps())[1], patient).toBeGreaterThan(15);
    await page.evaluate('endWorkers()');
    await reason(/^The training worker stopped: out of memory\./);
    expect(await states()).toEqual(['finished', 'failed']);
    const [, stopped] = await storedRuns(page);
    expect(stopped?.step).toBeLessThan(STEPS);

    await rows()
      .getByRole('button', { name: /^Try .* again$/ })
      .click();
    await expect.poll(states, patient).toEqual(['finished', 'waiting']);
    await press();
    await ended();
    const [whole, again] = await storedRuns(page);
    expect(again?.step).toBe(STEPS);
    expect(again?.losses).toEqual(whole?.losses);
    expect(again?.weights[STEPS]).toBe(whole?.weights[STEPS]);
  });
});
