/**
 * Zip archives as folders of files: the directory at the end is read, and each file is unpacked when it is asked
 * for, so an archive of any size costs the memory of one file. Where the directory is missing, as in an archive cut short,
 * the files before the break are found one after another. Format: PKWARE's APPNOTE 6.3.
 */
import { inflateSync } from 'fflate';
import { crc32 } from '../crc.ts';
import { DataError } from '../dataset.ts';
import { noZip } from './no-zip.ts';
import { inBlocks, type SourceFile } from './source-file.ts';
import { readDirectory } from './zip-directory.ts';
import { walkEntries } from './zip-walk.ts';

export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its own header begins. */
  readonly offset: number;
}

export interface Archive {
  readonly files: readonly SourceFile[];
  /** What is wrong with the archive as a whole, though files of it can be used. */
  readonly notes: readonly string[];
}

export async function openZip(file: SourceFile): Promise<Archive> {
  const source = inBlocks(file);
  const listed = await readDirectory(source);
  const entries = listed ?? (await walkEntries(source));
  if (!listed && entries.length === 0) throw await noZip(file);
  const note = `"${file.path}" has no directory at its end: it is cut short. The ${entries.length.toLocaleString('en-US')} files before the break were found; download or copy it again to have all.`;
  return {
    files: [...entries]
      .sort((a, b) => a.offset - b.offset)
      .map((entry) => entryFile(source, entry))
      .filter(({ path }) => !path.endsWith('/')),
    notes: listed ? [] : [note],
  };
}

const HEADER_BYTES = 30;

function entryFile(archive: SourceFile, entry: ZipEntry): SourceFile {
  const path = `${archive.path}/${entry.name}`;
  return {
    path,
    size: entry.size,
    async read(start, end) {
      // A deflated file must be unpacked whole for any part of it.
      if (entry.method === 0 && end - start < entry.size) {
        const body = await bodyOffset(archive, entry, path);
        return archive.read(body + start, body + end);
      }
      const bytes = await unpack(archive, entry, path);
      return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
    },
  };
}

async function bodyOffset(archive: SourceFile, entry: ZipEntry, path: string): Promise<number> {
  const { offset, packedSize } = entry;
  if (entry.isEncrypted)
    throw new DataError(
      `"${path}" is encrypted. Unpack the archive with its password, and bring the folder.`,
    );
  if (entry.method !== 0 && entry.method !== 8)
    throw new DataError(
      `"${path}" is packed by method ${entry.method}, and only stored and deflated files can be read. Pack the archive anew as a plain zip.`,
    );
  if (offset + HEADER_BYTES > archive.size)
    throw new DataError(damaged(path, 'the archive says that it begins beyond its end'));
  const header = await archive.read(offset, offset + HEADER_BYTES);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.getUint32(0, true) !== 0x04034b50)
    throw new DataError(damaged(path, 'its header is not where the archive says'));
  const start = offset + HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + packedSize > archive.size)
    throw new DataError(damaged(path, 'it goes on beyond the end of the archive'));
  if (packedSize > 2 * entry.size + 1024)
    throw new DataError(damaged(path, 'it is larger packed than unpacked'));
  return start;
}

async function unpack(archive: SourceFile, entry: ZipEntry, path: string): Promise<Uint8Array> {
  const start = await bodyOffset(archive, entry, path);
  const packed = await archive.read(start, start + entry.packedSize);
  const bytes = entry.method === 0 ? packed : inflate(packed, entry, path);
  if (bytes.length !== entry.size)
    throw new DataError(
      damaged(path, `the archive promises ${entry.size} bytes, and ${bytes.length} were found`),
    );
  if (crc32(bytes) !== entry.crc) throw new DataError(damaged(path, 'its checksum is wrong'));
  return bytes;
}

/** Never fills more memory than the directory promised; what goes on beyond it fails by its checksum. */
function inflate(packed: Uint8Array, { size }: ZipEntry, path: string): Uint8Array {
  if (size > packed.length * 1032 + 64)
    throw new DataError(damaged(path, 'it promises more than its packed data can hold'));
  try {
    return inflateSync(packed, { out: new Uint8Array(size) });
  } catch {
    throw new DataError(damaged(path, 'its packed data breaks off or makes no sense'));
  }
}

const damaged = (path: string, why: string): string =>
  `"${path}" is damaged: ${why}. Download or copy the archive again.`;
