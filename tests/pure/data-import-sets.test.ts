/** Sets that come as few large files: CIFAR batches, and sprites with their labels. */
import { gzipSync } from 'fflate';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { encodePng } from '../../src/data/png.ts';
import { decoder, file, message, read, text } from './support/importing.ts';
import { tar } from './support/tar.ts';

describe('CIFAR-10', () => {
  /** Image i is labelled i, its planes are i, 100 + i, 200. */
  const batch = (count: number, label = (i: number) => i % 10): Uint8Array => {
    const bytes = new Uint8Array(count * 3073);
    for (let i = 0; i < count; i++) {
      bytes[i * 3073] = label(i);
      for (let c = 0; c < 3; c++)
        bytes.fill(
          c === 2 ? 200 : 100 * c + i,
          i * 3073 + 1 + c * 1024,
          i * 3073 + 1 + (c + 1) * 1024,
        );
    }
    return bytes;
  };

  test('gives its images with names of classes, and holds back the test batch', async () => {
    const { data, report } = await read([
      file('c/test_batch.bin', batch(3)),
      file('c/data_batch_2.bin', batch(4)),
      file('c/data_batch_1.bin', batch(5)),
      file('c/readme.html', text('<html>')),
    ]);
    expect(data).toMatchObject({ count: 9, height: 32, width: 32, channels: 3 });
    expect(data.classNames?.[9]).toBe('truck');
    expect([...(data.labels ?? [])]).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3]);
    expect([...data.pixels.subarray(4 * 3072, 4 * 3072 + 6)]).toEqual([4, 104, 200, 4, 104, 200]);
    expect(report).toMatchObject({ heldBack: 3, skippedCount: 1 });
  });

  test('is read from a tar.gz, as it is downloaded', async () => {
    const { data, report } = await read([
      file(
        'cifar-10-binary.tar.gz',
        gzipSync(tar({ 'c/data_batch_1.bin': batch(5), 'c/test_batch.bin': batch(2) })),
      ),
    ]);
    expect([data.name, data.count, report.heldBack]).toEqual(['CIFAR-10', 5, 2]);
  });

  test('has an elder sister of 100 classes, with two labels to an image', async () => {
    const bytes = new Uint8Array(2 * 3074);
    bytes.set([19, 99, 1, 2], 0);
    bytes.set([0, 1], 3074);
    const { data } = await read([file('c/train.bin', bytes)]);
    expect(data).toMatchObject({ name: 'CIFAR-100', count: 2 });
    expect([...(data.labels ?? [])].map((label) => data.classNames?.[label])).toEqual([
      'worm',
      'aquarium fish',
    ]);
    expect([data.pixels[0], data.pixels[3]]).toEqual([1, 2]);
    expect(await message(read([file('a.bin', bytes), file('b.bin', batch(1))]))).toMatch(
      /files of CIFAR-10 and of CIFAR-100/,
    );
  });

  test('of Python, or cut short, is told from what can be read', async () => {
    expect(await message(read([file('c/data_batch_1', text('pickle'))]))).toMatch(
      /in a format of other programs; .*binary version of CIFAR/,
    );
    expect(await message(read([file('c/data_batch_1.bin', batch(2).slice(0, 5000))]))).toMatch(
      /not as long as a whole number of CIFAR images/,
    );
  });

  test('with labels of another set is refused', async () => {
    const bytes = batch(3, (i) => i * 9);
    expect(await message(read([file('b.bin', bytes)]))).toMatch(/"b.bin".*image 2 is labelled 18/);
  });
});

describe('a sprite', () => {
  const rows = 12;
  const gray = new Uint8Array(16 * rows).map((_, i) => (i * 7) % 256);
  const sprite = encodePng(16, rows, 1, gray);
  const oneHot = new Uint8Array(rows * 3).map((_, i) => (i % 3 === Math.floor(i / 3) % 3 ? 1 : 0));

  test('gives each row as an image, with its one-hot labels', async () => {
    const { data } = await read([file('s/labels_uint8', oneHot), file('s/images.png', sprite)]);
    expect(data).toMatchObject({ count: rows, height: 4, width: 4, channels: 1, name: 'images' });
    expect(data.pixels).toEqual(gray);
    expect([...(data.labels ?? [])]).toEqual(Array.from({ length: rows }, (_, i) => i % 3));
  });

  test('with one byte for each image, or none, is read too; other labels are refused', async () => {
    const labels = new Uint8Array(rows).fill(2);
    const high = encodePng(16, 64, 1, new Uint8Array(1024));
    expect((await read([file('l/labels', labels), file('l/i.png', sprite)])).data.labels).toEqual(
      labels,
    );
    expect((await read([file('high.png', high)])).data).toMatchObject({ count: 64, width: 4 });
    const wrong = oneHot.slice().fill(1);
    expect(await message(read([file('labels', wrong), file('i.png', sprite)]))).toMatch(
      /no one-hot file of 3/,
    );
  });

  test.each([
    ['palette', (s: Sharp) => s.png({ palette: true, colours: 256 })],
    ['RGBA', (s: Sharp) => s.ensureAlpha().png()],
    ['16 bits', (s: Sharp) => s.toColourspace('rgb16').png()],
    ['filtered rows', (s: Sharp) => s.png({ adaptiveFiltering: true })],
    [
      'four bits',
      (s: Sharp) => s.toColourspace('b-w').png({ palette: true, colours: 16, dither: 0 }),
    ],
  ])('saved as PNG with %s has the pixels that sharp reads', async (_, save) => {
    const raw = sharp(
      new Uint8Array(64 * 300 * 3).map((__, i) => ((i * i) % 251) & 0xf0),
      {
        raw: { width: 64, height: 300, channels: 3 },
      },
    );
    const bytes = new Uint8Array(await save(raw).toBuffer());
    const { pixels } = await (await decoder)(
      bytes,
      { format: 'PNG', width: 64, height: 300 },
      [0, 0, 0],
    );
    const { data } = await read([file('i.png', bytes)]);
    expect(data).toMatchObject({ count: 300, height: 8, width: 8 });
    const expected = data.channels === 3 ? pixels : pixels.filter((__, i) => i % 3 === 0);
    const worst = data.pixels.reduce(
      (most, v, i) => Math.max(most, Math.abs(v - (expected[i] ?? 999))),
      0,
    );
    expect(worst).toBeLessThanOrEqual(1);
  });

  test('is of colour from the first row on that has any', async () => {
    const rgb = new Uint8Array(16 * 64 * 3).map((_, i) => Math.floor(i / 3) % 256);
    rgb[3 * 16 * 20 + 1] = 255;
    const { data } = await read([file('i.png', encodePng(16, 64, 3, rgb))]);
    expect(data).toMatchObject({ count: 64, channels: 3 });
    expect(data.pixels).toEqual(rgb);
  });

  test('whose labels are of another length says so', async () => {
    const short = file('s/labels_uint8', oneHot.slice(0, -1));
    expect(await message(read([short, file('s/images.png', sprite)]))).toMatch(
      /"s\/images.png" holds 12 images, but "s\/labels_uint8" has 35 bytes/,
    );
  });

  test('that is cut short or damaged says so', async () => {
    const cut = file(
      'i.png',
      encodePng(
        16,
        64,
        1,
        new Uint8Array(1024).map((_, i) => (i * i) % 255),
      ).slice(0, 120),
    );
    expect(await message(read([cut]))).toMatch(/"i.png" is cut short: \d+ of its 64 rows/);
  });
});
