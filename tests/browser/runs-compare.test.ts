/** The Compare view over stored runs: what it shows, how it is scrubbed, and what it exports. */
import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { axeFaults } from './support/axe.ts';
import { browser, openEditor, page, useBrowser } from './support/editor-page.ts';
import { englishOn } from './support/english-left.ts';
import { seedRuns } from './support/seed-runs.mjs';
import { presetDocument } from './support/training-page.ts';

useBrowser();

const RING = presetDocument('ring', {});
/** Least squares in place of the loss of `ring`, twice the width, another noise, and no scatter plot. */
function variant(): Document {
  const copy = structuredClone(RING);
  const { foolLoss } = copy.objective.nodes;
  if (foolLoss) foolLoss.params = { ...foolLoss.params, mode: 'least-squares' };
  const { hidden, zDim } = copy.parameters;
  if (hidden) hidden.value = 2 * hidden.value;
  if (zDim) zDim.value += 1;
  delete copy.objective.nodes.picture;
  copy.objective.edges = copy.objective.edges.filter(({ to }) => !to.startsWith('picture.'));
  return copy;
}
const seeded: Document = { ...RING, training: { ...RING.training, seed: 77 } };

const RUNS = [
  { id: 'a', name: 'plain', document: RING, lead: 0 },
  { id: 'b', name: 'seed77', document: seeded, lead: 0.2 },
  { id: 'c', name: 'wide', document: variant(), lead: 0.5 },
].map((run) => ({
  ...run,
  steps: 400,
  sheets: 5,
  losses: ['realLoss', 'foolLoss'],
  metrics: { modes: ['modes', 'slicedWasserstein'] },
}));

const view = () => page.getByRole('dialog', { name: /Compare runs|对比训练/ });
const tab = (name: string) => view().getByRole('tab', { name, exact: true });

async function open(options: Parameters<typeof openEditor>[0] = {}): Promise<void> {
  await openEditor(options);
  await seedRuns(page, RUNS);
  await compareByName(options.language === 'zh' ? '对比训练' : 'Compare runs');
  await view().locator('[data-series]').first().waitFor();
}

async function compareByName(command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.locator('input.mantine-Spotlight-search');
  await field.fill(command);
  await field.press('Enter');
}

async function exported(item: RegExp): Promise<Download> {
  const download = page.waitForEvent('download');
  await view().getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  return download;
}

