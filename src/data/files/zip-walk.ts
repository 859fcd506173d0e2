/** The whole files of a zip archive that has lost its directory, found by the header before each. */
import type { SourceFile } from './source-file.ts';
import type { ZipEntry } from './zip.ts';
import { entryName, extraNumbers } from './zip-directory.ts';

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** `PK 7 8`: stands after a file whose size was not known when its header was written. */
const DESCRIPTOR = [0x50, 0x4b, 0x07, 0x08];
const SEARCH_BYTES = 2 ** 20;

export async function walkEntries(file: SourceFile): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + LOCAL_BYTES <= file.size) {
    const found = await entryAt(file, at);
    if (!found) break;
    entries.push(found.entry);
    at = found.next;
  }
  return entries;
}

interface Found {
  readonly entry: ZipEntry;
  readonly next: number;
}

async function entryAt(file: SourceFile, offset: number): Promise<Found | null> {
  const head = await file.read(offset, offset + LOCAL_BYTES);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint32(0, true) !== LOCAL) return null;
  const nameLength = view.getUint16(26, true);
  const extraLength = view.getUint16(28, true);
  const body = offset + LOCAL_BYTES + nameLength + extraLength;
  if (body > file.size) return null;
  const rest = await file.read(offset + LOCAL_BYTES, body);
  const restView = new DataView(rest.buffer, rest.byteOffset, rest.byteLength);
  const flags = view.getUint16(6, true);
  const base = {
    name: entryName(rest.subarray(0, nameLength)),
    isEncrypted: (flags & 1) === 1,
    method: view.getUint16(8, true),
    offset,
  };
  if ((flags & 8) !== 0) {
    const end = await findDescriptor(file, body);
    return end && { entry: { ...base, ...end.sizes }, next: end.next };
  }
  const large = extraNumbers(restView, nameLength, rest.length);
  const number = (position: number): number => {
    const value = view.getUint32(position, true);
    return value === 0xffffffff ? (large.shift() ?? value) : value;
  };
  const size = number(22);
  const packedSize = number(18);
  const next = body + packedSize;
  return next > file.size
    ? null
    : { entry: { ...base, crc: view.getUint32(14, true), size, packedSize }, next };
}

interface DescriptorEnd {
  readonly sizes: Pick<ZipEntry, 'crc' | 'packedSize' | 'size'>;
  readonly next: number;
}

/** A descriptor is one only where the packed size that it tells is the distance from the file's start. */
async function findDescriptor(file: SourceFile, body: number): Promise<DescriptorEnd | null> {
  for (let at = body; at + 16 <= file.size; at += SEARCH_BYTES) {
    const bytes = await file.read(at, Math.min(file.size, at + SEARCH_BYTES + 24));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const last = Math.min(SEARCH_BYTES, bytes.length - 16);
    for (let k = 0; k <= last; k++) {
      if (!DESCRIPTOR.every((byte, i) => bytes[k + i] === byte)) continue;
      const distance = at + k - body;
      const crc = view.getUint32(k + 4, true);
      if (view.getUint32(k + 8, true) === distance)
        return {
          sizes: { crc, packedSize: distance, size: view.getUint32(k + 12, true) },
          next: at + k + 16,
        };
      if (k + 24 <= bytes.length && Number(view.getBigUint64(k + 8, true)) === distance)
        return {
          sizes: { crc, packedSize: distance, size: Number(view.getBigUint64(k + 16, true)) },
          next: at + k + 24,
        };
    }
  }
  return null;
}
