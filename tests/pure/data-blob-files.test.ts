/** Files of the page: small ones are read together, and what the browser refuses is one file of many. */
import { expect, test } from 'vitest';
import { blobFiles, type NamedBlob } from '../../src/data/files/blob-files.ts';
import { readWhole, type SourceFile } from '../../src/data/files/source-file.ts';
import { droppedFiles } from '../../src/ui/files/dropped-files.ts';

const text = async (file: SourceFile | undefined): Promise<string> =>
  file ? new TextDecoder().decode(await readWhole(file)) : 'no file';
const named = (contents: readonly string[]): NamedBlob[] =>
  contents.map((content, i) => ({ path: `${i}`, file: new Blob([content]) }));

test('files are what they were, whole and in part, few or many', async () => {
  const contents = Array.from({ length: 200 }, (_, i) => `file ${i}`.repeat(i % 7));
  contents[50] = 'large '.repeat(50_000);
  const files = blobFiles(named(contents));
  expect(files.map(({ size }) => size)).toEqual(contents.map(({ length }) => length));
  expect(await Promise.all(files.map(text))).toEqual(contents);
  expect(await Promise.all(files.toReversed().map(text))).toEqual(contents.toReversed());
  expect(new TextDecoder().decode(await files[8]?.read(5, 9))).toBe('8');
});

test('one that has changed since leaves the others as they are', async () => {
  // Joined, it is of another length than it says.
  const changed = { size: 3, slice: () => new Blob(['abc']) } as unknown as Blob;
  const gone = {
    size: 3,
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotFound')) }),
  } as unknown as Blob;
  const files = blobFiles([
    ...named(['one', 'two']),
    { path: 'changed', file: changed },
    { path: 'gone', file: gone },
  ]);
  expect(await Promise.all(files.slice(0, 3).map(text))).toEqual(['one', 'two', 'abc']);
  await expect(text(files[3])).rejects.toThrow(/Reading "gone": the browser refused \(NotFound\)/);
});

type Done<T> = (value: T) => void;
/** Entries as a browser gives them for what is dropped. */
const file = (name: string, refuses = false) => ({
  ...{ name, isFile: true, isDirectory: false },
  file: (give: Done<File>, fail: Done<Error>) =>
    refuses ? fail(new Error('locked')) : give(new File([name], name)),
});
const folder = (name: string, entries: readonly object[], together = 2) => ({
  ...{ name, isFile: false, isDirectory: true },
  createReader() {
    let at = 0;
    const readEntries = (give: Done<readonly object[]>): void => {
      at += together;
      give(entries.slice(at - together, at));
    };
    return { readEntries };
  },
});
const drop = (root: object) =>
  ({ items: [{ webkitGetAsEntry: () => root }], files: [] }) as unknown as DataTransfer;

test('a folder is dropped with all that lies in it, but for what the browser refuses', async () => {
  const root = folder('set', [
    folder('a', [file('1.png'), file('2.png', true), file('3.png')]),
    file('4.png'),
    folder('b', []),
  ]);
  const found = await droppedFiles(drop(root));
  expect(found.map(({ path, fault }) => [path, fault])).toEqual([
    ['set/a/1.png', undefined],
    ['set/a/2.png', 'the browser refused it (locked)'],
    ['set/a/3.png', undefined],
    ['set/4.png', undefined],
  ]);
});

test('a folder in a dropped one may hold as many files as CelebA', async () => {
  const face = new File([], 'face.jpg');
  const one = { ...file('face.jpg'), file: (give: Done<File>) => give(face) };
  const faces = Array.from({ length: 200_000 }, () => one);
  const found = await droppedFiles(drop(folder('celeba', [folder('images', faces, 100)])));
  expect(found).toHaveLength(200_000);
  expect(found.at(-1)).toMatchObject({ path: 'celeba/images/face.jpg' });
});
