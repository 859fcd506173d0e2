/** Our own PNG decoder gives the pixels that sharp gives, for every colour type, depth, filter and way to be transparent. */
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { createImageDecoder } from '../../src/cli/train/decode-image.ts';
import { crc32 } from '../../src/data/crc.ts';
import { DataError } from '../../src/data/dataset.ts';
import { readImageHeader } from '../../src/data/files/image-header.ts';
import { decodePng } from '../../src/data/files/png-image.ts';

const [WIDTH, HEIGHT] = [37, 21];
const BACKGROUND = [200, 100, 50] as const;

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

interface Made {
  readonly colour: number;
  readonly depth: number;
  readonly extra?: readonly Buffer[];
  readonly filters?: (y: number) => number;
  /** Bytes of a row; by default noise. */
  readonly row?: (y: number, length: number) => Uint8Array;
}

/** A PNG of noise, row by row, which any filter turns into other noise. */
function made({ colour, depth, extra = [], filters = () => 0, row }: Made): Uint8Array {
  const samples = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[colour] ?? 1;
  const length = Math.ceil((WIDTH * samples * depth) / 8);
  const noise = (y: number) =>
    Uint8Array.from({ length }, (_, i) => (i * 31 + y * 17 + i * y) % 256);
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    Buffer.concat([Buffer.of(filters(y)), (row ?? noise)(y, length)]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  const parts = [
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

const palette = (count: number) =>
  chunk(
    'PLTE',
    Uint8Array.from({ length: 3 * count }, (_, i) => (i * 53) % 256),
  );
const alphas = (count: number) =>
  chunk(
    'tRNS',
    Uint8Array.from({ length: count }, (_, i) => (i * 97) % 256),
  );
const sharpPng = (change: (image: Sharp) => Sharp) => {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4).map((_, i) => (i * i) % 251);
  return change(sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 4 } })).toBuffer();
};

const cases: readonly (readonly [string, () => Uint8Array | Promise<Uint8Array>])[] = [
  ...[1, 2, 4, 8, 16].map(
    (depth) => [`gray of ${depth} bits`, () => made({ colour: 0, depth })] as const,
  ),
  ...[8, 16].flatMap((depth) => [
    [`RGB of ${depth} bits`, () => made({ colour: 2, depth })] as const,
    [`gray and alpha of ${depth} bits`, () => made({ colour: 4, depth })] as const,
    [`RGBA of ${depth} bits`, () => made({ colour: 6, depth })] as const,
  ]),
  ...[1, 2, 4, 8].flatMap((depth) => [
    [
      `a palette of ${depth} bits`,
      () => made({ colour: 3, depth, extra: [palette(2 ** depth)] }),
    ] as const,
    [
      `a transparent palette of ${depth} bits`,
      () => made({ colour: 3, depth, extra: [palette(2 ** depth), alphas(2 ** depth - 1)] }),
    ] as const,
  ]),
  [
    'gray with a transparent level',
    () => made({ colour: 0, depth: 8, extra: [chunk('tRNS', Buffer.of(0, 17))] }),
  ],
  [
    'two levels, one transparent',
    () => made({ colour: 0, depth: 1, extra: [chunk('tRNS', Buffer.of(0, 0))] }),
  ],
  [
    'RGB with a transparent colour',
    () =>
      made({
        colour: 2,
        depth: 8,
        extra: [chunk('tRNS', Buffer.of(0, 9, 0, 9, 0, 9))],
        row: (y, length) => new Uint8Array(length).fill(y % 2 === 0 ? 9 : 99),
      }),
  ],
  ...[1, 2, 3, 4].map(
    (filter) =>
      [`filter ${filter}`, () => made({ colour: 2, depth: 8, filters: () => filter })] as const,
  ),
  [
    'all filters by turns, four bytes apart',
    () => made({ colour: 6, depth: 8, filters: (y) => y % 5 }),
  ],
  [
    'all filters by turns, less than a byte apart',
    () => made({ colour: 0, depth: 4, filters: (y) => (4 + y) % 5 }),
  ],
  ['Adam7', () => sharpPng((s) => s.png({ progressive: true }))],
  [
    'Adam7 and a palette',
    () => sharpPng((s) => s.png({ progressive: true, palette: true, colours: 16 })),
  ],
  ['a colour profile', () => sharpPng((s) => s.withIccProfile('p3').png())],
];

describe('a PNG', () => {
  test.each(cases)('with %s', async (_, make) => {
    const bytes = new Uint8Array(await make());
    const header = readImageHeader('image', bytes);
    const decode = await createImageDecoder();
    const expected = await decode(bytes, header, BACKGROUND);
    const found = decodePng('image', bytes, BACKGROUND);
    expect([found?.width, found?.height]).toEqual([WIDTH, HEIGHT]);
    expect(found?.pixels).toEqual(new Uint8Array(expected.pixels));
  });

  test('that EXIF turns is left to the other decoder', async () => {
    const turned = await sharpPng((s) => s.withMetadata({ orientation: 6 }).png());
    expect(decodePng('image', new Uint8Array(turned), BACKGROUND)).toBeNull();
  });

  test('that is damaged says where', () => {
    const good = made({ colour: 2, depth: 8 });
    const packed = Buffer.from(good.buffer).indexOf('IDAT') + 8;
    const flipped = good.slice();
    flipped[packed + 5] = (flipped[packed + 5] ?? 0) ^ 0xff;
    const sentence = (bytes: Uint8Array): string => {
      try {
        decodePng('a/1.png', bytes, BACKGROUND);
        return '';
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
        return error instanceof Error ? error.message : '';
      }
    };
    expect(sentence(flipped)).toMatch(/"a\/1.png" is damaged: a checksum in it is wrong/);
    expect(sentence(made({ colour: 2, depth: 8, filters: () => 9 }))).toMatch(/a filter, 9, that/);
    expect(sentence(made({ colour: 5, depth: 8 }))).toMatch(/no PNG of colour type 5, 8 bits/);
    expect(sentence(made({ colour: 2, depth: 8, row: () => new Uint8Array(3) }))).toMatch(
      /is cut short: 84 of its 2,352 bytes of pixels/,
    );
  });
});
