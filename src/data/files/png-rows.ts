/**
 * A PNG read row by row, so that a picture of 65,000 rows costs the memory of one: for sprites, where each row is an
 * image. Every colour type and depth; not interlaced. PNG (W3C), sections 7 to 9.
 */
import { Unzlib } from 'fflate';
import { DataError } from '../dataset.ts';

/** Samples per pixel, by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Calls `onRow` with width × 3 bytes for each row; the bytes are used again for the next. Alpha is left out. */
export function readPngRows(
  path: string,
  file: Uint8Array,
  onRow: (row: Uint8Array, y: number) => void,
): void {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const [depth = 0, colour = 0] = [file[24], file[25]];
  const samples = SAMPLES[colour] ?? 0;
  if (samples === 0 || depth < 1 || depth > 16)
    throw new DataError(
      `"${path}" is damaged: there is no PNG of colour type ${colour}, ${depth} bits.`,
    );
  if (file[28] !== 0)
    throw new DataError(
      `"${path}" is an interlaced PNG, which cannot be read row by row. Save it without interlacing.`,
    );
  const stride = Math.max(1, (samples * depth) >> 3);
  const raw = new Uint8Array(Math.ceil((width * samples * depth) / 8));
  const before = new Uint8Array(raw.length);
  const rgb = new Uint8Array(width * 3);
  let palette: Uint8Array = new Uint8Array(768);
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
      if (filter > 4)
        throw new DataError(`"${path}" is damaged: row ${y} has a filter that PNG does not know.`);
      unfilter(filter, raw, before, stride);
      toRgb(raw, rgb, { depth, colour, samples, palette });
      onRow(rgb, y);
      before.set(raw);
      [y, filter, filled] = [y + 1, -1, 0];
    }
  };
  const unzlib = new Unzlib(take);
  try {
    for (let at = 8; at + 12 <= file.length; ) {
      const length = view.getUint32(at);
      const type = view.getUint32(at + 4);
      const content = file.subarray(at + 8, at + 8 + length);
      if (type === 0x504c5445) palette = content;
      // In strips of its own length, or a file of one chunk would be unpacked at once.
      if (type === 0x49444154)
        for (let k = 0; k < content.length; k += STRIP_BYTES)
          unzlib.push(content.subarray(k, k + STRIP_BYTES));
      at += 12 + length;
    }
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

function unfilter(filter: number, row: Uint8Array, before: Uint8Array, stride: number): void {
  if (filter === 0) return;
  for (let i = 0; i < row.length; i++) {
    const left = i < stride ? 0 : (row[i - stride] ?? 0);
    const up = before[i] ?? 0;
    const corner = i < stride ? 0 : (before[i - stride] ?? 0);
    const guess =
      filter === 1
        ? left
        : filter === 2
          ? up
          : filter === 3
            ? (left + up) >> 1
            : paeth(left, up, corner);
    row[i] = (row[i] ?? 0) + guess;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const p = left + up - corner;
  const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

interface Pixels {
  readonly depth: number;
  readonly colour: number;
  readonly samples: number;
  readonly palette: Uint8Array;
}

function toRgb(
  raw: Uint8Array,
  rgb: Uint8Array,
  { depth, colour, samples, palette }: Pixels,
): void {
  const most = 2 ** depth - 1;
  const perByte = 8 / depth;
  /** Sample `i` of the row; the high byte of 16 bits. */
  const at = (i: number): number =>
    depth === 8
      ? (raw[i] ?? 0)
      : depth === 16
        ? (raw[2 * i] ?? 0)
        : ((raw[Math.floor(i / perByte)] ?? 0) >> (8 - depth * ((i % perByte) + 1))) & most;
  const scale = depth < 8 && colour === 0 ? 255 / most : 1;
  for (let x = 0; 3 * x < rgb.length; x++)
    for (let c = 0; c < 3; c++)
      rgb[3 * x + c] =
        colour === 3
          ? (palette[3 * at(x) + c] ?? 0)
          : at(x * samples + (samples > 2 ? c : 0)) * scale;
}
