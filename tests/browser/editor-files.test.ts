/** What comes from files and links and leaves as such, and what runs and data of a document have to do with others. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packDocument } from '../../src/store/share-link.ts';
import {
  context,
  fileMenu,
  kept,
  names,
  rename,
  said,
  shown,
  strip,
  tab,
  tabs,
  useVisits,
  visit,
} from './support/documents.ts';
import { page, useBrowser } from './support/editor-page.ts';
import { dropFiles, presetDocument, waitForButton, waitForStep } from './support/training-page.ts';

useBrowser();
useVisits();

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
