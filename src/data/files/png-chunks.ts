/** The parts of a PNG that its pixels are made from, checksums and sizes checked. PNG (W3C), sections 5 and 11. */
import { crc32 } from '../crc.ts';
import { DataError } from '../dataset.ts';

export interface PngParts {
  readonly width: number;
  readonly height: number;
  /** Bits per sample. */
  readonly depth: number;
  /** 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGBA. */
  readonly colour: number;
  /** Samples per pixel. */
  readonly samples: number;
  readonly isInterlaced: boolean;
  readonly palette: Uint8Array;
  /** Of a palette its alphas; otherwise the one sample or three, of 16 bits each, that are transparent. */
  readonly transparency: Uint8Array | undefined;
  /** There is an `eXIf` chunk, which may turn the picture. */
  readonly hasExif: boolean;
  /** Pieces of one zlib stream. */
  readonly packed: readonly Uint8Array[];
}

/** By colour type: samples per pixel, and the depths that there are. */
const TYPES: Readonly<Record<number, { samples: number; depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

const [PALETTE, TRANSPARENCY, EXIF, DATA, END] = [
  0x504c5445, 0x74524e53, 0x65584966, 0x49444154, 0x49454e44,
];

/** `file` begins as a PNG, and holds its first 33 bytes at least. */
export function readPngParts(path: string, file: Uint8Array): PngParts {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [depth = 0, colour = 0] = [file[24], file[25]];
  const type = TYPES[colour];
  if (!type?.depths.includes(depth))
    throw new DataError(
      `"${path}" is damaged: there is no PNG of colour type ${colour}, ${depth} bits. Download or copy it again.`,
    );
  let palette = new Uint8Array();
  let transparency: Uint8Array | undefined;
  let hasExif = false;
  const packed: Uint8Array[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 8 + view.getUint32(at);
    const chunk = view.getUint32(at + 4);
    if (chunk === END || end + 4 > file.length) break;
    const content = file.subarray(at + 8, end);
    const isNeeded = chunk === PALETTE || chunk === TRANSPARENCY || chunk === DATA;
    if (isNeeded && crc32(file.subarray(at + 4, end)) !== view.getUint32(end))
      throw new DataError(
        `"${path}" is damaged: a checksum in it is wrong. Download or copy it again.`,
      );
    if (chunk === PALETTE) palette = content.slice();
    else if (chunk === TRANSPARENCY) transparency = content;
    else if (chunk === EXIF) hasExif = true;
    else if (chunk === DATA) packed.push(content);
    at = end + 4;
  }
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    ...{ depth, colour, samples: type.samples, isInterlaced: file[28] !== 0 },
    ...{ palette, transparency, hasExif, packed },
  };
}

/** Bytes of a row of this many pixels, without the byte that names its filter. */
export const rowBytes = ({ samples, depth }: PngParts, width: number): number =>
  Math.ceil((width * samples * depth) / 8);

/** Bytes from a sample to the one that its filter looks back at. */
export const filterStride = ({ samples, depth }: PngParts): number =>
  Math.max(1, (samples * depth) >> 3);
