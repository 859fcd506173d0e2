/** Zip archives: whole, cut short, damaged, oversized, and full of what is no data. */
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../src/data/dataset.ts';
import { memoryFile, readWhole, type SourceFile } from '../../src/data/files/source-file.ts';
import { openZip } from '../../src/data/files/zip.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const long = text('all work and no play '.repeat(2000));
const archive = (level: 0 | 6): Uint8Array =>
  zipSync(
    { 'set/a.txt': long, 'set/naïve/b.txt': text('second'), 'set/empty/': new Uint8Array() },
    { level },
  );

const open = (bytes: Uint8Array) => openZip(memoryFile('set.zip', bytes));
async function contents(files: readonly SourceFile[]): Promise<string[]> {
  return Promise.all(files.map(async (file) => new TextDecoder().decode(await readWhole(file))));
}

async function message(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DataError);
  return error instanceof Error ? error.message : '';
}

/** A 16- or 32-bit number of the first entry in the directory, counted from the entry's start. */
function patched(bytes: Uint8Array, at: number, value: number, size: 2 | 4): Uint8Array {
  const copy = bytes.slice();
  const entry = copy.findIndex(
    (_, i) => copy[i] === 0x50 && copy[i + 1] === 0x4b && copy[i + 2] === 1 && copy[i + 3] === 2,
  );
  const view = new DataView(copy.buffer);
  if (size === 2) view.setUint16(entry + at, value, true);
  else view.setUint32(entry + at, value, true);
  return copy;
}

describe('a zip archive', () => {
  test.each([0, 6] as const)('packed at level %i gives its files by their paths', async (level) => {
    const { files, notes } = await open(archive(level));
    expect(notes).toEqual([]);
    expect(files.map(({ path }) => path)).toEqual(['set.zip/set/a.txt', 'set.zip/set/naïve/b.txt']);
    expect(await contents(files)).toEqual([new TextDecoder().decode(long), 'second']);
    const part = await files[0]?.read(4, 8);
    expect(new TextDecoder().decode(part)).toBe('work');
  });

  test('with something before it, as one that unpacks itself has, is read all the same', async () => {
    const [program, packed] = [text('#!/bin/sh\n'.repeat(50)), archive(6)];
    const { files } = await open(Uint8Array.from([...program, ...packed]));
    expect((await contents(files))[1]).toBe('second');
  });

  test('of more than 65,535 files gives them all', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`${i}.txt`, text(`${i}`)]),
    );
    const packed = zipSync(many, { level: 0 });
    // The end as zip64 writes it: counts that do not fit are all ones, and the real ones stand before.
    const end = packed.length - 22;
    const old = new DataView(packed.buffer, packed.byteOffset + end);
    const added = new Uint8Array(56 + 20 + 22);
    const view = new DataView(added.buffer);
    view.setUint32(0, 0x06064b50, true);
    view.setBigUint64(32, 300n, true);
    view.setBigUint64(40, BigInt(old.getUint32(12, true)), true);
    view.setBigUint64(48, BigInt(old.getUint32(16, true)), true);
    view.setUint32(56, 0x07064b50, true);
    view.setBigUint64(64, BigInt(end), true);
    added.set(packed.subarray(end), 76);
    view.setUint16(76 + 10, 0xffff, true);
    view.setUint32(76 + 12, 0xffffffff, true);
    view.setUint32(76 + 16, 0xffffffff, true);
    const { files, notes } = await open(Uint8Array.from([...packed.subarray(0, end), ...added]));
    expect(notes).toEqual([]);
    expect(files).toHaveLength(300);
    expect(await contents(files.slice(299))).toEqual(['299']);
  });

  test.each([0, 6] as const)(
    'cut short at level %i gives the files before the break, and says so',
    async (level) => {
      const whole = archive(level);
      const second = text('set/naïve/b.txt');
      const start = whole.findIndex((_, i) => second.every((byte, k) => whole[i + k] === byte));
      const { files, notes } = await open(whole.subarray(0, start + 5));
      expect(notes.join()).toMatch(
        /"set.zip" has no directory at its end: it is cut short. The 1 files/,
      );
      expect(await contents(files)).toEqual([new TextDecoder().decode(long)]);
    },
  );

  test('that is none, is said to be none', async () => {
    expect(await message(open(text('nothing of the kind')))).toMatch(/"set.zip".*no file in it/);
    expect(await message(open(text('<html>not found</html>')))).toMatch(/it is a web page/);
    expect(await message(open(text('Rar!\u001a\u0007')))).toMatch(/it is a RAR archive. Unpack it/);
    expect(await message(open(new Uint8Array(0)))).toMatch(/"set.zip".*it is empty/);
  });
});

describe('a file in an archive', () => {
  const first = async (bytes: Uint8Array): Promise<string> => {
    const { files } = await open(bytes);
    const [file] = files;
    if (!file) throw new Error('no file');
    return message(readWhole(file));
  };

  test('whose content was damaged is told by its checksum', async () => {
    const bytes = archive(0);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    expect(await first(bytes)).toMatch(/"set.zip\/set\/a.txt" is damaged: its checksum is wrong/);
  });

  test('whose packed data makes no sense is told', async () => {
    const bytes = archive(6);
    bytes.fill(0xff, 60, 90);
    expect(await first(bytes)).toMatch(/a.txt" is damaged/);
  });

  test('that is encrypted, or packed in another way, is told', async () => {
    expect(await first(patched(archive(6), 8, 1, 2))).toMatch(/a.txt" is encrypted/);
    expect(await first(patched(archive(6), 10, 93, 2))).toMatch(/a.txt" is packed by method 93/);
  });

  test('that says it begins beyond the archive is told', async () => {
    expect(await first(patched(archive(6), 42, 5, 4))).toMatch(/header is not where/);
    const one = zipSync({ 'a.txt': long });
    expect(await first(patched(one, 42, 0xffffff00, 4))).toMatch(/begins beyond its end/);
  });

  test('that would unpack to more than it says never fills more memory', async () => {
    const zeros = zipSync({ 'bomb.png': new Uint8Array(50_000_000) }, { level: 9 });
    expect(zeros.length).toBeLessThan(100_000);
    expect(await first(patched(zeros, 24, 1000, 4))).toMatch(/bomb.png" is damaged/);
    expect(await first(patched(zeros, 24, 0xfffffff0, 4))).toMatch(
      /more than its packed data can hold/,
    );
  });
});
