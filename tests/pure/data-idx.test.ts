/** IDX files, good and bad, and the pairing of images with labels. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../src/data/dataset.ts';
import { decodeFiles } from '../../src/data/decode.ts';
import { decodeIdx } from '../../src/data/idx.ts';

function idx(magic: number, sizes: readonly number[], body: Uint8Array): Uint8Array {
  const out = new Uint8Array(4 + 4 * sizes.length + body.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, magic);
  for (const [k, size] of sizes.entries()) view.setUint32(4 + 4 * k, size);
  out.set(body, 4 + 4 * sizes.length);
  return out;
}

const ramp = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 251);
const images = (count: number): Uint8Array => idx(0x803, [count, 4, 5], ramp(count * 20));
const labels = (count: number): Uint8Array =>
  idx(
    0x801,
    [count],
    ramp(count).map((v) => v % 10),
  );
const gz = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes));

async function message(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DataError);
  return error instanceof Error ? error.message : '';
}

describe('an IDX file', () => {
  test.each([
    ['plain', (b: Uint8Array) => b],
    ['gzipped', gz],
  ])('%s, gives its images row by row', async (_, pack) => {
    const decoded = await decodeIdx('a', pack(images(6)));
    expect(decoded).toMatchObject({ type: 'images', count: 6, height: 4, width: 5 });
    if (decoded.type === 'images') expect([...decoded.pixels]).toEqual([...ramp(120)]);
  });

  test('gives its labels', async () => {
    const decoded = await decodeIdx('a', gz(labels(12)));
    expect(decoded).toMatchObject({ type: 'labels', count: 12 });
    if (decoded.type === 'labels') expect(decoded.labels[11]).toBe(1);
  });

  test('that is empty is said to be empty', async () => {
    expect(await message(decodeIdx('x.gz', new Uint8Array(0)))).toMatch(/"x.gz".*empty/);
  });

  test.each([
    ['plain', (b: Uint8Array) => b.subarray(0, b.length - 7)],
    ['gzipped whole', (b: Uint8Array) => gz(b.subarray(0, b.length - 7))],
  ])('cut short, %s, is told by both lengths', async (_, cut) => {
    expect(await message(decodeIdx('x', cut(images(6))))).toMatch(/136 bytes.*ends after 129/);
  });

  test.each([5, 20, 60])('with %i bytes of its gzip data is said to break off', async (length) => {
    const packed = gz(idx(0x803, [60, 28, 28], crypto.getRandomValues(new Uint8Array(47040))));
    expect(await message(decodeIdx('x', packed.subarray(0, length)))).toMatch(/breaks off/);
  });

  test('damaged in the middle of its gzip data is refused', async () => {
    const packed = gz(idx(0x803, [60, 28, 28], crypto.getRandomValues(new Uint8Array(47040))));
    packed.fill(0xff, 20000, 20100);
    expect(await message(decodeIdx('x', packed))).toMatch(/damaged/);
  });

  test.each([
    ['plain', (b: Uint8Array) => b],
    ['gzipped', gz],
  ])('longer than its header says, %s, is refused', async (_, pack) => {
    const long = new Uint8Array(200);
    long.set(images(6));
    expect(await message(decodeIdx('x', pack(long)))).toMatch(/136 bytes, but the file has/);
  });

  test.each([
    ['plain', (b: Uint8Array) => b],
    ['gzipped', gz],
  ])('that claims gigabytes, %s, is refused before memory is taken', async (_, pack) => {
    const claims = idx(0x803, [5_000_000, 28, 28], ramp(100));
    expect(await message(decodeIdx('x', pack(claims)))).toMatch(/3,920,000,016 bytes, more than/);
    const sides = idx(0x803, [1, 0xffffffff, 28], ramp(100));
    expect(await message(decodeIdx('x', pack(sides)))).toMatch(/4,294,967,295 × 28/);
  });

  test('that unpacks to far more than it promises stops early', async () => {
    const bomb = gz(idx(0x803, [6, 4, 5], new Uint8Array(2 ** 26)));
    expect(await message(decodeIdx('x', bomb))).toMatch(/the file has more/);
  });

  test.each([
    [[0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4], /looks like a PNG image/],
    [[0x3c, 0x21, 0x44, 0x4f], /web page/],
    [[1, 2, 3, 4, 5], /starts with 01 02 03 04/],
    [[0, 0], /starts with 00 00/],
    [[0, 0, 8, 2, 0, 0, 0, 1], /number of dimensions/],
  ])('that is none is told by its first bytes %j', async (bytes, expected) => {
    expect(await message(decodeIdx('x', Uint8Array.from(bytes)))).toMatch(expected);
  });

  test('without any images is refused', async () => {
    expect(await message(decodeIdx('x', images(0)))).toMatch(/there are none/);
  });
});

describe('files brought together', () => {
  const file = (name: string, bytes: Uint8Array) => ({ name, bytes });

  test('pair images with the labels of the same name', async () => {
    const data = await decodeFiles([
      file('set/train-labels-idx1-ubyte.gz', gz(labels(6))),
      file('set/train-images-idx3-ubyte.gz', gz(images(6))),
    ]);
    expect(data).toMatchObject({ name: 'set · train', count: 6, height: 4, width: 5, channels: 1 });
    expect([...(data.labels ?? [])]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('train on the training split and hold the test split back', async () => {
    const data = await decodeFiles([
      file('t10k-images-idx3-ubyte', images(3)),
      file('t10k-labels-idx1-ubyte', labels(3)),
      file('train-images-idx3-ubyte', images(6)),
      file('train-labels-idx1-ubyte', labels(6)),
    ]);
    expect(data.count).toBe(6);
    expect(data.name).toBe('train (test files held back)');
  });

  test('may be images alone', async () => {
    expect((await decodeFiles([file('mine.idx', images(6))])).labels).toBeUndefined();
  });

  test('with labels of another number are mislabelled', async () => {
    const both = [file('train-images', images(6)), file('train-labels', labels(5))];
    expect(await message(decodeFiles(both))).toMatch(
      /holds 6 images, but "train-labels" holds 5 labels/,
    );
  });

  test('never pair training images with labels of the test split', async () => {
    const both = [file('a/train-images', images(6)), file('a/t10k-labels', labels(6))];
    expect((await decodeFiles(both)).labels).toBeUndefined();
  });

  test('without images, or with two sets of them, are refused', async () => {
    expect(await message(decodeFiles([file('train-labels', labels(5))]))).toMatch(/but no images/);
    const two = [file('a-images', images(2)), file('b-images', images(2))];
    expect(await message(decodeFiles(two))).toMatch(/"a-images" and "b-images"/);
    expect(await message(decodeFiles([]))).toMatch(/No files/);
  });
});

const real = new URL('../../../shared/data/fashion-mnist/', import.meta.url);

test.skipIf(!existsSync(real))(
  'the four files of Fashion-MNIST give 60,000 labelled garments (skipped where ../shared/data is absent)',
  async () => {
    const names = [
      'train-images-idx3',
      't10k-images-idx3',
      'train-labels-idx1',
      't10k-labels-idx1',
    ];
    const data = await decodeFiles(
      names.map((name) => ({
        name: `fashion-mnist/${name}-ubyte.gz`,
        bytes: new Uint8Array(readFileSync(new URL(`${name}-ubyte.gz`, real))),
      })),
    );
    expect(data).toMatchObject({ count: 60_000, height: 28, width: 28 });
    expect(data.classNames?.[9]).toBe('Ankle boot');
    expect([...(data.labels?.subarray(0, 5) ?? [])]).toEqual([9, 0, 0, 3, 0]);
    const mean = data.pixels.reduce((sum, value) => sum + value, 0) / data.pixels.length;
    expect(mean / 255).toBeCloseTo(0.286, 3);
  },
);
