/** Image files of all sorts become data or a sentence; the real packs of shared/data where they are there. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { preparingWith } from '../../src/data/files/prepare-image.ts';
import { reportText } from '../../src/data/files/report-text.ts';
import type { SourceFile } from '../../src/data/files/source-file.ts';
import { encodePng } from '../../src/data/png.ts';
import {
  BLUE,
  blue,
  decoder,
  file,
  message,
  picture,
  pixel,
  RED,
  type Read,
  read,
  red,
  text,
} from './support/importing.ts';

describe('images', () => {
  test('are the same data from a folder, in any order, and from a zip', async () => {
    const tree = { 'set/b/1.png': blue, 'set/a/1.png': red, 'set/b/2.png': red };
    const folder = Object.entries(tree).map(([path, bytes]) => file(path, bytes));
    const zip = file('set.zip', zipSync(tree));
    const [one, other, packed] = [
      await read(folder),
      await read(folder.toReversed()),
      await read([zip]),
    ];
    expect(one.data).toMatchObject({ count: 3, classNames: ['a', 'b'], name: 'set' });
    expect([...(one.data.labels ?? [])]).toEqual([0, 1, 1]);
    expect([0, 1, 2].map((i) => pixel(one.data, i))).toEqual([RED, BLUE, RED]);
    expect(other.data).toEqual(one.data);
    expect(packed.data).toEqual(one.data);
  });

  test('of classes are counted in the report', async () => {
    const { data, report } = await read([
      ...[1, 2, 3].map((k) => file(`set/cats/${k}.png`, red)),
      file('set/dogs/1.png', blue),
      file('set/loose.png', red),
    ]);
    expect(reportText(data, report)).toEqual([
      'Read 4 images in 2 classes of "set", kept as 8 × 8 × 3.',
      'Images by class: cats: 3, dogs: 1.',
      '1 file was left out:',
      '  "set/loose.png" was left out: in no folder of a class, while others are.',
    ]);
    const { classNames: _, ...unnamed } = data;
    const labelled = { ...unnamed, labels: Uint8Array.of(0, 2, 2, 2) };
    expect(reportText(labelled, report)[1]).toBe('Images by class: 0: 1, 1: 0, 2: 3.');
  });

  test('in folders trainA and trainB are two domains, A first', async () => {
    const { data, report } = await read([
      file('red2blue/trainB/1.png', blue),
      file('red2blue/trainA/1.png', red),
      file('red2blue/trainA/2.png', red),
      file('red2blue/testA/1.png', red),
    ]);
    expect(data.arrangement).toEqual({
      type: 'domains',
      a: { start: 0, end: 2 },
      b: { start: 2, end: 3 },
      names: ['red', 'blue'],
    });
    expect([pixel(data, 0), pixel(data, 2)]).toEqual([RED, BLUE]);
    expect(report.heldBack).toBe(1);
  });

  test('of which one is broken keep their domains and classes', async () => {
    const broken = red.slice(0, 60);
    const domains = await read([
      file('trainA/1.png', broken),
      file('trainA/2.png', red),
      file('trainB/1.png', blue),
    ]);
    expect(domains.data.arrangement).toMatchObject({
      a: { start: 0, end: 1 },
      b: { start: 1, end: 2 },
    });
    expect(pixel(domains.data, 1)).toEqual(BLUE);
    const classes = await read([
      file('a/1.png', broken),
      file('a/2.png', red),
      file('b/1.png', blue),
    ]);
    expect(classes.data.count).toBe(2);
    expect(classes.data.pixels).toHaveLength(2 * 192);
    expect([...(classes.data.labels ?? [])]).toEqual([0, 1]);
    expect(classes.report).toMatchObject({ skippedCount: 1 });
    expect(classes.report.skipped[0]).toMatch(/"a\/1.png" is cut short/);
  });

  test('twice as wide as high in a folder train are pairs, elsewhere or by choice not', async () => {
    const both = picture(16, 8, RED, BLUE);
    const inTrain = [file('s/train/1.png', both), file('s/val/2.png', both)];
    const { data, report } = await read(inTrain);
    expect(data.arrangement?.type).toBe('pairs');
    expect(pixel(data, 0)).toEqual(RED);
    const second = data.arrangement?.type === 'pairs' ? data.arrangement.second : new Uint8Array();
    expect([second.length, ...second.subarray(0, 3)]).toEqual([192, ...(BLUE ?? [])]);
    expect([data.count, report.heldBack]).toEqual([1, 1]);
    expect((await read(inTrain, { pairs: 'whole' })).data.arrangement).toBeUndefined();
    const loose = [file('1.png', both)];
    expect((await read(loose)).data.arrangement).toBeUndefined();
    expect((await read(loose, { wantsPairs: true })).data.arrangement?.type).toBe('pairs');
    expect((await read(loose, { pairs: 'split' })).data.arrangement?.type).toBe('pairs');
    const square = [file('s/train/1.png', red)];
    expect((await read(square, { wantsPairs: true })).data.arrangement).toBeUndefined();
  });

  test('of any aspect are cropped, stretched or padded with the background', async () => {
    const wide = [file('1.png', picture(32, 8, RED, BLUE))];
    const form = (fit: 'crop' | 'pad' | 'stretch') =>
      ({ form: { height: 8, width: 8, channels: 3, fit }, background: [1, 2, 3] }) as const;
    const at = ({ data }: Read, y: number, x: number) => [
      ...data.pixels.subarray((y * 8 + x) * 3, (y * 8 + x) * 3 + 3),
    ];
    const cropped = await read(wide, form('crop'));
    expect([at(cropped, 0, 0), at(cropped, 7, 7)]).toEqual([RED, BLUE]);
    const padded = await read(wide, form('pad'));
    expect([
      at(padded, 0, 0),
      at(padded, 2, 7),
      at(padded, 3, 0),
      at(padded, 4, 7),
      at(padded, 5, 0),
    ]).toEqual([[1, 2, 3], [1, 2, 3], RED, BLUE, [1, 2, 3]]);
    const stretched = await read(wide, form('stretch'));
    expect([at(stretched, 0, 0), at(stretched, 7, 7)]).toEqual([RED, BLUE]);
  });

  test('of pairs with a stray picture among them leave that one out', async () => {
    const both = picture(16, 8, RED, BLUE);
    const files = [1, 2, 3].map((k) => file(`s/train/${k}.png`, both));
    const { data, report } = await read([...files, file('s/train/4.png', red)]);
    expect([data.arrangement?.type, data.count]).toEqual(['pairs', 3]);
    expect(report.skipped).toEqual([
      '"s/train/4.png" was left out: it is 8 × 8 pixels, and the pairs around it are twice as wide as high.',
    ]);
  });

  test('of one domain alone are one set, and that is said', async () => {
    const missing = await read([file('trainA/1.png', red), file('testB/1.png', red)]);
    expect([missing.data.count, missing.data.arrangement]).toEqual([1, undefined]);
    expect(missing.report.notes[0]).toMatch(/images of domain A .* none of domain B.*one set/);
    const broken = await read([file('trainA/1.png', text('junk')), file('trainB/1.png', red)]);
    expect(broken.report.notes[0]).toMatch(/No image of domain A could be used/);
  });

  test('without an ending are known by their first bytes', async () => {
    const { data, report } = await read([file('s/one', red), file('s/LICENSE', text('As is.'))]);
    expect([data.count, report.skippedCount]).toEqual([1, 1]);
  });

  test('stand upright as EXIF says, and show the background where they are transparent', async () => {
    const lying = await sharp(picture(64, 32, RED, BLUE))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const upright = await read([file('1.jpg', new Uint8Array(lying))], {
      form: { height: 8, width: 4, channels: 3, fit: 'stretch' },
    });
    const { pixels } = upright.data;
    // Turned right by a quarter: what was left is on top.
    expect([(pixels[0] ?? 0) > 200, (pixels[8 * 4 * 3 - 1] ?? 0) > 200]).toEqual([true, true]);
    const clear = encodePng(8, 8, 4, new Uint8Array(256));
    const flat = await read([file('1.png', clear)], { background: [9, 8, 7] });
    expect(pixel(flat.data, 0)).toEqual([9, 8, 7]);
  });

  test('come as gray where gray is asked for', async () => {
    const { data } = await read([file('1.png', red)], {
      form: { height: 8, width: 8, channels: 1, fit: 'crop' },
    });
    expect([data.channels, data.pixels[0]]).toEqual([1, Math.round(0.299 * 250)]);
  });
});

describe('what is no data', () => {
  test('is left out and told, and the images are taken', async () => {
    const tree = {
      'set/1.png': red,
      '__MACOSX/set/._1.png': text('junk'),
      'set/.DS_Store': text('junk'),
      'set/notes.txt': text('notes'),
      'set/inner.zip': zipSync({ 'a.png': red }),
      'set/fake.png': text('GIF89a and so on'),
      'set/empty.jpg': new Uint8Array(0),
      'set/sub/': new Uint8Array(0),
    };
    const { data, report } = await read([file('set.zip', zipSync(tree))]);
    expect(data.count).toBe(1);
    expect(report.skippedCount).toBe(6);
    const all = report.skipped.join('\n');
    for (const sentence of [
      /"set.zip\/__MACOSX.*macOS/,
      /"set.zip\/set\/.DS_Store" was left out: hidden/,
      /notes.txt" was left out: not a PNG, JPEG or WebP/,
      /inner.zip" was left out: an archive inside another/,
      /fake.png" is a GIF, not a PNG/,
      /empty.jpg" is empty/,
    ])
      expect(all).toMatch(sentence);
  });

  test('and nothing else, is an error that says why', async () => {
    expect(await message(read([file('a.txt', text('hello'))]))).toMatch(
      /No image could be used from "a.txt".*not a PNG/,
    );
    const bad = Array.from({ length: 5 }, (_, i) => file(`${i}.png`, text('junk')));
    expect(await message(read(bad))).toMatch(
      /from the 5 files. "0.png" starts with 6a 75.*And 2 more/,
    );
    expect(await message(read([]))).toMatch(/No files were given/);
  });

  test('is refused by its size before it is read', async () => {
    const unread = (path: string, size: number): SourceFile => ({
      path,
      size,
      read: () => Promise.reject(new Error('this was to be left unread')),
    });
    expect(await message(read([unread('huge-idx3-ubyte', 5e9)]))).toMatch(
      /"huge-idx3-ubyte" holds 5.0 GB, more than the 1.1 GB/,
    );
    const { report } = await read([unread('a/huge.png', 4e9), file('a/1.png', red)]);
    expect(report.skipped[0]).toMatch(/"a\/huge.png" holds 4,000 MB/);
  });

  test('is refused by its header where it has too many pixels', async () => {
    const vast = red.slice();
    const header = new DataView(vast.buffer);
    header.setUint32(16, 40_000);
    header.setUint32(20, 40_000);
    let decoded = 0;
    const { report } = await read([file('a/vast.png', vast), file('a/1.png', red)], {
      prepareImage: async (job) => {
        decoded += 1;
        return preparingWith(await decoder)(job);
      },
    });
    expect(report.skipped[0]).toMatch(/"a\/vast.png" is a PNG of 40,000 × 40,000 pixels/);
    expect(decoded).toBe(1);
  });

  test('is refused where all together would not fit', async () => {
    const many = Array.from({ length: 4000 }, (_, i) => file(`s/${i}.png`, red));
    const form = { height: 512, width: 512, channels: 3, fit: 'crop' } as const;
    expect(await message(read(many, { form }))).toMatch(
      /4,000 images of 512 × 512 × 3 need 3,146 MB/,
    );
  });

  test('waits to be read where large files would fill the memory', async () => {
    let [reading, most] = [0, 0];
    const large = (path: string): SourceFile => ({
      path,
      size: 6e7,
      async read() {
        reading += 1;
        most = Math.max(most, reading);
        await new Promise((resolve) => setTimeout(resolve, 1));
        reading -= 1;
        return red;
      },
    });
    const files = Array.from({ length: 12 }, (_, i) => large(`s/${i}.png`));
    expect((await read(files)).data.count).toBe(12);
    expect(most).toBe(2);
  });

  test('stops being read when the person cancels', async () => {
    const controller = new AbortController();
    const files = Array.from({ length: 50 }, (_, i) => file(`s/${i}.png`, red));
    const onProgress = (done: number) => done > 5 && controller.abort();
    await expect(read(files, { signal: controller.signal, onProgress })).rejects.toThrow(/abort/i);
  });
});

const shared = (path: string) =>
  fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
const PACKS = [
  ['emoji/twemoji-72-by-group.zip', { count: 1906, classes: 9, heldBack: 0, holds: undefined }],
  ['unpaired/noto2twemoji-72.zip', { count: 1504, classes: 0, heldBack: 120, holds: 'domains' }],
  [
    'paired/noto2twemoji-pairs-144x72.zip',
    { count: 1524, classes: 0, heldBack: 100, holds: 'pairs' },
  ],
  ['clothing/clothing-10class.zip', { count: 713, classes: 10, heldBack: 0, holds: undefined }],
] as const;

describe('the real pack', () => {
  for (const [path, { count, classes, heldBack, holds }] of PACKS) {
    const isThere = existsSync(shared(path));
    test.skipIf(!isThere)(
      `${path} is read whole${isThere ? '' : ' (skipped: ../shared/data is not there)'}`,
      async () => {
        const name = path.split('/')[1] ?? path;
        const form = { height: 16, width: 16, channels: 3, fit: 'pad' } as const;
        const { data, report } = await read(
          [file(name, new Uint8Array(readFileSync(shared(path))))],
          { form },
        );
        expect(data.count).toBe(count);
        expect(data.classNames ?? []).toHaveLength(classes);
        expect(data.arrangement?.type).toBe(holds);
        expect(report).toMatchObject({ heldBack, skippedCount: 0, notes: [] });
        if (data.arrangement?.type === 'domains')
          expect(data.arrangement).toMatchObject({
            a: { end: 752 },
            b: { end: 1504 },
            names: ['noto', 'twemoji'],
          });
        // Corners of emoji are the background; something is drawn in the middle.
        if (path.startsWith('emoji')) {
          expect(data.pixels[0]).toBe(255);
          const mean = data.pixels.reduce((sum, v) => sum + v, 0) / data.pixels.length;
          expect(mean).toBeGreaterThan(100);
          expect(mean).toBeLessThan(230);
        }
      },
      60_000,
    );
  }
});
