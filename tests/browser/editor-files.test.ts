/** Documents as a person has them: tabs, files, links, what is kept between visits, and what goes wrong with any of it. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packDocument } from '../../src/store/share-link.ts';
import { launch } from './support/browser.ts';
import { servedBuild } from './support/served-build.ts';
import { dropFiles, presetDocument, waitForButton, waitForStep } from './support/training-page.ts';

let browser: Browser;
let served: Awaited<ReturnType<typeof servedBuild>>;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  served = await servedBuild();
  browser = await launch({ withWebGpu: false });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});
afterEach(async () => {
  await context?.close();
});

const SETTINGS = JSON.stringify({ theme: 'light', backend: 'wasm', language: 'en' });

interface Visit {
  readonly hash?: string;
  /** Runs in the page before anything else, at every load. */
  readonly before?: string;
}

/** A browser that has never been here, or one that has been: then give its context. */
async function visit({ hash = '', before }: Visit = {}, into?: BrowserContext): Promise<Page> {
  context = into ?? (await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  await context.addInitScript((settings) => {
    if (!localStorage.getItem('ganvas.settings')) localStorage.setItem('ganvas.settings', settings);
  }, SETTINGS);
  const fresh = await context.newPage();
  fresh.setDefaultTimeout(15_000);
  fresh.on('pageerror', (error) => console.error(`page error: ${error.message}`));
  // Playwright takes choosers over once somebody listens; begun beside a key it may come after the key.
  fresh.on('filechooser', () => {});
  if (before) await fresh.addInitScript(before);
  await fresh.goto(`${served.url}${hash}`);
  await fresh.locator('.react-flow__node').first().waitFor();
  page = fresh;
  return fresh;
}

const card = (id: string, of: Page = page) => of.locator(`.react-flow__node[data-id="${id}"]`);
const strip = (of: Page = page) => of.getByRole('navigation', { name: 'Open documents' });
const tab = (name: string, of: Page = page) =>
  strip(of).locator('[data-tab]').filter({ hasText: name });
const tabs = (of: Page = page) => strip(of).locator('[data-tab]');
const names = async (of: Page = page): Promise<string[]> =>
  (await tabs(of).allInnerTexts()).map((text) => text.replaceAll('\n', ''));
const shown = async (of: Page = page): Promise<string> =>
  (await strip(of).locator('[data-tab][data-active]').innerText()).replaceAll('\n', '');
const undo = (of: Page = page) => of.locator('header').getByRole('button', { name: 'Undo' });
/** Has all be written at once, as when the page is hidden; what reads storage afterwards waits for that. */
async function kept(of: Page = page): Promise<void> {
  await of.evaluate(() => dispatchEvent(new Event('pagehide')));
  await stored('documents', of);
}

async function openPreset(id: string): Promise<void> {
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.locator(`[data-preset="${id}"]`).click();
  await card('generator').waitFor();
}

/** By the field in the top bar, as one step. */
async function rename(name: string, of: Page = page): Promise<void> {
  const field = of.getByRole('textbox', { name: 'Name of the document' });
  await field.fill(name);
  await field.press('Enter');
}

async function fileMenu(item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** What a stored table holds, read past the page. */
const stored = (table: string, of: Page = page): Promise<Record<string, unknown>[]> =>
  of.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('ganvas');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => {
            request.result.close();
            resolve(all.result);
          };
        };
      }),
    table,
  );

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

const said = (text: string | RegExp, of: Page = page) => of.getByText(text).first().waitFor();

