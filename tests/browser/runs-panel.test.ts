/** The Runs panel on the real page: finding, noting, deleting with a way back, making room, by mouse and by keyboard. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import {
  context,
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
import { englishOn } from './support/english-left.ts';
import { showPanel, waitForButton, waitForStep } from './support/training-page.ts';

useBrowser();
useVisits();

const NAMES = ['Alpha', 'Beta', 'Gamma'] as const;

/** Three runs of the document on show, as if they had been trained: the first is the oldest. */
async function openRuns(): Promise<Page> {
  await visit();
  await kept();
  await page.evaluate(async (runs) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('ganvas');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const read = (table: string) =>
      new Promise<{ readonly id: string; readonly text: string }[]>((resolve) => {
        const request = db.transaction(table).objectStore(table).getAll();
        request.onsuccess = () => resolve(request.result);
      });
    const [stored] = await read('documents');
    const document = JSON.parse(stored?.text ?? '');
    const writing = db.transaction(['runs', 'losses', 'checkpoints'], 'readwrite');
    runs.forEach((name, i) => {
      const common = { document, documentId: stored?.id, bindings: {}, backend: 'wasm' };
      const at = { createdAt: Date.now() - 1000, updatedAt: Date.now() - 1000 * (runs.length - i) };
      writing.objectStore('runs').put({
        ...{ id: name, name, ...common, ...at, step: 40, totalSteps: 100 },
        ...{ losses: ['lossD', 'lossG'], end: i === 0 ? 'finished' : 'none' },
      });
      const values = Float32Array.of(1, 2, 0.25 + i, 0.5 + i);
      const steps = Float64Array.of(1, 40);
      writing.objectStore('losses').put({ runId: name, first: 1, width: 2, steps, values });
      for (const step of [10, 20, 30, 40]) {
        const bytes = new Uint8Array(50_000);
        writing.objectStore('checkpoints').put({ runId: name, step, bytes });
      }
    });
    await new Promise((resolve) => {
      writing.oncomplete = resolve;
    });
    db.close();
  }, NAMES);
  await showPanel(page, 'Runs');
  await row('Alpha').waitFor();
  return page;
}

const panel = (of: Page = page) => of.getByTestId('runs');
const row = (name: string, of: Page = page) => panel(of).locator(`tr[data-run="${name}"]`);
const nameOf = (name: string) => row(name).getByRole('button', { name, exact: true });
const details = () => panel().getByRole('complementary');
const listed = () =>
  panel()
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((each) => (each as HTMLElement).dataset.run));
const runNamed = async (id: string) => (await stored('runs')).find((run) => run.id === id);

