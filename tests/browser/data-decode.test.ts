/** The browser and sharp give the same pixels, within rounding, for every sort of image that people bring. */
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImageDecoder } from '../../src/cli/train/decode-image.ts';
import { readImageHeader } from '../../src/data/files/image-header.ts';
import type { Answer } from './decode/decode.worker.ts';
import { openWorkerPage, type WorkerPage } from './support/worker-page.ts';

let opened: WorkerPage;

beforeAll(async () => {
  opened = await openWorkerPage('decode');
});

afterAll(() => opened?.close());

const [WIDTH, HEIGHT] = [45, 30];

/** Smooth, so that codecs with losses agree; alpha falls from left to right. */
function picture(channels: 3 | 4): Sharp {
  const pixels = new Uint8Array(WIDTH * HEIGHT * channels);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      for (let c = 0; c < channels; c++)
        pixels[(y * WIDTH + x) * channels + c] =
          c === 3 ? 255 - 5 * x : Math.round(127 + 120 * Math.sin((x * (c + 1) + 3 * y) / 17));
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels } });
}

const decode = (image: Uint8Array): Promise<Answer> =>
  opened.page.evaluate((bytes) => window.decode(bytes), [...image]);

/** How far apart two decoders may be: 1 where both round alpha or 16 bits, more where JPEG's and WebP's own arithmetic differs. */
const cases: readonly (readonly [string, () => Promise<Buffer>, number])[] = [
  ['RGB PNG', () => picture(3).png().toBuffer(), 0],
  ['transparent PNG', () => picture(4).png().toBuffer(), 1],
  ['transparent palette PNG', () => picture(4).png({ palette: true }).toBuffer(), 1],
  ['interlaced PNG', () => picture(3).png({ progressive: true }).toBuffer(), 0],
  ['16-bit PNG', () => picture(3).toColourspace('rgb16').png().toBuffer(), 1],
  ['gray PNG', () => picture(3).toColourspace('b-w').png().toBuffer(), 0],
  ['gray PNG with transparency', () => picture(4).toColourspace('b-w').png().toBuffer(), 1],
  ['JPEG', () => picture(3).jpeg({ chromaSubsampling: '4:4:4', quality: 95 }).toBuffer(), 3],
  ['progressive JPEG', () => picture(3).jpeg({ progressive: true }).toBuffer(), 6],
  ['gray JPEG', () => picture(3).toColourspace('b-w').jpeg().toBuffer(), 2],
  // Print inks are rounded twice.
  ['CMYK JPEG', () => picture(3).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(), 3],
  ['turned JPEG', () => picture(3).withMetadata({ orientation: 6 }).jpeg().toBuffer(), 6],
  ['lossless WebP with transparency', () => picture(4).webp({ lossless: true }).toBuffer(), 1],
  ['lossy WebP', () => picture(3).webp({ quality: 90 }).toBuffer(), 4],
  ...[2, 3, 4, 5, 6, 7, 8].map(
    (orientation) =>
      [
        `${orientation > 4 ? 'turned' : 'flipped'} WebP (${orientation})`,
        () => picture(4).withMetadata({ orientation }).webp({ lossless: true }).toBuffer(),
        1,
      ] as const,
  ),
  ['PNG with a colour profile', () => picture(3).withIccProfile('p3').png().toBuffer(), 0],
];

describe('the page and the terminal decode alike', () => {
  it.each(cases)('a %s', async (name, make, tolerance) => {
    const bytes = new Uint8Array(await make());
    const header = readImageHeader('image', bytes);
    const decodeHere = await createImageDecoder();
    const here = await decodeHere(bytes, header, [200, 100, 50]);
    const there = await decode(bytes);
    if ('error' in there) throw new Error(there.error);
    const isTurned = name.startsWith('turned');
    expect([there.width, there.height]).toEqual(isTurned ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT]);
    expect([here.width, here.height]).toEqual([there.width, there.height]);
    let worst = 0;
    for (const [i, value] of there.pixels.entries())
      worst = Math.max(worst, Math.abs(value - (here.pixels[i] ?? Number.NaN)));
    expect(worst).toBeLessThanOrEqual(tolerance);
  });

  it('and refuse the same broken image', async () => {
    const bytes = new Uint8Array(await picture(3).png().toBuffer());
    // The frame stays as it is; the pixels in it make no sense.
    const content = Buffer.from(bytes.buffer).indexOf('IDAT') + 4;
    bytes.fill(7, content + 2, content + 60);
    const decodeHere = await createImageDecoder();
    await expect(decodeHere(bytes, readImageHeader('image', bytes), [0, 0, 0])).rejects.toThrow();
    expect(await decode(bytes)).toHaveProperty('error');
  });
});
