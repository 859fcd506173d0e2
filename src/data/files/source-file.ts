/** A file to read from, wherever it lies: in the page's memory, on a disk, or inside an archive. Read in parts. */
import { DataError } from '../dataset.ts';

export interface SourceFile {
  /** With the folders that lead to it, as the person knows it: `photos.zip/cats/1.png`. */
  readonly path: string;
  readonly size: number;
  /** Why it cannot be read, where that is known already; it is then left out. */
  readonly fault?: string;
  /** Bytes from `start` up to `end`, which lie within the file. Rejects with a DataError. */
  read(start: number, end: number): Promise<Uint8Array>;
}

export function memoryFile(path: string, bytes: Uint8Array): SourceFile {
  return { path, size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

/** A file that is there and cannot be read: "permission is denied". */
export function unreadable(path: string, fault: string): SourceFile {
  const read = () => Promise.reject(new DataError(`Reading "${path}" failed: ${fault}.`));
  return { path, size: 0, fault, read };
}

/** A `File` of the page, or any Blob. */
export function blobFile(path: string, blob: Blob): SourceFile {
  return {
    path,
    size: blob.size,
    async read(start, end) {
      try {
        return new Uint8Array(await blob.slice(start, end).arrayBuffer());
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new DataError(
          `Reading "${path}": the browser refused (${reason}). If the file has changed or moved on disk, bring it again.`,
        );
      }
    },
  };
}

export const readWhole = (file: SourceFile): Promise<Uint8Array> => file.read(0, file.size);

const BLOCK_BYTES = 2 ** 22;
const BLOCKS_KEPT = 4;

/** The same file, read from its disk in blocks: many small neighbours cost one read. */
export function inBlocks(file: SourceFile): SourceFile {
  const blocks = new Map<number, Promise<Uint8Array>>();
  const block = (index: number): Promise<Uint8Array> => {
    const start = index * BLOCK_BYTES;
    const found = blocks.get(index) ?? file.read(start, Math.min(file.size, start + BLOCK_BYTES));
    blocks.delete(index);
    blocks.set(index, found);
    for (const oldest of blocks.keys()) {
      if (blocks.size <= BLOCKS_KEPT) break;
      blocks.delete(oldest);
    }
    return found;
  };
  return {
    path: file.path,
    size: file.size,
    async read(start, end) {
      if (end - start > BLOCK_BYTES) return file.read(start, end);
      const first = Math.floor(start / BLOCK_BYTES);
      const last = Math.floor(Math.max(start, end - 1) / BLOCK_BYTES);
      const base = first * BLOCK_BYTES;
      const head = await block(first);
      if (last === first) return head.slice(start - base, end - base);
      const tail = await block(last);
      const out = new Uint8Array(end - start);
      out.set(head.subarray(start - base));
      out.set(tail.subarray(0, end - last * BLOCK_BYTES), last * BLOCK_BYTES - start);
      return out;
    },
  };
}
