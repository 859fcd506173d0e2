/** Rows of a PNG as RGB over a background, whatever its colour type, depth and transparency; of 16 bits the upper eight. */
import type { Colour } from './image-decoder.ts';
import type { PngParts } from './png-chunks.ts';

/** Writes `count` pixels of a row into `out` from byte `at` on, every `step` bytes. */
export type WriteRow = (
  row: Uint8Array,
  count: number,
  out: Uint8Array,
  at: number,
  step: number,
) => void;

export function rowWriter(parts: PngParts, background: Colour): WriteRow {
  const { colour, depth } = parts;
  return depth <= 8 && (colour === 0 || colour === 3)
    ? indexed(parts, background)
    : direct(parts, background);
}

/** Palettes, and gray of few bits: a table of all that a sample can mean. */
function indexed({ colour, depth, palette, transparency }: PngParts, background: Colour): WriteRow {
  const count = 2 ** depth;
  const table = new Uint8Array(3 * count);
  const clear = transparency && transparency.length >= 2 ? keyAt(transparency, 0) : -1;
  for (let value = 0; value < count; value++) {
    const isPalette = colour === 3;
    const alpha = isPalette ? (transparency?.[value] ?? 255) : value === clear ? 0 : 255;
    for (let c = 0; c < 3; c++) {
      const level = isPalette ? (palette[3 * value + c] ?? 0) : (value * 255) / (count - 1);
      table[3 * value + c] = over(level, alpha, background[c] ?? 0);
    }
  }
  const perByte = 8 / depth;
  return (row, pixels, out, at, step) => {
    for (let x = 0, to = at; x < pixels; x++, to += step) {
      const value =
        depth === 8
          ? (row[x] as number)
          : ((row[(x / perByte) | 0] as number) >> (8 - depth * ((x % perByte) + 1))) & (count - 1);
      out[to] = table[3 * value] as number;
      out[to + 1] = table[3 * value + 1] as number;
      out[to + 2] = table[3 * value + 2] as number;
    }
  };
}

function direct({ colour, depth, samples, transparency }: PngParts, background: Colour): WriteRow {
  const size = depth === 16 ? 2 : 1;
  const [green, blue] = samples > 2 ? [size, 2 * size] : [0, 0];
  const alphaAt = colour === 4 || colour === 6 ? (samples - 1) * size : -1;
  const key = transparency && alphaAt < 0 ? transparency : undefined;
  const isClear = (row: Uint8Array, from: number): boolean => {
    for (let c = 0; key && c < samples; c++) {
      const at = from + c * size;
      const value = size === 2 ? keyAt(row, at) : row[at];
      if (value !== keyAt(key, 2 * c)) return false;
    }
    return key !== undefined;
  };
  const [r, g, b] = background;
  return (row, pixels, out, at, step) => {
    for (let x = 0, from = 0, to = at; x < pixels; x++, from += samples * size, to += step) {
      const alpha =
        alphaAt >= 0 ? (row[from + alphaAt] as number) : key && isClear(row, from) ? 0 : 255;
      if (alpha === 255) {
        out[to] = row[from] as number;
        out[to + 1] = row[from + green] as number;
        out[to + 2] = row[from + blue] as number;
      } else {
        out[to] = over(row[from] as number, alpha, r);
        out[to + 1] = over(row[from + green] as number, alpha, g);
        out[to + 2] = over(row[from + blue] as number, alpha, b);
      }
    }
  };
}

const keyAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

const over = (value: number, alpha: number, below: number): number =>
  Math.round((value * alpha + below * (255 - alpha)) / 255);
