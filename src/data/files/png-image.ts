/**
 * A whole PNG as pixels. Sets hold thousands of small PNGs, and there the calls of sharp and of the browser's canvas
 * cost several times the decoding itself; besides, page and terminal so get the same bytes. Interlaced ones too.
 */
import { unzlibSync } from 'fflate';
import { DataError } from '../dataset.ts';
import type { Colour, RgbImage } from './image-decoder.ts';
import { filterStride, type PngParts, readPngParts, rowBytes } from './png-chunks.ts';
import { unfilter } from './png-filter.ts';
import { rowWriter } from './png-pixels.ts';

/** Null where the PNG says how it is to be turned: that is left to the decoder of other formats. */
export function decodePng(path: string, file: Uint8Array, background: Colour): RgbImage | null {
  const parts = readPngParts(path, file);
  if (parts.hasExif) return null;
  const { width, height } = parts;
  const passes = passesOf(parts);
  const data = inflate(path, parts, passes);
  const pixels = new Uint8Array(width * height * 3);
  const write = rowWriter(parts, background);
  const stride = filterStride(parts);
  let at = 0;
  for (const pass of passes) {
    const length = rowBytes(parts, pass.width);
    let before: Uint8Array = new Uint8Array(length);
    for (let y = 0; y < pass.height; y++) {
      const row = data.subarray(at + 1, at + 1 + length);
      unfilter(path, data[at] ?? 0, row, before, stride);
      const to = ((pass.top + y * pass.down) * width + pass.left) * 3;
      write(row, pass.width, pixels, to, pass.across * 3);
      before = row;
      at += 1 + length;
    }
  }
  return { width, height, pixels };
}

/** Every `across`-th pixel of every `down`-th row, from a corner on. */
interface Pass {
  readonly left: number;
  readonly top: number;
  readonly across: number;
  readonly down: number;
  readonly width: number;
  readonly height: number;
}

/** Adam7: left, top, across, down. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

function passesOf({ width, height, isInterlaced }: PngParts): readonly Pass[] {
  if (!isInterlaced) return [{ left: 0, top: 0, across: 1, down: 1, width, height }];
  return ADAM7.map(([left, top, across, down]) => ({
    ...{ left, top, across, down },
    width: Math.ceil((width - left) / across),
    height: Math.ceil((height - top) / down),
  })).filter((pass) => pass.width > 0 && pass.height > 0);
}

function inflate(path: string, parts: PngParts, passes: readonly Pass[]): Uint8Array {
  const { packed } = parts;
  const size = passes.reduce(
    (sum, pass) => sum + pass.height * (1 + rowBytes(parts, pass.width)),
    0,
  );
  let data: Uint8Array;
  try {
    data = unzlibSync(joined(packed), { out: new Uint8Array(size) });
  } catch {
    throw new DataError(
      `"${path}" is damaged: its packed data makes no sense. Download or copy it again.`,
    );
  }
  if (data.length === size) return data;
  throw new DataError(
    `"${path}" is cut short: ${data.length.toLocaleString('en-US')} of its ${size.toLocaleString('en-US')} bytes of pixels are there. Download or copy it again.`,
  );
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  if (first && pieces.length === 1) return first;
  const out = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
