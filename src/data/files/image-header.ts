/**
 * The size of an image file by its first bytes, so that a picture too large is refused before it is decoded, and
 * whether the file reaches its own end. PNG (W3C), JPEG (ITU T.81), WebP (RFC 9649).
 */
import { DataError } from '../dataset.ts';
import { webpOrientation } from './exif.ts';

export interface ImageHeader {
  readonly format: 'PNG' | 'JPEG' | 'WebP';
  /** As stored, before EXIF turns it. */
  readonly width: number;
  readonly height: number;
  /** A JPEG made for print. */
  readonly isCmyk?: boolean;
  /** Of a WebP, 2 to 8 as EXIF counts; absent: upright. */
  readonly orientation?: number;
}

/** 8,192 × 8,192 pixels: decoded, a quarter of a gigabyte. */
export const MOST_PIXELS = 2 ** 26;

/** A DataError where the file is no such image, damaged at its head, cut short, or too large. */
export function readImageHeader(path: string, bytes: Uint8Array): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = png(view) ?? jpeg(view) ?? webp(view);
  if (header === 'cut') throw new DataError(`"${path}" is cut short. Download or copy it again.`);
  if (!header) throw new DataError(notAnImage(path, bytes));
  const { width, height, format } = header;
  if (width < 1 || height < 1)
    throw new DataError(
      `"${path}" says that it is ${width} × ${height} pixels. The file is damaged.`,
    );
  if (width * height > MOST_PIXELS)
    throw new DataError(
      `"${path}" is a ${format} of ${group(width)} × ${group(height)} pixels, more than the ${group(MOST_PIXELS)} that are decoded at once. Make it smaller.`,
    );
  return header;
}

type Found = ImageHeader | 'cut' | null;

function png(view: DataView): Found {
  if (view.byteLength < 8 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a)
    return null;
  if (view.byteLength < 33) return 'cut';
  const header = { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20) } as const;
  if (header.width * header.height > MOST_PIXELS) return header;
  // Chunks are length, type, content, checksum; the last is IEND.
  for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at))
    if (view.getUint32(at + 4) === 0x49454e44) return header;
  return 'cut';
}

function jpeg(view: DataView): Found {
  const size = view.byteLength;
  if (size < 3 || view.getUint16(0) !== 0xffd8 || view.getUint8(2) !== 0xff) return null;
  let at = 2;
  while (at + 10 <= size) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Fill bytes, and markers without content.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (isFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      if (!endsJpeg(view)) return 'cut';
      const isCmyk = view.getUint8(at + 9) === 4;
      return { format: 'JPEG', width, height, ...(isCmyk ? { isCmyk } : {}) };
    } else at += 2 + view.getUint16(at + 2);
  }
  return 'cut';
}

/** Start of frame 0–15, without the tables and the reserved marker among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Some cameras append data after the end, so it is looked for from the back. */
function endsJpeg(view: DataView): boolean {
  for (let at = view.byteLength - 2; at > 1; at--)
    if (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xd9) return true;
  return false;
}

function webp(view: DataView): Found {
  if (view.byteLength < 16) return null;
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return null;
  if (view.byteLength < 30 || view.getUint32(4, true) + 8 > view.byteLength) return 'cut';
  const format = 'WebP';
  const u24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (view.getUint32(12)) {
    // "VP8 ": a frame of video.
    case 0x56503820:
      return {
        format,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    // "VP8L": 14 bits each, less one.
    case 0x5650384c: {
      const bits = view.getUint32(21, true);
      return { format, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    // "VP8X": 24 bits each, less one.
    case 0x56503858: {
      const size = { width: u24(24) + 1, height: u24(27) + 1 };
      const orientation = webpOrientation(view);
      return { format, ...size, ...(orientation > 1 ? { orientation } : {}) };
    }
    default:
      return null;
  }
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['47494638', 'a GIF'],
  ['424d', 'a BMP picture'],
  ['49492a00', 'a TIFF picture'],
  ['4d4d002a', 'a TIFF picture'],
  ['504b0304', 'a zip archive'],
  ['25504446', 'a PDF'],
  ['3c', 'a web page or an SVG'],
];

function notAnImage(path: string, bytes: Uint8Array): string {
  if (bytes.length === 0) return `"${path}" is empty.`;
  const start = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0'));
  const known = SIGNATURES.find(([signature]) => start.join('').startsWith(signature))?.[1];
  // AVIF and HEIC name themselves after the size of the first box.
  const brand = String.fromCharCode(...bytes.subarray(4, 12));
  const found = /^ftyp(avif|heic|mif1)/.exec(brand)?.[1]?.toUpperCase();
  const what = found ? `is an image of type ${found}` : known ? `is ${known}` : undefined;
  return `"${path}" ${what ?? `starts with ${start.join(' ')}`}, not a PNG, JPEG or WebP. Convert it to one of these.`;
}

const group = (value: number): string => value.toLocaleString('en-US');
