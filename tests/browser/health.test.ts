/** A run that goes wrong, as the page shows it: a row that leads to the node, a mark on its card, kept through a reload. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { axeFaults } from './support/axe.ts';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import {
  endlessDocument,
  openDocument,
  openPage,
  showPanel,
  trainButton,
  waitForButton,
} from './support/training-page.ts';

useBuiltPage({ withWebGpu: false });

let page: Page;

afterEach(async () => {
  await page?.context().close();
});

/** A discriminator that hardly learns, against a generator that does. */
function lost(): Document {
  const document = endlessDocument('ring', 50);
  const rate = (id: string, value: number) => {
    const node = document.objective.nodes[id];
    if (node) node.params = { ...node.params, learningRate: { type: 'constant', value } };
  };
  rate('trainD', 1e-9);
  rate('trainG', 0.02);
  return document;
}

/** A hundred more than the coordinates are, through exp. */
function overflowing(): Document {
  const document = endlessDocument('ring', 50);
  const { nodes, edges } = document.networks?.G ?? { nodes: {}, edges: [] };
  const biasInitializer = { type: 'constant', value: 100 };
  nodes.raised = { kind: 'dense', params: { units: 2, biasInitializer } };
  nodes.steep = { kind: 'exp' };
  const end = edges.find(({ to }) => to === 'out.in');
  if (end) end.to = 'raised.in';
  edges.push({ from: 'raised.out', to: 'steep.in' }, { from: 'steep.out', to: 'out.in' });
  return document;
}

async function trained(document: Document, language: 'en' | 'zh' = 'en'): Promise<void> {
  const theme = language === 'zh' ? 'dark' : 'light';
  page = await openPage(browser, { url, backend: 'wasm', language, theme });
  await openDocument(page, document);
  await trainButton(page).click();
}

const row = (code: string) => page.locator(`[data-finding="${code}"]`);
const mark = (node: string) => page.locator(`[data-health="${node}"]`);

describe('a finding', () => {
  it('leads to its node, is marked there, outlives a reload and can be dismissed', async () => {
    await trained(lost());
    await showPanel(page, 'Problems');
    const found = row('discriminator-loses');
    await found.waitFor({ timeout: 120_000 });
    expect(await found.innerText()).toMatch(/since step [\d,]+/);
    expect(await found.innerText()).toMatch(/worse than guessing.*"realLoss".*Train "trainD"/s);
    expect(await mark('realLoss').getAttribute('aria-label')).toContain('worse than guessing');
    expect(await axeFaults(page, 'with a finding')).toEqual([]);

    await found.getByRole('button').first().click();
    await page.locator('.react-flow__node[data-id="realLoss"][data-revealed]').waitFor();

    await trainButton(page).click();
    await waitForButton(page, 'Resume');
    await page.reload();
    await waitForButton(page, 'Resume');
    await found.waitFor();
    await mark('realLoss').waitFor();

    const others = await page.locator('[data-finding]').count();
    await found.getByRole('button', { name: 'Show this no more in this run' }).click();
    await found.waitFor({ state: 'detached' });
    expect(await mark('realLoss').count()).toBe(0);
    await page.reload();
    await waitForButton(page, 'Resume');
    await page.getByText('1 dismissed.').waitFor();
    expect(await page.locator('[data-finding]').count()).toBe(others - 1);
    await page.getByRole('button', { name: 'Show again' }).click();
    await found.waitFor();
  });

  it('names the layer whose output was the first that is not finite, in the language on show', async () => {
    await trained(overflowing(), 'zh');
    await page.getByRole('tab', { name: /^问题/ }).click();
    const found = row('not-finite');
    await found.waitFor({ timeout: 120_000 });
    expect(await found.innerText()).toMatch(/网络“G”中层“steep”的输出/);
    expect(await axeFaults(page, 'with a finding, dark and Chinese')).toEqual([]);
    // Also where its network is applied.
    await mark('generator').waitFor();
    await found.getByRole('button').first().click();
    await page.locator('.react-flow__node[data-id="steep"][data-revealed]').waitFor();
    expect(await mark('steep').count()).toBe(1);
  });
});