describe('the Runs panel', () => {
  it('lists every run with where it stands, and finds by word, tag and document', async () => {
    await openRuns();
    expect(await listed()).toEqual(['Gamma', 'Beta', 'Alpha']);
    const text = (await row('Alpha').innerText()).replaceAll('\n', ' ');
    expect(text).toContain('40 / 100');
    expect(text).toContain('finished');
    await expect.poll(() => row('Alpha').innerText()).toContain('lossD 0.2500 · lossG 0.5000');
    await expect.poll(() => row('Beta').innerText()).toContain('200 kB');

    await nameOf('Beta').click();
    await details().getByRole('textbox', { name: 'Notes' }).fill('half the filters');
    await details().getByLabel('Tags', { exact: true }).first().fill('wide');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await runNamed('Beta'))?.tags).toEqual(['wide']);
    await expect.poll(async () => (await runNamed('Beta'))?.notes).toBe('half the filters');
    expect((await runNamed('Beta'))?.updatedAt).toBeLessThan(Date.now() - 1000);

    const search = panel().getByRole('textbox', { name: 'Search names, notes and tags' });
    await search.fill('FILTERS half');
    await expect.poll(listed).toEqual(['Beta']);
    await search.fill('filters gamma');
    await said('No run is like that');
    await panel().getByRole('button', { name: 'Show all runs' }).click();
    await expect.poll(listed).toHaveLength(3);
    await panel().getByLabel('Tag', { exact: true }).first().click();
    await page.getByRole('option', { name: 'wide' }).click();
    await expect.poll(listed).toEqual(['Beta']);
    expect(await panel().getByRole('status').first().innerText()).toBe('1 of 3 runs');
  });

  it('renames and pins, and another browser tab sees it at once', async () => {
    await openRuns();
    const first = page;
    await visit({}, context);
    await showPanel(page, 'Runs');
    await row('Alpha').waitFor();
    const second = page;
    await first.bringToFront();
    await panel(first).getByRole('button', { name: 'Alpha', exact: true }).click();
    const name = panel(first).getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('Least squares');
    await name.press('Enter');
    await panel(first).getByRole('switch').check({ force: true });
    await row('Least squares', second).waitFor();
    await row('Least squares', second).getByRole('img', { name: 'pinned' }).waitFor();
    await second.reload();
    await showPanel(second, 'Runs');
    await row('Least squares', second).getByRole('img', { name: 'pinned' }).waitFor();
  });

  it('deletes by keyboard, and brings back', async () => {
    await openRuns();
    await nameOf('Gamma').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Beta');
    await page.keyboard.press('Delete');
    await said('“Beta” is deleted');
    await expect.poll(listed).toEqual(['Gamma', 'Alpha']);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Alpha');
    await page.getByRole('button', { name: 'Undo' }).last().focus();
    await page.keyboard.press('Enter');
    await expect.poll(listed).toEqual(['Gamma', 'Beta', 'Alpha']);
    expect((await stored('checkpoints')).filter(({ runId }) => runId === 'Beta')).toHaveLength(4);
  });

  it('deletes several by mouse, for good once the notice is gone', async () => {
    await openRuns();
    await row('Alpha').getByRole('checkbox').check();
    await row('Gamma').getByRole('checkbox').check();
    await panel().getByRole('button', { name: 'Delete 2 runs' }).click();
    await said('2 runs are deleted');
    await expect.poll(listed).toEqual(['Beta']);
    expect(await stored('runs')).toHaveLength(3);
    await page.locator('.mantine-Notification-closeButton').first().click();
    await expect.poll(async () => (await stored('runs')).map(({ id }) => id)).toEqual(['Beta']);
    expect((await stored('checkpoints')).map(({ runId }) => runId)).toEqual(Array(4).fill('Beta'));
  });

  it('deletes no run at work, and one that goes on after all is back', async () => {
    await visit();
    await openPreset('ring');
    await page.evaluate(() => {
      navigator.storage.persist = async () => {
        document.body.dataset.asked = String(Number(document.body.dataset.asked ?? 0) + 1);
        return true;
      };
    });
    const timesAsked = () => page.evaluate(() => document.body.dataset.asked);
    expect(await timesAsked()).toBeUndefined();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await waitForStep(page, 2);
    await showPanel(page, 'Runs');
    await expect.poll(() => row('Ring of Gaussians').innerText()).toContain('training');
    await nameOf('Ring of Gaussians').press('Delete');
    await said('A run that is training cannot be deleted: pause or stop it first');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await waitForButton(page, 'Resume');
    await expect.poll(() => row('Ring of Gaussians').innerText()).toContain('paused');
    await nameOf('Ring of Gaussians').press('Delete');
    await said('“Ring of Gaussians” is deleted');
    await said('No runs yet');
    const notice = page.locator('.mantine-Notification-root', { hasText: 'is deleted' });
    await notice.locator('.mantine-Notification-closeButton').click();
    await notice.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await row('Ring of Gaussians').waitFor();
    expect((await stored('runs')).map(({ deletedAt }) => deletedAt)).toEqual([null]);
    // With its first checkpoint there is something to lose: the browser is asked once to keep it.
    await expect.poll(timesAsked).toBe('1');
  });

  it('goes with its document unless it is pinned, says so before, and comes back with it', async () => {
    await openRuns();
    await rename('Taken back');
    await nameOf('Alpha').click();
    await details().getByRole('switch').check({ force: true });
    await expect.poll(async () => (await runNamed('Alpha'))?.isPinned).toBe(true);
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+w');
    await expect.poll(names).toEqual(['Untitled']);
    const recent = page.getByRole('dialog', { name: 'Recent documents' });
    const remove = async () => {
      await recent.getByRole('button', { name: 'Delete Taken back' }).click();
      await said(
        'Delete “Taken back” with its undo and its 2 runs from this browser? 1 pinned run stays.',
      );
      await recent.getByRole('button', { name: 'Delete', exact: true }).click();
      await recent.getByText('Taken back', { exact: true }).waitFor({ state: 'detached' });
      await expect.poll(listed).toEqual(['Alpha']);
    };
    const notice = page.locator('.mantine-Notification-root', {
      hasText: '“Taken back” is deleted',
    });
    await fileMenu('All recent documents…');
    await remove();
    await notice.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(listed).toEqual(['Gamma', 'Beta', 'Alpha']);
    await recent.getByText('Taken back', { exact: true }).waitFor();
    expect((await stored('checkpoints')).length).toBe(12);

    await remove();
    await notice.locator('.mantine-Notification-closeButton').click();
    await expect.poll(async () => (await stored('runs')).map(({ id }) => id)).toEqual(['Alpha']);
    const documents = (await stored('documents')).map(({ name }) => name);
    expect(documents).not.toContain('Taken back');
    expect((await stored('steps')).length).toBe(0);
    expect((await stored('checkpoints')).map(({ runId }) => runId)).toEqual(Array(4).fill('Alpha'));
  });

  it('counts what cannot be read, and leaves it where it is', async () => {
    await openRuns();
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('ganvas');
          opening.onsuccess = () => {
            const writing = opening.result.transaction('runs', 'readwrite');
            writing.objectStore('runs').put({ id: 'x', name: 'Odd', step: 'many', updatedAt: 1 });
            writing.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        }),
    );
    await page.reload();
    await showPanel(page, 'Runs');
    await said(
      '1 run cannot be read: what is stored of it is damaged or from a newer version. Nothing of it was removed.',
    );
    await expect.poll(listed).toHaveLength(3);
    expect(await stored('runs')).toHaveLength(4);
  });

  it('says what fills the storage, and removes old checkpoints when asked twice', async () => {
    await openRuns();
    await nameOf('Alpha').click();
    await details().getByRole('switch').check({ force: true });
    await expect.poll(async () => (await runNamed('Alpha'))?.isPinned).toBe(true);
    const meter = panel().getByRole('button', { name: / of .*B$/ });
    await meter.click();
    await said('Checkpoints: 600 kB');
    await said('Should the disk run short, the browser may clear all of it.');
    await page.getByRole('button', { name: 'Remove 6 checkpoints (300 kB)' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await said('6 checkpoints removed, 300 kB are free');
    const left = (await stored('checkpoints')).map(({ runId, step }) => `${runId} ${step}`);
    expect(left.sort()).toEqual([
      ...[10, 20, 30, 40].map((step) => `Alpha ${step}`),
      ...['Beta 40', 'Gamma 40'],
    ]);
    await said('No checkpoint is left that could go. Delete runs to make room.');
  });

  it('lists checkpoints, and opens the graph of a run in a tab of its own', async () => {
    await openRuns();
    await nameOf('Beta').click();
    const steps = details().locator('[data-checkpoint]');
    await expect
      .poll(() =>
        steps.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.checkpoint)),
      )
      .toEqual(['40', '30', '20', '10']);
    await details().getByRole('button', { name: 'Remove the checkpoint of step 20' }).click();
    await expect.poll(() => steps.count()).toBe(3);
    // An untouched document would give way.
    await rename('Mine');
    await expect.poll(names).toEqual(['Mine*']);
    await details().getByRole('button', { name: 'Open its graph' }).click();
    await expect.poll(() => tabs().count()).toBe(2);
    expect(await shown()).not.toBe('Mine*');
    await details().getByRole('button', { name: 'Show its document' }).click();
    await expect.poll(shown).toBe('Mine*');
  });

  it('tells what storage did by itself, and leads to the meter', async () => {
    await openRuns();
    await showPanel(page, 'Samples');
    const other = await context.newPage();
    await other.goto(page.url().replace(/[^/]*$/, 'favicon.ico')).catch(() => undefined);
    await other.evaluate(() => {
      const channel = new BroadcastChannel('ganvas-storage');
      const run = { runId: 'Beta', name: 'Beta', bytes: 2e6, steps: [10, 20], isLast: false };
      channel.postMessage({ type: 'made-room', runs: [run] });
      channel.postMessage({ type: 'damaged', name: 'Alpha', step: 40, instead: 30 });
      channel.postMessage({ type: 'nonsense' });
    });
    await other.close();
    await said('The browser was short of room');
    await said(/2 checkpoints of “Beta”/);
    await said(
      'The checkpoint of step 40 of “Alpha” cannot be read: the run goes on from step 30.',
    );
    await page.getByRole('button', { name: 'Free more…' }).click();
    await said('What this browser keeps for Ganvas');
  });

  it('is accessible, in both themes, and speaks Chinese', async () => {
    await openRuns();
    await nameOf('Beta').click();
    await details().getByText('Step 40').waitFor();
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      expect(await axeFaults(page, `runs, ${scheme}`)).toEqual([]);
    }
    await panel()
      .getByRole('button', { name: / of .*B$/ })
      .click();
    await said('What this browser keeps for Ganvas');
    expect(await axeFaults(page, 'size meter')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitemradio', { name: '简体中文' }).click();
    await panel().getByText('检查点', { exact: true }).waitFor();
    const english = await englishOn(page, '[data-testid="runs"]');
    // Names are the person's own.
    expect(english.filter((text) => !NAMES.some((name) => text === name))).toEqual([]);
  });
});
