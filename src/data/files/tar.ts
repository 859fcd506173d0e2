/** Tar archives, gzipped or not, as folders of files: POSIX ustar with the long names of pax and of GNU. */
import { DataError } from '../dataset.ts';
import { unpackGzip } from './gzip.ts';
import { inBlocks, memoryFile, type SourceFile } from './source-file.ts';
import type { Archive } from './zip.ts';

const BLOCK = 512;
/** Of a gzipped archive all is unpacked at once. */
const MOST_UNPACKED_BYTES = 1_500_000_000;
/** A name of an entry is no longer than this. */
const MOST_NAME_BYTES = 2 ** 16;

export async function openTar(file: SourceFile): Promise<Archive> {
  const [a, b] = await file.read(0, Math.min(2, file.size));
  const isGzip = a === 0x1f && b === 0x8b;
  const unpacked = isGzip ? await unpackGzip(file, MOST_UNPACKED_BYTES) : undefined;
  const source = unpacked ? memoryFile(file.path, unpacked.bytes) : inBlocks(file);
  const { files, isWhole } = await walk(source);
  if (files.length === 0)
    throw new DataError(
      `Reading "${file.path}": expected a tar archive, but no file in it could be found. It is cut short, damaged or empty; download or copy it again, or unpack it and bring the folder.`,
    );
  if (isWhole && !unpacked?.isCut) return { files, notes: [] };
  const count = files.length.toLocaleString('en-US');
  return {
    files,
    notes: [
      `"${file.path}" is cut short or damaged. The ${count} files before the break were found; download or copy it again to have all.`,
    ],
  };
}

async function walk(source: SourceFile): Promise<{ files: SourceFile[]; isWhole: boolean }> {
  const files: SourceFile[] = [];
  let longName: string | undefined;
  for (let at = 0; ; ) {
    if (at + BLOCK > source.size) return { files, isWhole: at === source.size && at > 0 };
    const head = await source.read(at, at + BLOCK);
    if (head.every((byte) => byte === 0)) return { files, isWhole: true };
    if (!hasItsSum(head)) return { files, isWhole: false };
    const [start, size] = [at + BLOCK, numberAt(head, 124, 12)];
    const end = start + size;
    if (end > source.size) return { files, isWhole: false };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(head[156] ?? 0);
    if ((type === 'L' || type === 'x') && size <= MOST_NAME_BYTES) {
      const text = utf8.decode(await source.read(start, end));
      longName = type === 'L' ? untilZero(text) : (paxPath(text) ?? longName);
      continue;
    }
    const name = longName ?? nameOf(head);
    longName = undefined;
    // Folders, links and devices hold no bytes.
    if (type !== '0' && type !== '\0' && type !== '7') continue;
    files.push({
      path: `${source.path}/${name.replace(/^\.\//, '')}`,
      size,
      read: (from, to) => source.read(start + from, start + to),
    });
  }
}

const utf8 = new TextDecoder();
const untilZero = (text: string): string => text.split('\0', 1)[0] ?? '';
const textAt = (head: Uint8Array, at: number, length: number): string =>
  untilZero(utf8.decode(head.subarray(at, at + length)));

function nameOf(head: Uint8Array): string {
  const prefix = textAt(head, 257, 5) === 'ustar' ? textAt(head, 345, 155) : '';
  // GNU has times where POSIX has the prefix.
  const isPosix = head[262] === 0;
  const name = textAt(head, 0, 100);
  return prefix !== '' && isPosix ? `${prefix}/${name}` : name;
}

/** Octal digits, or beyond 8 GB the bits themselves behind a mark. */
function numberAt(head: Uint8Array, at: number, length: number): number {
  if (((head[at] ?? 0) & 0x80) === 0) return Number.parseInt(textAt(head, at, length), 8) || 0;
  let value = (head[at] ?? 0) & 0x7f;
  for (let i = 1; i < length; i++) value = value * 256 + (head[at + i] ?? 0);
  return value;
}

/** All bytes together, the sum's own eight taken for spaces. */
function hasItsSum(head: Uint8Array): boolean {
  const sum = head.reduce((all, byte, i) => all + (i >= 148 && i < 156 ? 32 : byte), 0);
  return sum === numberAt(head, 148, 8);
}

/** A record of pax is "LENGTH KEY=VALUE\n". */
const paxPath = (text: string): string | undefined => /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text)?.[1];
