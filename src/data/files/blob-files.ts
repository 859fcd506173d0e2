/**
 * Files of the page. A browser takes half a millisecond to begin to read one, however small, so small neighbours are
 * read together, through a Blob that joins them; where one of them refuses, each is read by itself.
 */
import { blobFile, type SourceFile, unreadable } from './source-file.ts';

export interface NamedBlob {
  readonly path: string;
  readonly file: Blob;
  readonly fault?: string;
}

const MOST_TOGETHER = 64;
const MOST_BYTES = 2 ** 22;
/** Larger files are read by themselves. */
const LARGEST = 2 ** 17;
/** Files are asked for nearly in order. */
const LOTS_KEPT = 4;

interface Lot {
  readonly blobs: Blob[];
  bytes: number;
}

export function blobFiles(files: readonly NamedBlob[]): readonly SourceFile[] {
  const kept = new Map<Lot, Promise<Uint8Array | null>>();
  const read = (lot: Lot): Promise<Uint8Array | null> => {
    const found = kept.get(lot) ?? joined(lot);
    kept.delete(lot);
    kept.set(lot, found);
    for (const oldest of kept.keys()) {
      if (kept.size <= LOTS_KEPT) break;
      kept.delete(oldest);
    }
    return found;
  };
  let lot: Lot = { blobs: [], bytes: 0 };
  return files.map(({ path, file, fault }) => {
    if (fault !== undefined) return unreadable(path, fault);
    const alone = blobFile(path, file);
    if (file.size > LARGEST) return alone;
    if (lot.blobs.length === MOST_TOGETHER || lot.bytes + file.size > MOST_BYTES)
      lot = { blobs: [], bytes: 0 };
    const [own, offset] = [lot, lot.bytes];
    own.blobs.push(file);
    own.bytes += file.size;
    return {
      ...alone,
      async read(start, end) {
        // For its first bytes, or a stray file, a lot is too much.
        if (own.blobs.length === 1 || end - start < file.size) return alone.read(start, end);
        const all = await read(own);
        return all ? all.slice(offset, offset + file.size) : alone.read(start, end);
      },
    };
  });
}

async function joined({ blobs, bytes }: Lot): Promise<Uint8Array | null> {
  try {
    const all = new Uint8Array(await new Blob(blobs).arrayBuffer());
    return all.length === bytes ? all : null;
  } catch {
    return null;
  }
}
