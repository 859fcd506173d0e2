/**
 * An experiment from the preset to a page that is sent to somebody: DCGAN, a variant with another loss and one with half the
 * filters, all trained on the same data, compared, and read again in a browser that knows nothing of it and has no network.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileMenu, rename, shown } from './support/documents.ts';
import {
  browser,
  card,
  inspector,
  openEditor,
  page,
  select,
  useBrowser,
} from './support/editor-page.ts';
import { showPanel, trainButton, waitForButton } from './support/training-page.ts';

const [PLAIN, SQUARES, HALF] = ['Cross entropy', 'Least squares', 'Half the filters'] as const;
const LOSSES = ['realLoss', 'fakeLoss', 'foolLoss'] as const;

useBrowser();
beforeAll(() => openEditor());

/** To its end, which the smallest size has after eight steps. */
async function train(): Promise<void> {
  await trainButton(page).click();
  await waitForButton(page, 'Train again');
}

async function variant(name: string): Promise<void> {
  const before = await shown();
  await fileMenu('Duplicate as variant');
  await expect.poll(() => shown()).not.toBe(before);
  await card('generator').waitFor();
  await rename(name);
}

async function halve(parameter: string): Promise<void> {
  const input = page.locator(`[data-parameter="${parameter}"]`).getByRole('combobox');
  const value = Number(await input.inputValue());
  await input.fill(String(value / 2));
  await input.press('Enter');
}

const compare = () => page.getByRole('dialog', { name: 'Compare runs' });
const tab = (name: string) => compare().getByRole('tab', { name, exact: true });
const sentences = () =>
  compare().getByRole('list', { name: 'What differs from the baseline' }).innerText();
const cells = async (row: Locator) =>
  (await row.locator('td').allInnerTexts()).map((t) => t.trim());

describe('three variants of DCGAN', () => {
  it('are made and trained as a person does', async () => {
    await page.getByRole('combobox', { name: 'Profile' }).click();
    await page.getByRole('option', { name: 'Smoke test' }).click();
    await rename(PLAIN);
    await train();

    await variant(SQUARES);
    for (const loss of LOSSES) {
      await select(loss);
      await inspector().getByRole('combobox', { name: 'Mode', exact: true }).click();
      await page.getByRole('option', { name: /^Least squares/ }).click();
    }
    await train();

    await page.getByRole('navigation', { name: 'Open documents' }).getByText(PLAIN).click();
    // A star says that no file has its changes.
    await expect.poll(() => shown()).toBe(`${PLAIN}*`);
    await variant(HALF);
    await page.getByRole('button', { name: 'Parameters', exact: true }).click();
    for (const parameter of ['ngf', 'ndf']) await halve(parameter);
    await page.keyboard.press('Escape');
    await train();
  });

  it('are compared: what differs is said, tabled and coloured', async () => {
    await showPanel(page, 'Runs');
    await page.getByRole('checkbox', { name: /^Choose all/ }).check();
    await page.getByRole('button', { name: 'Compare 3' }).click();
    await compare()
      .getByRole('button', { name: `Make ${PLAIN} the baseline` })
      .click();
    await expect
      .poll(sentences)
      .toMatch(
        /"Least squares" differs from "Cross entropy": mode of realLoss, fakeLoss and foolLoss in the objective "non-saturating" → "least-squares"\./,
      );
    expect(await sentences()).toMatch(
      /"Half the filters" differs from "Cross entropy": ngf 8 → 4; ndf 8 → 4;/,
    );

    await tab('Table').click();
    const row = (key: string) => compare().locator(`[data-row="${key}"]`);
    await row('parameters ngf').waitFor();
    expect((await cells(row('parameters ngf'))).sort()).toEqual(['4', '8', '8']);
    await row('cost trainable G').waitFor();
    // The same data, and as many steps.
    for (const same of ['run data', 'run steps', 'training seed'])
      expect(await row(same).count()).toBe(0);

    await tab('Graphs').click();
    const fates = () =>
      compare()
        .locator('.react-flow__node [data-fate]:not([data-fate="kept"]):not(b)')
        .evaluateAll((all) =>
          all.map((each) => [
            each.closest('.react-flow__node')?.getAttribute('data-id'),
            each.getAttribute('data-fate'),
          ]),
        );
    const against = async (name: string) => {
      await compare().getByRole('combobox', { name: 'Run', exact: true }).click();
      await page.getByRole('option', { name }).click();
    };
    await against(SQUARES);
    await expect
      .poll(async () => (await fates()).sort())
      .toEqual(LOSSES.map((loss) => [`+${loss}`, 'changed']).sort());
    await against(HALF);
    await compare().locator('[data-canvas="networks.G"]').click();
    await expect.poll(async () => (await fates()).map(([, fate]) => fate)).toContain('indirect');
    expect(await compare().locator('.react-flow__node').allInnerTexts()).toContainEqual(
      expect.stringMatching(/ngf.* = \d+\s+→ \d+/),
    );
  });

  it('are read on an exported page, in a browser without network', async () => {
    await compare().getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /HTML/ }).click(),
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'ganvas-comparison-'));
    const context = await browser.newContext({ offline: true });
    try {
      const file = join(folder, download.suggestedFilename());
      await download.saveAs(file);
      const asked: string[] = [];
      const reader = await context.newPage();
      reader.on('request', (request) => asked.push(request.url()));
      await reader.goto(pathToFileURL(file).href);
      await readPage(reader);
      expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
    } finally {
      await context.close();
      rmSync(folder, { recursive: true });
    }
  });
});

async function readPage(reader: Page): Promise<void> {
  await reader.getByText(`"${SQUARES}" differs from "${PLAIN}"`).waitFor();
  await reader.getByText(`"${HALF}" differs from "${PLAIN}"`).waitFor();

  const plots = reader.locator('figure', { has: reader.locator('svg.plot') });
  for (const loss of ['Real is real', 'Fake is fake', 'Fool D'])
    expect(await plots.filter({ hasText: loss }).locator('.line:not(.raw)').count()).toBe(3);

  const row = reader.locator('tr', { has: reader.getByRole('rowheader', { name: 'ngf' }) });
  expect((await cells(row)).sort()).toEqual(['4', '8', '8']);

  const steps = async () =>
    reader
      .locator('.sheet img:visible')
      .evaluateAll((all) =>
        all.map((each) => [
          Number(each.getAttribute('data-step')),
          (each as HTMLImageElement).naturalWidth > 0,
        ]),
      );
  const last = await steps();
  expect(last.length).toBeGreaterThanOrEqual(3);
  expect(last.every(([step, isDecoded]) => step === 8 && isDecoded)).toBe(true);
  await reader.getByRole('slider').press('Home');
  expect((await steps()).every(([step, isDecoded]) => step === 0 && isDecoded)).toBe(true);

  expect(await reader.locator('svg.graph .card.changed').count()).toBe(LOSSES.length);
  await expect
    .poll(() => reader.locator('svg.graph').allTextContents())
    .toContainEqual(expect.stringMatching(/mode non-saturating\s*→ least-squares/));
  expect(await reader.locator('svg.graph .card.indirect').count()).toBeGreaterThan(0);
}
