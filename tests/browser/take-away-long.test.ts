/** Archives that take a while, or are none: how far it is, cancelling it, and what is said of what cannot be taken. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARCHIVE_LIMITS } from '../../src/exchange/run-archive.ts';
import { writeRunArchive } from '../../src/exchange/run-archive-write.ts';
import { ringRun } from '../pure/support/whole-run.ts';
import { fileMenu, said, stored, useVisits, visit } from './support/documents.ts';
import { page, useBrowser } from './support/editor-page.ts';
import { dropFiles } from './support/training-page.ts';

useBrowser();
useVisits();

const SHEETS = 3000;
let folder: string;
let long: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-long-'));
  long = join(folder, 'long.ganvas.zip');
  const parts: Uint8Array[] = [];
  const samples = Array.from({ length: SHEETS }, (_, step) => ({ view: 'sheet', step }));
  await writeRunArchive(
    { ...ringRun(), samples },
    {
      ...{ checkpoints: 'all', versions: {}, now: Date.now() },
      write: (part) => void parts.push(part.slice()),
    },
  );
  writeFileSync(long, Buffer.concat(parts));
});

afterAll(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

const notice = (text: string) => page.locator('.mantine-Notification-root', { hasText: text });

/** Once it says how far it is. */
async function cancel(text: string): Promise<void> {
  await notice(text)
    .getByText(/^[\d.]+ %$/)
    .waitFor();
  await notice(text).getByRole('button', { name: 'Cancel' }).click();
}

describe('a run of thousands of sheets', () => {
  it('says how far it is on both ways, and leaves nothing where it is cancelled', async () => {
    await visit();
    await dropFiles(page, [long]);
    await cancel('Reading long.ganvas.zip');
    await said('long.ganvas.zip: cancelled, nothing is kept');
    for (const table of ['runs', 'samples', 'checkpoints'])
      await expect.poll(() => stored(table), { message: table }).toEqual([]);

    await dropFiles(page, [long]);
    await said('The run stands at step 200; Resume goes on from there.');
    expect(await stored('samples')).toHaveLength(SHEETS);
    expect(await stored('runs')).toMatchObject([
      {
        ...{ name: 'Ring', notes: 'Second try.', tags: ['baseline'], step: 200, deletedAt: null },
        origin: { type: 'file', name: 'long.ganvas.zip' },
      },
    ]);

    let downloads = 0;
    page.on('download', () => {
      downloads += 1;
    });
    await fileMenu(/^Run: archive/);
    const dialog = page.getByRole('dialog');
    const form = 'Everything as one file (.ganvas.zip)';
    const take = () => dialog.getByRole('button', { name: `Download: ${form}` }).click();
    await take();
    await cancel('Writing');
    await said(/: cancelled, nothing was written$/);
    expect(downloads).toBe(0);
    await dialog.getByText(/^All 2/).click();
    const done = page.waitForEvent('download', { timeout: 120_000 });
    const [file] = await Promise.all([done, take()]);
    const path = join(folder, 'again.zip');
    await file.saveAs(path);
    const [before, after] = [long, path].map((each) => unzipSync(readFileSync(each)));
    const ofRun = (members: Record<string, Uint8Array> | undefined) =>
      Object.entries(members ?? {}).filter(([name]) =>
        /^(sheets|checkpoints)\/|^losses|^document/.test(name),
      );
    const found = new Map(ofRun(after));
    expect(found.size).toBe(SHEETS + 4);
    for (const [name, bytes] of ofRun(before))
      expect(Buffer.from(bytes).equals(found.get(name) ?? new Uint8Array()), name).toBe(true);
  });
});

describe('a file that is no archive of a run', () => {
  it.each([
    [
      'another program’s',
      () => zipSync({ 'word/document.xml': strToU8('<w/>') }),
      'is no archive of a run: manifest.json is missing. Choose a file that Ganvas wrote as .ganvas.zip.',
    ],
    [
      'no JSON',
      () => zipSync({ 'manifest.json': strToU8('{"format":') }),
      'manifest.json is not JSON',
    ],
    [
      'of another kind',
      () => zipSync({ 'manifest.json': strToU8('{"format":"other","version":1}') }),
      'its manifest.json is of another kind',
    ],
    [
      'a bomb',
      () => zipSync({ 'manifest.json': new Uint8Array(ARCHIVE_LIMITS.textBytes + 1) }),
      'would unpack to 64000001 bytes, and at most 64000000 are taken',
    ],
    ['empty', () => new Uint8Array(), 'odd.ganvas.zip was not taken'],
  ])('is told from one: %s', async (_, make, sentence) => {
    const path = join(folder, 'odd.ganvas.zip');
    writeFileSync(path, make());
    await visit();
    await dropFiles(page, [path]);
    await said(sentence);
    await said('odd.ganvas.zip was not taken');
    expect(await stored('runs')).toEqual([]);
    expect(await page.getByText('internal').count()).toBe(0);
  });
});
