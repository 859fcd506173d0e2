/** The Explore panel as axe sees it, in every mode and both themes; in Chinese nothing of it is left in English. */
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import { englishOn } from './support/english-left.ts';
import {
  choose,
  hand,
  image,
  mode,
  openExplore,
  panel,
  pick,
  sample,
  useExplorer,
} from './support/explore-page.ts';
import { type TrainedRun, trainedRun } from './support/trained-runs.ts';

useExplorer();

let runs: readonly TrainedRun[];
let page: Page;

beforeAll(async () => {
  runs = [await trainedRun('ring'), await trainedRun('bigan'), await trainedRun('cgan')];
});

afterEach(() => page?.context().close());

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it('axe finds nothing in any mode', async () => {
    page = await openExplore(runs, { theme });
    await sample(page, 1).waitFor();
    const all = [...(await axeFaults(page, 'ring'))];
    await choose(page, 'Run', /^bigan/);
    await panel(page).getByText('Your image', { exact: true }).waitFor();
    await sample(page, 1).waitFor();
    await panel(page)
      .getByRole('switch', { name: /^Truncation/ })
      .click();
    await pick(page, 1, 2);
    all.push(...(await axeFaults(page, 'samples')));
    for (const name of ['Walk', 'Arithmetic', 'Your image', 'Layers']) {
      await mode(page, name);
      if (name === 'Arithmetic')
        await page.getByRole('button', { name: 'Put pick 1 into A' }).click();
      if (name === 'Your image') {
        const buffer = await image(page, 'red');
        await hand(page, 'drop', { name: 'a.png', mimeType: 'image/png', buffer });
        await panel(page).getByRole('button', { name: 'Rebuilt from its code' }).waitFor();
        await hand(page, 'drop', {
          name: 'b.png',
          mimeType: 'image/png',
          buffer: Buffer.from('x'),
        });
        await panel(page).getByRole('alert').waitFor();
      }
      all.push(...(await axeFaults(page, name)));
    }
    expect(all).toEqual([]);
  });
});

it('says nothing in English where the page is Chinese', async () => {
  page = await openExplore(runs.slice(2), { language: 'zh' });
  await panel(page)
    .getByRole('button', { name: /^样本 1，/ })
    .click();
  await panel(page)
    .getByRole('button', { name: /^样本 2，/ })
    .click();
  const all = [...(await englishOn(page, '[data-testid=explore]'))];
  for (const name of ['漫游', '向量运算', '类别', '层']) {
    await panel(page)
      .getByRole('radiogroup', { name: '操作' })
      .getByText(name, { exact: true })
      .click();
    await page.waitForTimeout(300);
    all.push(...(await englishOn(page, '[data-testid=explore]')));
  }
  expect(all).toEqual([]);
});
