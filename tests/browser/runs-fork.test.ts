/** Going on from checkpoints on the real page: exactly in a branch, and with what fits where the graph is another. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { axeFaults } from './support/axe.ts';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import { storedRuns } from './support/stored-runs.ts';
import {
  openDocument,
  openPage,
  presetDocument,
  showPanel,
  trainButton,
  waitForButton,
} from './support/training-page.ts';

useBuiltPage({ withWebGpu: false });

const patient = { timeout: 120_000 };

let page: Page;

afterEach(async () => {
  await page?.context().close();
});

const ring = (name: string, steps: number): Document => {
  const document = presetDocument('ring', { steps });
  const training = { ...document.training, sampleEvery: 20, checkpointEvery: 20 };
  return { ...document, name, training };
};

/** Its discriminator is wider; its generator is the same. */
const wider = (document: Document): Document => {
  const { D } = document.networks;
  const hidden = D?.nodes.hidden;
  if (!D || !hidden) throw new Error('ring has no hidden layers in D');
  const params = { ...hidden.params, arguments: { units: 'hidden + 2' } };
  const nodes = { ...D.nodes, hidden: { ...hidden, params } };
  return { ...document, networks: { ...document.networks, D: { ...D, nodes } } };
};

async function trained(steps: number): Promise<void> {
  page = await openPage(browser, { url, backend: 'wasm' });
  page.setDefaultTimeout(patient.timeout);
  await openDocument(page, ring('First', steps));
  await trainButton(page).click();
  await waitForButton(page, 'Train again');
  await showPanel(page, 'Runs');
}

const panel = () => page.getByTestId('runs');
/** Shows a run's checkpoints; another press would hide them. */
const show = async () => {
  const name = panel().locator('button[data-run-id]').first();
  if ((await name.getAttribute('aria-pressed')) === 'false') await name.click();
};
const checkpoint = (step: number) => panel().locator(`[data-checkpoint="${step}"]`);
const dialog = () => page.getByRole('dialog', { name: /^Take the weights of/ });

describe('a checkpoint', () => {
  it('goes on exactly in a run of its own, and the run that it is of stays as it was', async () => {
    await trained(60);
    const [whole] = await storedRuns(page);
    const older = Object.keys(whole?.weights ?? {})
      .map(Number)
      .filter((step) => step > 0 && step < 60);
    expect(older.length).toBeGreaterThan(0);
    const from = older[0] ?? 0;
    await show();
    await checkpoint(from)
      .getByRole('button', { name: `Go on from step ${from}` })
      .click();
    await expect.poll(async () => (await storedRuns(page)).length, patient).toBe(2);
    await waitForButton(page, 'Train again');
    await expect
      .poll(async () => (await storedRuns(page)).map(({ end }) => end), patient)
      .toEqual(['finished', 'finished']);
    const [before, branch] = await storedRuns(page);
    expect(before).toEqual(whole);
    expect(branch?.name).toBe(`${whole?.name}, from step ${from}`);
    expect(branch?.origin).toMatchObject({ type: 'fork', step: from, fresh: [] });
    expect(branch?.losses).toEqual(whole?.losses);
    expect(branch?.weights[60]).toBe(whole?.weights[60]);
  });

  it('gives a changed graph what fits, lists it before, and says where a graph has no steps left', async () => {
    await trained(40);
    await openDocument(page, wider(ring('Second', 40)));
    await showPanel(page, 'Runs');
    const fork = async () => {
      await show();
      await checkpoint(40)
        .getByRole('button', { name: /^Take the weights of step 40/ })
        .click();
      await dialog().getByTestId('begin-fork').waitFor();
    };
    await fork();
    await dialog().getByText('The graph asks for 40 steps at most').waitFor();
    expect(await dialog().getByTestId('begin-fork').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });

    await openDocument(page, wider(ring('Third', 60)));
    await showPanel(page, 'Runs');
    await fork();
    const listed = (title: RegExp) => dialog().getByRole('list', { name: title });
    const kept = await listed(/kept$/).locator('li').allTextContents();
    const fresh = await listed(/from the seed$/)
      .locator('li')
      .allTextContents();
    expect(kept).toContain('G/point/kernel');
    expect(kept.every((name) => name.startsWith('G/'))).toBe(true);
    expect(fresh.length).toBeGreaterThan(0);
    expect(fresh.every((name) => name.startsWith('D/'))).toBe(true);
    expect(await axeFaults(page, 'fork dialog')).toEqual([]);
    // The button has the focus: one key begins.
    const begin = dialog().getByTestId('begin-fork');
    await expect
      .poll(() => begin.evaluate((button) => button === document.activeElement), patient)
      .toBe(true);
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await waitForButton(page, 'Train again');
    await expect
      .poll(async () => (await storedRuns(page)).map(({ end }) => end), patient)
      .toEqual(['finished', 'finished']);
    const [, begun] = await storedRuns(page);
    expect(begun?.step).toBe(60);
    expect(begun?.origin).toMatchObject({ type: 'fork', step: 40, kept });
    expect(begun?.origin.fresh?.length).toBe(fresh.length);
    expect(begun?.losses.every(Number.isFinite)).toBe(true);
  });
});
