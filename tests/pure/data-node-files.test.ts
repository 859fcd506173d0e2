/** Folders of the terminal: links, and what cannot be read among what can. */
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesAt } from '../../src/cli/train/node-files.ts';

test('a folder gives its files and those behind links, and tells what it cannot give', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ganvas-files-')));
  const elsewhere = mkdtempSync(join(tmpdir(), 'ganvas-files-'));
  mkdirSync(join(folder, 'cats'));
  writeFileSync(join(folder, 'cats', '1.png'), 'one');
  writeFileSync(join(elsewhere, '2.png'), 'two!');
  symlinkSync(elsewhere, join(folder, 'dogs'));
  symlinkSync(join(elsewhere, '2.png'), join(folder, 'cats', '3.png'));
  symlinkSync('nowhere.png', join(folder, 'cats', 'lost.png'));
  symlinkSync('..', join(folder, 'cats', 'up'));
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, '.git', '4.png'), 'four');
  const found = await filesAt(folder);
  const name = basename(folder);
  expect(found.filter(({ fault }) => !fault).map(({ path, size }) => [path, size])).toEqual([
    [`${name}/cats/1.png`, 3],
    [`${name}/cats/3.png`, 4],
    [`${name}/dogs/2.png`, 4],
  ]);
  expect(found.flatMap(({ path, fault }) => (fault ? [[path, fault]] : []))).toEqual([
    [`${name}/cats/lost.png`, 'there is no such file or folder'],
    [`${name}/cats/up`, 'a link back to a folder that it lies in'],
  ]);
});
