/** Where the browser has no room left: documents are never dropped, weights go first, and whoever loses them is told. */
import { describe, expect, it } from 'vitest';
import {
  fileMenu,
  kept,
  names,
  openPreset,
  rename,
  said,
  shown,
  stored,
  tabs,
  useVisits,
  visit,
} from './support/documents.ts';
import { page, useBrowser } from './support/editor-page.ts';
import { waitForButton, waitForStep } from './support/training-page.ts';

useBrowser();
useVisits();

/** Until the last checkpoint goes. */
const FULL = `
  globalThis.isFull = false;
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...rest) {
    if (globalThis.isFull) throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, rest);
  };
  const remove = IDBObjectStore.prototype.delete;
  IDBObjectStore.prototype.delete = function (...rest) {
    const removing = remove.apply(this, rest);
    if (this.name === 'checkpoints')
      this.count().onsuccess = ({ target }) => {
        if (target.result === 0) globalThis.isFull = false;
      };
    return removing;
  };`;

const recent = () => page.getByRole('dialog', { name: 'Recent documents' });

describe('a browser without room', () => {
  it('keeps every closed document, says which last as long as the page, and lets them be saved and deleted', async () => {
    await visit({ before: FULL });
    await rename('Stored');
    await kept();
    await page.evaluate('globalThis.isFull = true');
    const made = Array.from({ length: 13 }, (_, i) => `Made ${i}`);
    for (const name of made) {
      await page.keyboard.press('Alt+n');
      await expect.poll(() => shown()).toBe('Untitled');
      await rename(name);
      await expect.poll(() => shown()).toBe(`${name}*`);
      await page.keyboard.press('Alt+w');
      await expect.poll(() => names()).toEqual(['Stored*']);
    }
    await said('Changes are not being kept');
    await page.getByRole('button', { name: 'Make room…' }).click();
    await recent()
      .getByText(/Nothing has been dropped/)
      .waitFor();
    await expect
      .poll(() =>
        recent()
          .getByText(/only in this page/)
          .count(),
      )
      .toBe(13);
    for (const name of made)
      expect(await recent().getByText(name, { exact: true }).count()).toBe(1);

    const one = page.waitForEvent('download');
    await recent().getByRole('button', { name: 'Save Made 0 as a file' }).click();
    expect((await one).suggestedFilename()).toBe('made-0.json');
    const all = page.waitForEvent('download');
    await recent().getByRole('button', { name: 'Save all as one zip' }).click();
    expect((await all).suggestedFilename()).toBe('ganvas-documents.zip');

    // The first one closed is the first that ten places would have lost.
    await page.evaluate('globalThis.isFull = false');
    await recent().getByRole('button', { name: 'Delete Made 12' }).click();
    await recent().getByRole('button', { name: 'Delete', exact: true }).click();
    await recent().getByText('Made 12', { exact: true }).waitFor({ state: 'detached' });
    await expect
      .poll(() =>
        recent()
          .getByText(/only in this page/)
          .count(),
      )
      .toBe(0);
    const found = (await stored('documents')).map(({ name }) => name);
    expect(found).toEqual(expect.arrayContaining(made.slice(0, 12)));
    await page.reload();
    await tabs().first().waitFor();
    await fileMenu('All recent documents…');
    await recent()
      .getByRole('button', { name: /Made 0/ })
      .first()
      .click();
    await expect.poll(() => shown()).toBe('Made 0*');
  });

  it('gives up the weights of closed documents, which say so when they are opened, and train anew', async () => {
    await visit({ before: FULL });
    await openPreset('ring');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await waitForStep(page, 3);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await waitForButton(page, 'Resume');
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+w');
    await kept();
    await expect.poll(async () => (await stored('checkpoints')).length).toBeGreaterThan(0);
    await page.evaluate('globalThis.isFull = true');
    await rename('Written in a full browser');
    await kept();
    await expect.poll(async () => (await stored('checkpoints')).length).toBe(0);
    await said('The browser was short of room');
    await said(/the last of “Ring of Gaussians”, which cannot go on/);
    await expect
      .poll(async () => (await stored('documents')).map(({ name }) => name))
      .toEqual(expect.arrayContaining(['Ring of Gaussians', 'Written in a full browser']));

    await page.reload();
    await tabs().first().waitFor();
    await fileMenu('All recent documents…');
    await recent().getByRole('button', { name: /Ring/ }).first().click();
    await said(/The weights of “.*” are gone/);
    await said(/Train starts a new run from step 0/);
    const progress = page.getByTestId('progress');
    await expect.poll(() => progress.innerText()).toContain('weights gone');
    expect(Number(await progress.getAttribute('data-step'))).toBeGreaterThan(2);
    expect(await page.getByRole('button', { name: 'Resume', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Train again' }).click();
    await waitForButton(page, 'Pause');
    await expect.poll(() => progress.innerText()).not.toContain('weights gone');
  });
});
