/** What is kept between visits and how: reloads, several windows, storage that is full, refused or damaged. */
import { describe, expect, it } from 'vitest';
import {
  context,
  fileMenu,
  kept,
  names,
  rename,
  said,
  shown,
  stored,
  tabs,
  useVisits,
  visit,
} from './support/documents.ts';
import { browser, card, page, undoButton, url, useBrowser } from './support/editor-page.ts';
import { presetDocument } from './support/training-page.ts';

useBrowser();
useVisits();

/** Changes stored rows, as a damaged disk would. */
const tamper = (table: string, change: string): Promise<void> =>
  page.evaluate(
    ([name = '', body = '']) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('ganvas');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const transaction = request.result.transaction(name, 'readwrite');
          const store = transaction.objectStore(name);
          const all = store.getAll();
          all.onsuccess = () => {
            for (const row of all.result) {
              new Function('row', body)(row);
              store.put(row);
            }
          };
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    [table, change],
  );

describe('between visits', () => {
  it('tabs, the one in front, levels and undo come back after a reload', async () => {
    await visit();
    await rename('First');
    await rename('Second');
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Alt+1');
    await card('generator').dblclick();
    await card('project').waitFor();
    await kept();
    await page.reload();
    await card('project').waitFor();
    await expect.poll(() => names()).toEqual(['Second*', 'Untitled']);
    await undoButton().click();
    await undoButton().click();
    await expect.poll(() => names()).toEqual(['DCGAN', 'Untitled']);
    expect(await undoButton().isDisabled()).toBe(true);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => shown()).toBe('First*');
  });

  it('a page closed in the middle of writing leaves a version that reads', async () => {
    await visit();
    for (const name of ['a', 'ab', 'abc']) await rename(name);
    await page.waitForTimeout(480);
    await page.close();
    await visit({}, context);
    expect(['abc*', 'ab*', 'a*', 'DCGAN']).toContain(await shown());
    await rename('goes on');
    await expect.poll(() => shown()).toBe('goes on*');
  });

  it('closed documents are in Recent, open with their undo, and can be deleted', async () => {
    await visit();
    await rename('Old one');
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+w');
    await kept();
    await page.reload();
    await tabs().first().waitFor();
    await fileMenu('All recent documents…');
    const dialog = page.getByRole('dialog', { name: 'Recent documents' });
    // A hand that is used to double clicks opens it once.
    await dialog
      .getByRole('button', { name: /Old one/ })
      .first()
      .evaluate((button: HTMLElement) => {
        button.click();
        button.click();
      });
    await expect.poll(() => names()).toEqual(['Old one*']);
    await undoButton().click();
    await expect.poll(() => shown()).toBe('DCGAN');
    await rename('Old one');
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+w');
    await fileMenu('All recent documents…');
    await dialog.getByRole('button', { name: 'Delete Old one' }).click();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByText('Old one', { exact: true }).waitFor({ state: 'detached' });
    const notice = page.locator('.mantine-Notification-root', { hasText: '“Old one” is deleted' });
    await notice.locator('.mantine-Notification-closeButton').click();
    const ofStored = async () => (await stored('documents')).map(({ name }) => name);
    await expect.poll(ofStored).not.toContain('Old one');
  });

  it('what a version before many documents had stored is kept', async () => {
    const graph = presetDocument('dcgan', {});
    const before = await browser.newContext();
    const first = await before.newPage();
    // Any page of this origin, without ours on it.
    await first.goto(`${url}icon.svg`);
    await first.evaluate(
      (text) =>
        new Promise<void>((resolve, reject) => {
          const document = JSON.parse(text);
          const request = indexedDB.open('ganvas', 10);
          request.onupgradeneeded = () => {
            const db = request.result;
            for (const [name, keyPath] of [
              ['documents', 'id'],
              ['bindings', 'node'],
              ['datasets', 'id'],
            ])
              db.createObjectStore(name ?? '', { keyPath: keyPath ?? '' });
            const runs = db.createObjectStore('runs', { keyPath: 'id' });
            runs.createIndex('updatedAt', 'updatedAt');
            for (const [name, keyPath] of [
              ['checkpoints', ['runId', 'step']],
              ['losses', ['runId', 'first']],
              ['samples', ['runId', 'view', 'step']],
              ['metrics', ['runId', 'view', 'step']],
            ] as const) {
              const store = db.createObjectStore(name, { keyPath: [...keyPath] });
              store.createIndex('runId', 'runId');
              if (name === 'samples' || name === 'metrics')
                store.createIndex('[runId+step]', ['runId', 'step']);
            }
          };
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const db = request.result;
            const transaction = db.transaction(['documents', 'bindings', 'runs'], 'readwrite');
            transaction.objectStore('documents').put({ id: 'open', document, savedAt: 5 });
            const binding = { type: 'builtin', name: 'seasons' };
            transaction.objectStore('bindings').put({ node: 'data', binding });
            transaction.objectStore('runs').put({
              ...{ id: 'r', name: 'old run', document, bindings: { data: binding } },
              ...{ backend: 'wasm', step: 7, totalSteps: 20, losses: ['a', 'b'] },
              ...{ end: 'none', createdAt: 1, updatedAt: 2 },
            });
            transaction.oncomplete = () => {
              db.close();
              resolve();
            };
          };
        }),
      JSON.stringify({ ...graph, name: 'From before' }),
    );
    await visit({}, before);
    await expect.poll(() => shown()).toBe('From before*');
    await expect.poll(() => page.getByTestId('progress').getAttribute('data-step')).toBe('7');
    const [document] = await stored('documents');
    expect(await stored('documentBindings')).toEqual([
      { document: document?.id, node: 'data', binding: { type: 'builtin', name: 'seasons' } },
    ]);
    expect(await stored('runs')).toMatchObject([{ id: 'r', documentId: document?.id }]);
  });
});

