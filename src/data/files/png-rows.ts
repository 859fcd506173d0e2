/**
 * A PNG read row by row, so that a picture of 65,000 rows costs the memory of one: for sprites, where each row is an
 * image. Every colour type and depth; not interlaced.
 */
import { Unzlib } from 'fflate';
import { DataError } from '../dataset.ts';
import type { Colour } from './image-decoder.ts';
import { filterStride, readPngParts, rowBytes } from './png-chunks.ts';
import { unfilter } from './png-filter.ts';
import { rowWriter } from './png-pixels.ts';

/** Calls `onRow` with width × 3 bytes for each row; the bytes are used again for the next. */
export function readPngRows(
  path: string,
  file: Uint8Array,
  background: Colour,
  onRow: (row: Uint8Array, y: number) => void,
): void {
  const parts = readPngParts(path, file);
  const { width, height, packed } = parts;
  if (parts.isInterlaced)
    throw new DataError(
      `"${path}" is an interlaced PNG, which cannot be read row by row. Save it without interlacing.`,
    );
  const stride = filterStride(parts);
  const write = rowWriter(parts, background);
  const raw = new Uint8Array(rowBytes(parts, width));
  const before = new Uint8Array(raw.length);
  const rgb = new Uint8Array(width * 3);
  let [y, filter, filled] = [0, -1, 0];

  const take = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length && y < height; ) {
      if (filter < 0) {
        filter = bytes[at] ?? 0;
        at += 1;
        continue;
      }
      const part = bytes.subarray(at, at + raw.length - filled);
      raw.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < raw.length) return;
      unfilter(path, filter, raw, before, stride);
      write(raw, width, rgb, 0, 3);
      onRow(rgb, y);
      before.set(raw);
      [y, filter, filled] = [y + 1, -1, 0];
    }
  };
  const unzlib = new Unzlib(take);
  try {
    // In strips, or a file of one chunk would be unpacked at once.
    for (const piece of packed)
      for (let k = 0; k < piece.length; k += STRIP_BYTES)
        unzlib.push(piece.subarray(k, k + STRIP_BYTES));
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(
      `"${path}" is damaged: its packed data makes no sense after row ${y} of ${height}. Download or copy it again.`,
    );
  }
  if (y < height)
    throw new DataError(
      `"${path}" is cut short: ${y} of its ${height} rows are there. Download or copy it again.`,
    );
}

const STRIP_BYTES = 2 ** 16;
