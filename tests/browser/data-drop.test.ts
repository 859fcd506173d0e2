/** Archives and folders dropped on the built page: both domains of an unpaired set, classes, what is left out. */
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { encodePng } from '../../src/data/png.ts';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import {
  dropFiles,
  openDocument,
  openPage,
  presetDocument,
  showPanel,
  trainButton,
  waitForStep,
} from './support/training-page.ts';

useBuiltPage({ withWebGpu: false });

const shared = (path: string) =>
  fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
const UNPAIRED = shared('unpaired/noto2twemoji-72.zip');
const PAIRED = shared('paired/noto2twemoji-pairs-144x72.zip');
const CLOTHING = shared('clothing/clothing-10class.zip');
const EMOJI = shared('emoji/twemoji-72-by-group.zip');
const why = (path: string) => (existsSync(path) ? '' : ` (skipped: ${path} is not there)`);

const pages: Page[] = [];

afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});

async function open(graph: Document): Promise<Page> {
  const page = await openPage(browser, { url, backend: 'wasm' });
  pages.push(page);
  await openDocument(page, graph);
  await showPanel(page, 'Data');
  return page;
}

/** The DCGAN on domain A, with a second dataset node that shows domain B. */
function twoDomains(): Document {
  const graph = presetDocument('dcgan', { steps: 1_000_000 });
  const { data } = graph.objective.nodes;
  if (!data) throw new Error('the preset has no node named data');
  const taking = (select: string) => ({
    ...data,
    params: { ...data.params, select, builtin: 'outlines' },
  });
  const seen = { kind: 'preview', params: { rows: ['B'], columns: 8 } };
  return {
    ...graph,
    objective: {
      nodes: { ...graph.objective.nodes, data: taking('a'), other: taking('b'), seen },
      edges: [...graph.objective.edges, { from: 'other.image', to: 'seen.row0' }],
    },
  };
}

const card = (page: Page, node: string) => page.locator(`section[data-node=${node}]`);
/** Waits until the card tells of the file instead of the built-in data. */
const taken = (page: Page, node: string, file: string) =>
  card(page, node).getByText(`from ${file}`).waitFor({ timeout: 60_000 });
const counts = (page: Page, node: string) =>
  Promise.all(
    ['sample-count', 'domain-a', 'domain-b'].map((id) =>
      card(page, node).getByTestId(id).innerText(),
    ),
  );

describe('a drop on the page', () => {
  it.skipIf(!existsSync(UNPAIRED))(
    `gives two dataset nodes the domains of one archive, and trains on them${why(UNPAIRED)}`,
    async () => {
      const page = await open(twoDomains());
      await dropFiles(page, [UNPAIRED]);
      for (const node of ['data', 'other']) {
        await taken(page, node, 'noto2twemoji-72.zip');
        expect(await counts(page, node)).toEqual(['1,504', '752', '752']);
        await card(page, node)
          .getByText('120 images of test and validation sets held back')
          .waitFor();
      }
      await trainButton(page).click();
      await waitForStep(page, 2, 120_000);
    },
  );

  it.skipIf(!existsSync(PAIRED))(
    `takes pictures of two halves for pairs, and for one where the person says so${why(PAIRED)}`,
    async () => {
      const page = await open(twoDomains());
      await dropFiles(page, [PAIRED]);
      for (const node of ['data', 'other'])
        await taken(page, node, 'noto2twemoji-pairs-144x72.zip');
      expect(await counts(page, 'data')).toEqual(['1,524', 'left', 'right']);
      await card(page, 'data').getByRole('combobox', { name: 'Pairs side by side' }).click();
      await page.getByRole('option', { name: 'No pairs' }).click();
      await card(page, 'data').getByText('holds one set of images').waitFor({ timeout: 60_000 });
      expect(await card(page, 'other').getByTestId('domain-b').innerText()).toBe('right');
    },
  );

  it.skipIf(!existsSync(EMOJI))(
    `counts the images of each folder as a class${why(EMOJI)}`,
    async () => {
      const page = await open(presetDocument('dcgan', {}));
      await dropFiles(page, [EMOJI]);
      await card(page, 'data').getByText('smileys').waitFor({ timeout: 60_000 });
      expect(await card(page, 'data').getByTestId('sample-count').innerText()).toBe('1,906');
      for (const count of [169, 386, 159, 131, 218, 85, 264, 224, 270])
        await card(page, 'data').getByText(String(count), { exact: true }).waitFor();
    },
  );

  it.skipIf(!existsSync(CLOTHING))(
    `reads photos of all sizes on several workers${why(CLOTHING)}`,
    async () => {
      const page = await open(presetDocument('dcgan', {}));
      await dropFiles(page, [CLOTHING]);
      await taken(page, 'data', basename(CLOTHING));
      expect(await card(page, 'data').getByTestId('sample-count').innerText()).toBe('713');
      expect(await card(page, 'data').getByText('left out').count()).toBe(0);
    },
  );

  it('takes a folder from the dialog with the folders in it, and lists what it left out, after a reload too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ganvas-folder-'));
    for (const [k, name] of ['dark', 'light'].entries()) {
      mkdirSync(join(folder, name));
      for (let i = 0; i <= k; i++)
        writeFileSync(
          join(folder, name, `${i}.png`),
          encodePng(20, 10, 3, new Uint8Array(600).fill(200 * k)),
        );
    }
    writeFileSync(join(folder, 'light', 'broken.png'), 'no picture');
    const page = await open(presetDocument('dcgan', {}));
    await card(page, 'data').locator('input[webkitdirectory]').setInputFiles(folder);
    await taken(page, 'data', basename(folder));
    expect(await card(page, 'data').getByTestId('sample-count').innerText()).toBe('3');
    await card(page, 'data').getByText('light', { exact: true }).waitFor();
    await card(page, 'data').getByText('1 file was left out').click();
    await card(page, 'data')
      .getByText(/broken.png" starts with 6e 6f/)
      .waitFor();
    await page.reload();
    await taken(page, 'data', basename(folder));
    expect(await card(page, 'data').getByTestId('sample-count').innerText()).toBe('3');
    await card(page, 'data').getByText('1 file was left out').waitFor();
  });

  it('says of a broken archive what is wrong with it', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'ganvas-drop-')), 'broken.zip');
    writeFileSync(path, 'this is no archive');
    const page = await open(presetDocument('dcgan', {}));
    await dropFiles(page, [path]);
    const alert = card(page, 'data').getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/"broken.zip".*cut short or damaged/s);
  });
});
