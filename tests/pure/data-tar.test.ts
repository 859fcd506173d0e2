/** Tar archives, plain and gzipped: long names, what is no file, and archives that break off. */
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../src/data/dataset.ts';
import { memoryFile } from '../../src/data/files/source-file.ts';
import { openTar } from '../../src/data/files/tar.ts';
import { tar, tarHeader } from './support/tar.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const contents = { 'set/a/1.png': bytes('one'), './set/b/2.png': new Uint8Array(700).fill(7) };

async function listed(path: string, archive: Uint8Array) {
  const { files, notes } = await openTar(memoryFile(path, archive));
  const read = await Promise.all(files.map(async (file) => [...(await file.read(0, file.size))]));
  return { paths: files.map((file) => file.path), read, notes };
}

describe('a tar archive', () => {
  const expected = {
    paths: ['x/set/a/1.png', 'x/set/b/2.png'],
    read: [[...bytes('one')], new Array(700).fill(7)],
    notes: [],
  };

  test('gives its files, gzipped or not', async () => {
    expect(await listed('x', tar(contents))).toEqual(expected);
    expect(await listed('x', gzipSync(tar(contents)))).toEqual(expected);
  });

  test('may name files at length, as GNU and as pax do', async () => {
    const long = `${'folder/'.repeat(30)}1.png`;
    const block = (text: string) => [bytes(text), new Uint8Array(512 - text.length)];
    const record = `${long.length + 10} path=${long}\n`;
    for (const [type, text] of [
      ['L', `${long}\0`],
      ['x', `20 mtime=1700000000\n${record}`],
    ] as const) {
      const archive = Buffer.concat([
        tarHeader('@', text.length, type),
        ...block(text),
        tar({ cut: bytes('one'), 'set/2.png': bytes('two') }),
      ]);
      const { paths } = await listed('x', new Uint8Array(archive));
      expect(paths).toEqual([`x/${long}`, 'x/set/2.png']);
    }
  });

  test('leaves out folders and links', async () => {
    const archive = Buffer.concat([
      tarHeader('set/', 0, '5'),
      tarHeader('l', 0, '2'),
      tar(contents),
    ]);
    expect(await listed('x', new Uint8Array(archive))).toEqual(expected);
  });

  test('that is cut short gives what stands before the break, and says so', async () => {
    const whole = tar(contents);
    for (const cut of [whole.slice(0, 1024 + 600), gzipSync(whole).slice(0, -12)]) {
      const { paths, notes } = await listed('x', cut);
      expect(paths[0]).toBe('x/set/a/1.png');
      expect(notes[0]).toMatch(/"x" is cut short or damaged. The \d files before the break/);
    }
  });

  test('that is none is refused', async () => {
    const error = await openTar(
      memoryFile('x.tar', bytes('nothing of the kind '.repeat(60))),
    ).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(String(error)).toMatch(/"x.tar": expected a tar archive/);
  });
});