describe('two browser tabs with one document', () => {
  it('say so; an edit in the second goes into a copy, and both keep what they have', async () => {
    const first = await visit();
    await rename('Shared', first);
    await kept(first);
    const second = await visit({}, context);
    await said(/“Shared” is open in another browser tab/, second);
    await second.keyboard.press('Alt+n');
    await second.keyboard.press('Alt+1');
    await second.keyboard.press('Alt+w');
    await fileMenu('All recent documents…');
    await second.getByRole('button', { name: 'Delete Shared' }).click();
    await second.getByRole('button', { name: 'Delete', exact: true }).click();
    await said('“Shared” is open in another browser tab. Close it there', second);
    await second.keyboard.press('Escape');
    await second.getByRole('dialog').waitFor({ state: 'detached' });
    await second.keyboard.press('Alt+Shift+W');
    await expect.poll(() => shown(second)).toMatch(/^Shared/);
    await rename('Changed in the first', first);
    await rename('Changed in the second', second);
    await said('You now work on a copy of “Shared”', second);
    await kept(second);
    await first.reload();
    await second.reload();
    await tabs(first).first().waitFor();
    await tabs(second).first().waitFor();
    await expect.poll(() => names(first)).toEqual(['Changed in the first*']);
    await expect.poll(() => names(second)).toEqual(['Changed in the second*', 'Untitled']);
  });

  it('can be taken over, with the newest edits, from one that is open and from one that was', async () => {
    const first = await visit();
    await rename('Shared', first);
    await kept(first);
    const second = await visit({}, context);
    await said(/is open in another browser tab/, second);
    // Not kept yet: it is written when the document is handed over.
    await rename('Newest', first);
    await second.getByRole('button', { name: 'Take it over' }).click();
    await expect.poll(() => shown(second)).toBe('Newest*');
    await said('“Newest” was taken over by another browser tab', first);
    await said(/is open in another browser tab/, first);
    await rename('Goes on', second);
    await undoButton(second).click();
    await undoButton(second).click();
    await expect.poll(() => shown(second)).toBe('Shared*');
    await first.getByRole('button', { name: 'Work on a copy' }).click();
    await rename('Of the first', first);
    // The one in the background takes its time.
    await expect
      .poll(async () => (await stored('documents')).map(({ name }) => name).sort(), {
        timeout: 8_000,
      })
      .toEqual(['Of the first', 'Shared']);
  });
});

describe('storage', () => {
  const FULL = `
    globalThis.isFull = false;
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...rest) {
      if (globalThis.isFull) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, rest);
    };
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (...rest) {
      if (globalThis.isFull) throw new DOMException('no room', 'QuotaExceededError');
      return setItem.apply(this, rest);
    };`;

  it('that is full is said once, editing goes on, and all is kept as soon as there is room', async () => {
    await visit({ before: FULL });
    await kept();
    await page.evaluate('globalThis.isFull = true');
    await rename('No room');
    await said('Changes are not being kept');
    await said(/the browser has no room left for this page/);
    await rename('Still here');
    await page.getByRole('button', { name: /^Theme/ }).click();
    expect(await page.getByText('Changes are not being kept').count()).toBe(1);
    await page.evaluate('globalThis.isFull = false');
    await rename('Kept');
    await said('Changes are kept again');
    await page.reload();
    await expect.poll(() => shown()).toBe('Kept*');
  });

  it('that is refused altogether leaves an editor that works, and says that nothing is kept', async () => {
    await visit({
      before: `
        Object.defineProperty(globalThis, 'indexedDB', { get() { return undefined; } });
        Object.defineProperty(globalThis, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError'); } });`,
    });
    await rename('Works');
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Alt+1');
    await undoButton().click();
    await expect.poll(() => shown()).toBe('DCGAN');
    await said('Changes are not being kept');
    await said(/gives the page no storage/);
  });

  it('with a damaged history gives the document, and says which steps are gone', async () => {
    await visit();
    for (const name of ['One', 'Two', 'Three']) await rename(name);
    await kept();
    await tamper('steps', 'if (row.step === 2) row.back = row.back.slice(1);');
    await page.reload();
    await said('Undo of “Three” was damaged');
    await expect.poll(() => shown()).toBe('Three*');
    await undoButton().click();
    await expect.poll(() => shown()).toBe('Two*');
    expect(await undoButton().isDisabled()).toBe(true);
  });

  it('with a damaged document mends it, or leaves it and says so; other documents open', async () => {
    await visit();
    await rename('Mendable');
    await page.keyboard.press('Alt+n');
    await rename('Lost');
    await page.keyboard.press('Alt+n');
    await rename('Whole');
    await kept();
    await tamper(
      'documents',
      `if (row.name === 'Lost') row.text = 'rubbish';
       if (row.name === 'Mendable') row.text = row.text.replace(/}$/, ',"extra":1,}');`,
    );
    await page.reload();
    await said('“Lost” could not be opened');
    await said('“Mendable” was damaged and is mended');
    await expect.poll(() => names()).toEqual(['Mendable*', 'Whole*']);
    await kept();
    expect((await stored('documents')).find(({ name }) => name === 'Lost')?.text).toBe('rubbish');
  });
});
