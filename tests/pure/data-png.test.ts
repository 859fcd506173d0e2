/** The PNG encoder, read back with zlib. */
import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encodePng } from '../../src/data/png.ts';

function decode(png: Uint8Array): {
  width: number;
  height: number;
  type: number;
  pixels: number[];
} {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(
      crc32(bytes.subarray(at + 4, at + 8 + length)),
    );
    chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  const [width, height, type] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] ?? -1];
  const data = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const row = data.length / height - 1;
  const pixels: number[] = [];
  for (let y = 0; y < height; y++) {
    const filter = data[y * (row + 1)];
    expect([0, 2]).toContain(filter);
    for (let x = 0; x < row; x++) {
      const above = filter === 2 ? (pixels[(y - 1) * row + x] ?? 0) : 0;
      pixels.push(((data[y * (row + 1) + 1 + x] ?? 0) + above) & 255);
    }
  }
  return { width, height, type, pixels };
}

describe('a PNG', () => {
  test.each([
    [1, 0],
    [3, 2],
    [4, 6],
  ] as const)('of %i channels reads back as it was', (channels, type) => {
    const pixels = Uint8Array.from({ length: 5 * 3 * channels }, (_, i) => (i * 37) % 256);
    const read = decode(encodePng(5, 3, channels, pixels));
    expect(read).toEqual({ width: 5, height: 3, type, pixels: [...pixels] });
  });

  test('refuses pixels that do not fill it', () => {
    expect(() => encodePng(5, 3, 1, new Uint8Array(14))).toThrow(/needs 15 bytes, found 14/);
  });
});