describe('tabs', () => {
  it('open, rename, reorder and close by mouse, and a closed document comes back with its undo', async () => {
    await visit();
    await openPreset('ring');
    await expect.poll(() => names()).toEqual(['Ring of Gaussians']);
    await tab('Ring').locator('button').first().dblclick();
    await page.keyboard.type('Mine');
    await page.keyboard.press('Enter');
    await expect.poll(() => names()).toEqual(['Mine*']);
    await openPreset('dcgan');
    await expect.poll(() => names()).toEqual(['Mine*', 'DCGAN']);
    await strip().getByRole('button', { name: 'New document' }).click();
    await expect.poll(() => shown()).toBe('Untitled');
    await tab('Untitled').dragTo(tab('Mine'), { targetPosition: { x: 4, y: 10 } });
    await expect.poll(() => names()).toEqual(['Untitled', 'Mine*', 'DCGAN']);
    await tab('Mine').click({ button: 'middle' });
    await expect.poll(() => names()).toEqual(['Untitled', 'DCGAN']);
    await said('“Mine” is closed');
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => names()).toEqual(['Untitled', 'Mine*', 'DCGAN']);
    await undo().click();
    await expect.poll(() => shown()).toBe('Ring of Gaussians');
  });

  it('do all that by keys, too', async () => {
    await visit();
    await openPreset('ring');
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Alt+1');
    await expect.poll(() => shown()).toBe('Ring of Gaussians');
    await page.keyboard.press('Alt+PageDown');
    await expect.poll(() => shown()).toBe('Untitled');
    await page.keyboard.press('Alt+Shift+PageUp');
    await expect.poll(() => names()).toEqual(['Untitled', 'Ring of Gaussians']);
    await page.keyboard.press('Alt+9');
    await page.keyboard.press('Alt+w');
    await expect.poll(() => names()).toEqual(['Untitled']);
    await page.keyboard.press('Alt+Shift+W');
    await expect.poll(() => names()).toEqual(['Untitled', 'Ring of Gaussians']);
    await tab('Ring').getByRole('button').first().focus();
    await page.keyboard.press('Alt+Shift+ArrowLeft');
    await expect.poll(() => names()).toEqual(['Ring of Gaussians', 'Untitled']);
    await page.keyboard.press('F2');
    await page.keyboard.type('Circle');
    await page.keyboard.press('Enter');
    await expect.poll(() => names()).toEqual(['Circle*', 'Untitled']);
    await tab('Untitled').getByRole('button').first().focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => names()).toEqual(['Circle*']);
  });

  it('keep level, viewport, selection and undo of each document apart', async () => {
    await visit();
    await card('generator').dblclick();
    await card('project').click();
    await rename('First');
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.locator('[data-preset="stylegan-growing"]').click();
    await tab('StyleGAN').waitFor();
    await card('data').waitFor();
    expect(await undo().isDisabled()).toBe(true);
    await page.keyboard.press('Alt+1');
    await card('project').waitFor();
    expect(await card('project').getAttribute('class')).toContain('selected');
    await undo().click();
    await expect.poll(() => names()).toEqual(['DCGAN', 'StyleGAN, growing']);
    const times: number[] = [];
    for (const key of ['Alt+2', 'Alt+1', 'Alt+2', 'Alt+1', 'Alt+2']) {
      await page.waitForTimeout(300);
      const [first, second] = [key === 'Alt+2' ? 1 : 0, 0];
      times.push(
        await page.evaluate(
          (at) =>
            new Promise<number>((resolve) => {
              const began = performance.now();
              document.querySelectorAll<HTMLElement>('[data-tab] > button')[at * 2]?.click();
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
            }),
          first + second,
        ),
      );
    }
    console.log(`showing a tab, click to painted: ${times.map(Math.round).join(', ')} ms`);
    expect(Math.min(...times)).toBeLessThan(400);
  });

  it('make a variant of a document, with a history of its own', async () => {
    await visit();
    await rename('Mine');
    await fileMenu('Duplicate as variant');
    await expect.poll(() => shown()).toBe('Mine (variant 2)*');
    expect(await undo().isDisabled()).toBe(true);
    await fileMenu('Duplicate as variant');
    await expect.poll(() => names()).toEqual(['Mine*', 'Mine (variant 2)*', 'Mine (variant 3)*']);
    await kept();
    const records = await stored('documents');
    const [mine] = records.filter(({ name }) => name === 'Mine');
    expect(records.find(({ name }) => name === 'Mine (variant 2)')?.origin).toEqual({
      type: 'variant',
      of: mine?.id,
      name: 'Mine',
    });
  });
});

