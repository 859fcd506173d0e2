/** The directory at the end of a zip archive: which files it holds and where. Zip64 too, for more than 65,535 files. */
import { DataError } from '../dataset.ts';
import type { SourceFile } from './source-file.ts';
import type { ZipEntry } from './zip.ts';

const END = 0x06054b50;
const END_BYTES = 22;
const END64 = 0x06064b50;
const END64_LOCATOR = 0x07064b50;
const FILE = 0x02014b50;
const FILE_BYTES = 46;
/** A directory of two million files with names of usual length. */
const MOST_BYTES = 2 ** 28;

/** Null where the archive has no directory, or none that can be read. */
export async function readDirectory(file: SourceFile): Promise<readonly ZipEntry[] | null> {
  const end = await findEnd(file);
  if (!end) return null;
  const { count, size, offset, position } = end;
  // Something may stand before the archive, as in one that unpacks itself: all offsets are from its start.
  const shift = position - size - offset;
  if (shift < 0 || offset + shift + size > file.size) return null;
  if (size > MOST_BYTES)
    throw new DataError(
      `Reading "${file.path}": the archive lists ${count.toLocaleString('en-US')} files, more than can be handled at once. Bring it in parts.`,
    );
  const bytes = await file.read(offset + shift, offset + shift + size);
  return parse(bytes, shift);
}

interface End {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
  /** Where the record itself stands, right after the directory. */
  readonly position: number;
}

async function findEnd(file: SourceFile): Promise<End | null> {
  const length = Math.min(file.size, END_BYTES + 0xffff);
  const start = file.size - length;
  const tail = viewOf(await file.read(start, file.size));
  for (let at = length - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    if (at + END_BYTES + tail.getUint16(at + 20, true) > length) continue;
    const end = {
      count: tail.getUint16(at + 10, true),
      size: tail.getUint32(at + 12, true),
      offset: tail.getUint32(at + 16, true),
      position: start + at,
    };
    const isFull = end.count === 0xffff || end.size === 0xffffffff || end.offset === 0xffffffff;
    return isFull ? ((await findEnd64(file, end.position)) ?? end) : end;
  }
  return null;
}

async function findEnd64(file: SourceFile, end: number): Promise<End | null> {
  if (end < 20) return null;
  const locator = viewOf(await file.read(end - 20, end));
  if (locator.getUint32(0, true) !== END64_LOCATOR) return null;
  const position = Number(locator.getBigUint64(8, true));
  if (position + 56 > file.size) return null;
  const record = viewOf(await file.read(position, position + 56));
  if (record.getUint32(0, true) !== END64) return null;
  return {
    count: Number(record.getBigUint64(32, true)),
    size: Number(record.getBigUint64(40, true)),
    offset: Number(record.getBigUint64(48, true)),
    position,
  };
}

function parse(bytes: Uint8Array, shift: number): readonly ZipEntry[] | null {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + FILE_BYTES <= bytes.length && view.getUint32(at, true) === FILE) {
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + FILE_BYTES + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > bytes.length) return null;
    const flags = view.getUint16(at + 8, true);
    const nameEnd = at + FILE_BYTES + nameLength;
    const large = extraNumbers(view, nameEnd, nameEnd + extraLength);
    const number = (position: number): number => {
      const value = view.getUint32(position, true);
      return value === 0xffffffff ? (large.shift() ?? value) : value;
    };
    // Of the three, those that did not fit stand in the extra field in this order.
    const size = number(at + 24);
    const packedSize = number(at + 20);
    const offset = number(at + 42) + shift;
    entries.push({
      name: entryName(bytes.subarray(at + FILE_BYTES, nameEnd)),
      isEncrypted: (flags & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize,
      size,
      offset,
    });
    at = next;
  }
  return entries;
}

/** The 64-bit numbers of the zip64 field, if there is one. */
export function extraNumbers(view: DataView, start: number, end: number): number[] {
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const last = Math.min(end, at + 4 + view.getUint16(at + 2, true));
    const numbers: number[] = [];
    for (let k = at + 4; k + 8 <= last; k += 8) numbers.push(Number(view.getBigUint64(k, true)));
    return numbers;
  }
  return [];
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

/** Old archives name files in the code page of their maker; what is no UTF-8 is shown as Latin-1. */
export function entryName(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes).replaceAll('\\', '/');
  } catch {
    return latin1.decode(bytes).replaceAll('\\', '/');
  }
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