describe('the Compare view', () => {
  beforeAll(() => open());

  it('says what differs, and draws a chart for each loss and measured value', async () => {
    const sentences = view().getByRole('list', { name: 'What differs from the baseline' });
    // The newest stands first; the plain run is made the baseline.
    await view().getByRole('button', { name: 'Make plain the baseline' }).click();
    await expect
      .poll(() => sentences.innerText())
      .toMatch(/"wide" differs from "plain": .*hidden \d+ → \d+.*picture removed/s);
    expect(await sentences.innerText()).toMatch(
      /"seed77" differs from "plain": training seed \d+ → 77/,
    );
    expect(await view().locator('[data-series]').count()).toBe(4);
    await expect.poll(() => view().locator('[data-series] canvas').count()).toBeGreaterThan(1);
  });

  it('draws runs that differ in their seed as one line, and reads all charts at one cursor', async () => {
    const values = (name: string) => view().locator(`[data-value="${name}"]`);
    const [first, second] = [values('wide').nth(0), values('wide').nth(1)];
    // Two families in each chart: the two seeds, and the wide one.
    expect(await view().locator('[data-series]').first().locator('[data-value]').count()).toBe(2);
    const seeds = view().locator('[data-value="plain"], [data-value="seed77"]').first();
    expect(await seeds.innerText()).toMatch(/^[\d.]+ \([\d.]+ … [\d.]+\)$/);
    const before = [await first.innerText(), await second.innerText()];
    const plot = view().locator('[data-series] .u-over').first();
    await plot.hover({ position: { x: 60, y: 40 } });
    await expect.poll(() => first.innerText()).not.toBe(before[0]);
    await expect.poll(() => second.innerText()).not.toBe(before[1]);
    await view().getByRole('switch', { name: 'Mean over seeds' }).press('Space');
    await expect
      .poll(() => view().locator('[data-series]').first().locator('[data-value]').count())
      .toBe(3);
  });

  it('has a table of what differs, or of everything', async () => {
    await tab('Table').click();
    const rows = view().locator('[data-row]');
    const keys = async () =>
      rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-row')));
    await expect.poll(keys).toContain('parameters hidden');
    // Compiling them says this, a moment later.
    await expect.poll(keys).toContain('cost trainable G');
    expect(await keys()).not.toContain('run steps');
    await view().getByRole('switch', { name: 'Differences only' }).press('Space');
    await expect.poll(keys).toContain('run steps');
    expect(await view().locator('[data-row="run stepMs"] td').first().innerText()).toBe('12 ms');
  });

  it('scrubs all sheets at once, by keys too', async () => {
    await tab('Samples').click();
    const drawn = () =>
      view()
        .locator('canvas[data-drawn]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('data-drawn')));
    await expect.poll(drawn).toEqual(['400', '400', '400']);
    await view().getByRole('slider').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(drawn).toEqual(['300', '300', '300']);
    await page.keyboard.press('Home');
    await expect.poll(drawn).toEqual(['0', '0', '0']);
  });

  it('shows both graphs on one canvas, on every level', async () => {
    await tab('Graphs').click();
    await view().getByRole('combobox', { name: 'Run', exact: true }).click();
    await page.getByRole('option', { name: 'wide' }).click();
    const fate = (key: string) =>
      view().locator(`.react-flow__node[data-id="${key}"] [data-fate]`).first();
    await expect.poll(() => fate('-picture').getAttribute('data-fate')).toBe('removed');
    expect(await fate('+foolLoss').getAttribute('data-fate')).toBe('changed');
    expect(await view().locator('.react-flow__node[data-id="+foolLoss"]').innerText()).toMatch(
      /mode non-saturating\s+→ least-squares/,
    );
    await view().locator('[data-canvas="networks.G"]').click();
    await expect.poll(() => fate('+z').getAttribute('data-fate')).toBe('indirect');
  });

  it('exports CSV, and a page that opens anywhere without network', async () => {
    const table = readFileSync(await (await exported(/^Table/)).path(), 'utf8');
    expect(table.trim().split('\r\n')).toHaveLength(4);
    const download = await exported(/HTML/);
    const path = await download.path();
    const context = await browser.newContext({ offline: true });
    const asked: string[] = [];
    const fresh = await context.newPage();
    fresh.on('request', (request) => asked.push(request.url()));
    await fresh.setContent(readFileSync(path, 'utf8'));
    expect(await fresh.locator('svg.plot').count()).toBe(4);
    expect(await fresh.locator('svg.graph .card.removed').count()).toBe(1);
    expect(await fresh.getByText(/differs from "plain"/).count()).toBe(2);
    const step = fresh.locator('#step');
    await step.fill('0');
    const visible = fresh.locator('.sheet img:visible');
    expect(
      await visible.evaluateAll((all) => all.map((each) => each.getAttribute('data-step'))),
    ).toEqual(['0', '0', '0']);
    const widths = await visible.evaluateAll((all) =>
      all.map((each) => (each as HTMLImageElement).naturalWidth),
    );
    expect(widths).toEqual([256, 256, 256]);
    expect(asked.filter((url) => !/^(data|about|file):/.test(url))).toEqual([]);
    await context.close();
  });

  it('closes by Escape, and the page is as it was', async () => {
    await page.keyboard.press('Escape');
    await view().waitFor({ state: 'detached' });
    expect(await page.locator('#canvas .react-flow__node').count()).toBeGreaterThan(0);
  });

  it('shows the others where a record is damaged, and says so', async () => {
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('ganvas');
          opening.onsuccess = () => {
            const writing = opening.result.transaction('runs', 'readwrite');
            writing.objectStore('runs').put({ id: 'b', name: 'seed77', updatedAt: 1 });
            writing.oncomplete = () => {
              opening.result.close();
              resolve();
            };
            writing.onabort = () => reject(writing.error);
          };
        }),
    );
    await compareByName('Compare runs');
    await view().getByText('its record is no longer in this browser, or is damaged').waitFor();
    const names = view().getByRole('list', { name: 'Compared runs' });
    await expect.poll(() => names.innerText()).toMatch(/plain/);
    expect(await names.innerText()).toMatch(/wide/);
    expect(await names.innerText()).not.toMatch(/seed77/);
    await tab('Curves').click();
    await expect
      .poll(() => view().locator('[data-value="plain"]').first().innerText())
      .not.toBe('');
  });
});

describe('every part of it', () => {
  it.each(['light', 'dark'] as const)('passes axe in the %s theme', async (theme) => {
    await open({ theme });
    for (const name of ['Curves', 'Samples', 'Table', 'Graphs']) {
      await tab(name).click();
      expect(await axeFaults(page, name)).toEqual([]);
    }
  });

  it('speaks Chinese', async () => {
    await open({ language: 'zh' });
    const sentences = view().getByRole('list', { name: '与基准的差异' });
    await expect.poll(() => sentences.innerText()).toMatch(/的不同之处：/);
    const parts = ['header', '[role="tablist"]', 'ul >> nth=0'];
    for (const part of parts) expect(await englishOn(page, `[role="dialog"] ${part}`)).toEqual([]);
    await tab('表格').click();
    expect(await view().locator('[role="tabpanel"]:visible').innerText()).toMatch(
      /只看差异[\s\S]*参数[\s\S]*末值/,
    );
  });
});