describe('undo', () => {
  it('shows the level where the change was, and makes no step of looking around', async () => {
    await visit();
    await card('generator').dblclick();
    await card('project').click();
    const filters = page.getByLabel('Filters', { exact: true });
    await filters.fill('ngf * 3');
    await filters.press('Enter');
    await page.getByRole('navigation', { name: 'Level' }).getByText('Objective').click();
    await card('noise').click();
    await page.mouse.wheel(0, -200);
    const id = page.getByRole('textbox', { name: 'Id' });
    await id.focus();
    await id.blur();
    await page.locator('main').focus();
    await page.keyboard.press('Control+z');
    await card('project').waitFor();
    expect(await undo().isDisabled()).toBe(true);
    await page.getByRole('navigation', { name: 'Level' }).getByText('Objective').click();
    await page.keyboard.press('Control+Shift+z');
    await card('project').waitFor();
  });

  it('takes a held key on a slider, a paste, an arrangement and a profile back as one step each', async () => {
    await visit();
    await openPreset('ring');
    const isOneStep = async () => {
      await expect.poll(() => undo().isDisabled()).toBe(false);
      await undo().click();
      await expect.poll(() => undo().isDisabled()).toBe(true);
    };
    await page.getByRole('button', { name: 'Parameters', exact: true }).click();
    const slider = page.getByRole('slider', { name: 'Latent size' });
    const size = () => slider.getAttribute('aria-valuenow');
    await slider.focus();
    for (let repeat = 0; repeat < 3; repeat += 1) await page.keyboard.down('ArrowRight');
    await page.keyboard.up('ArrowRight');
    await expect.poll(size).toBe('35');
    // A press beside the track begins nothing that would not end.
    const box = await slider.boundingBox();
    if (!box) throw new Error('the slider is there');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' });
    await slider.press('ArrowLeft');
    await expect.poll(size).toBe('34');
    await undo().click({ force: true });
    await expect.poll(size).toBe('35');
    await page.keyboard.press('Escape');
    await isOneStep();

    await page.locator('main').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await isOneStep();

    await page.keyboard.press('Shift+L');
    await isOneStep();

    await page.getByRole('combobox', { name: 'Profile' }).click();
    await page.getByRole('option').last().click();
    await isOneStep();
  });
});

describe('what is typed', () => {
  it('stays with the document that it was typed in, when another comes to the front', async () => {
    await visit();
    await page.keyboard.press('Alt+n');
    await page.getByRole('textbox', { name: 'Name of the document' }).fill('Typed here');
    await page.keyboard.press('Alt+PageUp');
    await expect.poll(() => names()).toEqual(['DCGAN', 'Typed here*']);
    await page.locator('main').focus();
    expect(await names()).toEqual(['DCGAN', 'Typed here*']);
  });
});

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
    await undo().click();
    await undo().click();
    await expect.poll(() => names()).toEqual(['DCGAN', 'Untitled']);
    expect(await undo().isDisabled()).toBe(true);
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
    await undo().click();
    await expect.poll(() => shown()).toBe('DCGAN');
    await rename('Old one');
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+w');
    await fileMenu('All recent documents…');
    await dialog.getByRole('button', { name: 'Delete Old one for good' }).click();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByText('Old one', { exact: true }).waitFor({ state: 'detached' });
    expect((await stored('documents')).map(({ name }) => name)).not.toContain('Old one');
  });

  it('what a version before many documents had stored is kept', async () => {
    const graph = presetDocument('dcgan', {});
    context = await browser.newContext();
    const first = await context.newPage();
    // Any page of this origin, without ours on it.
    await first.goto(`${served.url}icon.svg`);
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
    await visit({}, context);
    await expect.poll(() => shown()).toBe('From before*');
    await expect.poll(() => page.getByTestId('progress').getAttribute('data-step')).toBe('7');
    const [document] = await stored('documents');
    expect(await stored('documentBindings')).toEqual([
      { document: document?.id, node: 'data', binding: { type: 'builtin', name: 'seasons' } },
    ]);
    expect(await stored('runs')).toMatchObject([{ id: 'r', documentId: document?.id }]);
  });
});

