/**
 * Which way up a WebP is, by its EXIF: browsers turn JPEGs themselves and leave WebPs as they lie. A TIFF directory within a
 * RIFF chunk (RFC 9649, EXIF 2.32).
 */

const EXIF = 0x45584946;
const ORIENTATION = 0x0112;

/** 1 to 8 as EXIF counts: 1 upright, 2 mirrored, 3 upside down, …; 1 too where nothing is said. */
export function webpOrientation(view: DataView): number {
  // RIFF, its size, WEBP; then chunks of a name, a size, and bytes of an even number.
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (view.getUint32(at) === EXIF && start + size <= view.byteLength)
      return tiffOrientation(new DataView(view.buffer, view.byteOffset + start, size));
    at = start + size + (size % 2);
  }
  return 1;
}

function tiffOrientation(chunk: DataView): number {
  // Some writers keep the prefix that JPEG has: "Exif" and two zeros.
  const hasPrefix = chunk.byteLength > 6 && chunk.getUint32(0) === 0x45786966;
  const base = hasPrefix ? 6 : 0;
  if (chunk.byteLength < base + 10) return 1;
  const isLittle = chunk.getUint16(base) === 0x4949;
  const first = base + chunk.getUint32(base + 4, isLittle);
  if (first + 2 > chunk.byteLength) return 1;
  const count = chunk.getUint16(first, isLittle);
  for (let k = 0, at = first + 2; k < count && at + 12 <= chunk.byteLength; k++, at += 12) {
    if (chunk.getUint16(at, isLittle) !== ORIENTATION) continue;
    const value = chunk.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