describe('a run', () => {
  it('goes on behind another document, says so, and is paused and kept when its document is closed', async () => {
    await visit();
    const graph = presetDocument('ring', { steps: 1_000_000 });
    await dropFiles(page, [{ name: 'a.json', text: JSON.stringify({ ...graph, name: 'Trains' }) }]);
    await tab('Trains').waitFor();
    await page.getByTestId('train').click();
    await waitForButton(page, 'Pause');
    await waitForStep(page, 3);
    await page.keyboard.press('Alt+n');
    const chip = strip().getByRole('button', { name: /“Trains” trains · step/ });
    await chip.waitFor();
    expect(await page.getByTestId('train').innerText()).toBe('Train');
    const before = await chip.innerText();
    await expect.poll(() => chip.innerText()).not.toBe(before);
    await chip.click();
    await expect.poll(() => shown()).toMatch(/^Trains/);
    await waitForButton(page, 'Pause');
    await page.keyboard.press('Alt+w');
    await said(/Its run was paused at step \d/);
    expect(await chip.count()).toBe(0);
    await kept();
    await page.reload();
    await tabs().first().waitFor();
    await fileMenu('Trains');
    await waitForButton(page, 'Resume');
    await page.getByTestId('train').click();
    await waitForButton(page, 'Pause');
  });

  it('has data of its own document, whatever nodes of other documents are called', async () => {
    await visit();
    await page.getByRole('tab', { name: 'Data' }).click();
    const file = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAMklEQVR4nG3CMREAIAADsSpBCUqYXwRKUIKIn1GEgeaSYD+wzsQ6C+tsrHOwzsU6D+sPn7VlQaooJPwAAAAASUVORK5CYII=',
      'base64',
    );
    await page.evaluate(
      async (bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'mine.png', { type: 'image/png' }));
        const init = { bubbles: true, cancelable: true, dataTransfer: data };
        document.querySelector('main')?.dispatchEvent(new DragEvent('drop', init));
      },
      [...file],
    );
    const fromMine = () => page.locator('section[data-node=data]').getByText('from mine.png');
    await fromMine().waitFor();
    await rename('Has mine');
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.locator('[data-preset="dcgan"]').click();
    await tab('DCGAN').waitFor();
    await fromMine().waitFor({ state: 'detached' });
    await kept();
    await page.reload();
    await tabs().first().waitFor();
    await page.keyboard.press('Alt+1');
    await fromMine().waitFor();
  });
});

describe('files', () => {
  it('save to the file that was chosen, again without asking, and not over what another program wrote', async () => {
    await visit({
      before: `
        globalThis.asked = 0;
        globalThis.showSaveFilePicker = async ({ suggestedName }) => {
          globalThis.asked += 1;
          const root = await navigator.storage.getDirectory();
          globalThis.handle = await root.getFileHandle(suggestedName, { create: true });
          return globalThis.handle;
        };`,
    });
    const onDisk = () =>
      page.evaluate(async () => {
        const { handle } = globalThis as unknown as { handle: FileSystemFileHandle };
        return (await handle.getFile()).text();
      });
    await rename('On disk');
    await page.keyboard.press('Control+s');
    await said('Saved to on-disk.json');
    await expect.poll(() => shown()).toBe('On disk');
    expect(JSON.parse(await onDisk()).name).toBe('On disk');
    await rename('Changed');
    // From within a field, too.
    await page.getByRole('textbox', { name: 'Name of the document' }).focus();
    await page.keyboard.press('Control+s');
    await expect.poll(async () => JSON.parse(await onDisk()).name).toBe('Changed');
    expect(await page.evaluate('globalThis.asked')).toBe(1);
    await page.waitForTimeout(30);
    await page.evaluate(async () => {
      const { handle } = globalThis as unknown as { handle: FileSystemFileHandle };
      const writable = await handle.createWritable();
      await writable.write('theirs');
      await writable.close();
    });
    await rename('Again');
    await page.locator('main').focus();
    await page.keyboard.press('Control+s');
    await said('on-disk.json has changed on disk');
    expect(await onDisk()).toBe('theirs');
    await page.getByRole('button', { name: 'Write over it' }).click();
    await expect.poll(async () => JSON.parse(await onDisk()).name).toBe('Again');
  });

  it('are downloaded where the browser lets no page write, and open again by Ctrl O', async () => {
    await visit({
      before: 'delete globalThis.showSaveFilePicker; delete globalThis.showOpenFilePicker;',
    });
    await rename('Mine');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.keyboard.press('Control+s'),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(text).name).toBe('Mine');
    await expect.poll(() => shown()).toBe('Mine');
    await page.locator('main').focus();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.keyboard.press('Control+o'),
    ]);
    const buffer = Buffer.from(text.replace('"Mine"', '"Theirs"'));
    await chooser.setFiles([{ name: 'x.json', mimeType: 'application/json', buffer }]);
    await tab('Theirs').waitFor();
    await expect.poll(() => names()).toEqual(['Mine', 'Theirs']);
  });

  it('open several tabs when several are dropped', async () => {
    await visit();
    const graph = presetDocument('ring', {});
    await rename('Stays');
    await dropFiles(
      page,
      ['One', 'Two', 'Three'].map((name) => ({
        name: `${name}.json`,
        text: JSON.stringify({ ...graph, name }),
      })),
    );
    await said('3 documents are open, each in a tab');
    await expect.poll(() => names()).toEqual(['Stays*', 'One', 'Two', 'Three']);
  });

  it('that are damaged are reported with places, and open repaired by one button', async () => {
    await visit();
    const graph = presetDocument('ring', {});
    const text = JSON.stringify(
      {
        ...graph,
        name: 'Hurt',
        author: 'me',
        objective: {
          ...graph.objective,
          edges: [...graph.objective.edges, { from: 'ghost.out', to: 'nobody.in' }],
        },
      },
      null,
      1,
    ).replace('"format"', '\n"format"');
    await dropFiles(page, [{ name: 'hurt.json', text: text.replace(/\}\s*$/, ',}') }]);
    const report = page.getByRole('dialog');
    await report
      .getByText(/line \d+, column \d+/)
      .first()
      .waitFor();
    const does = report.getByRole('region', { name: 'What “Repair and open” does' });
    const listed = await does.getByRole('listitem').allInnerTexts();
    expect(listed.join('\n')).toMatch(/comma[\s\S]*author[\s\S]*ghost\.out → nobody\.in/);
    expect(listed).toHaveLength(3);
    await report.getByRole('button', { name: 'Repair and open' }).click();
    await expect.poll(() => shown()).toBe('Hurt*');
    await dropFiles(page, [{ name: 'comfy.json', text: '{"last_node_id": 9, "nodes": []}' }]);
    await report.getByText(/expected a Ganvas document/).waitFor();
    expect(await report.getByRole('button', { name: 'Repair and open' }).count()).toBe(0);
    await report.getByRole('button', { name: 'Leave it' }).click();
    await expect.poll(() => names()).toEqual(['Hurt*']);
  });

  it('of a hundred megabytes are refused with a sentence, and without a wait', async () => {
    await visit();
    const took = await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(100_000_000)], 'huge.json'));
      const init = { bubbles: true, cancelable: true, dataTransfer: data };
      const began = performance.now();
      document.querySelector('main')?.dispatchEvent(new DragEvent('drop', init));
      return performance.now() - began;
    });
    expect(took).toBeLessThan(200);
    await page
      .getByRole('dialog')
      .getByText(/The file has 100 MB.*It was not read/)
      .waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => names()).toEqual(['DCGAN']);
  });
});

describe('a link', () => {
  const graph = { ...presetDocument('ring', {}), name: 'From afar' };

  it('that the page makes opens the same graph in a tab, and leaves the address', async () => {
    await visit();
    await rename('Sent');
    await fileMenu('Share by link…');
    const dialog = page.getByRole('dialog', { name: 'Share by link' });
    const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    await dialog.getByText(/[\d,]+ characters\./).waitFor();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Copy the link' }).click();
    await dialog.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await context.close();
    await visit({ hash: link.slice(link.indexOf('#')) });
    await expect.poll(() => shown()).toBe('Sent');
    expect(new URL(page.url()).hash).toBe('');
    await kept();
    await page.reload();
    await tabs().first().waitFor();
    await expect.poll(() => names()).toEqual(['Sent']);
  });

  it('that was cut or altered says so, opens nothing and loses nothing', async () => {
    await visit();
    await rename('Mine');
    const packed = packDocument(graph);
    const follow = (hash: string) =>
      page.evaluate((to) => {
        location.hash = to;
      }, hash);
    await follow(`#g=${packed.slice(0, packed.length / 2)}`);
    await said(/It was cut off on its way: [\d,]+ of [\d,]+ characters arrived/);
    const at = packed.length - 400;
    await follow(
      `#g=${packed.slice(0, at)}${packed[at] === 'A' ? 'B' : 'A'}${packed.slice(at + 1)}`,
    );
    await said(/It was altered on its way/);
    await expect.poll(() => names()).toEqual(['Mine*']);
    expect(new URL(page.url()).hash).toBe('');
    await follow(`#g=${packed}`);
    await tab('From afar').waitFor();
    await expect.poll(() => names()).toEqual(['Mine*', 'From afar']);
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
    await second.getByRole('button', { name: 'Delete Shared for good' }).click();
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
    await undo(second).click();
    await undo(second).click();
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
    await undo().click();
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
    await undo().click();
    await expect.poll(() => shown()).toBe('Two*');
    expect(await undo().isDisabled()).toBe(true);
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
