/**
 * Bytes of checkpoints in the origin-private file system. A file is written and closed under a name of its own before the
 * row that names it: a page that dies in between leaves a file that no row names, which `sweep` removes. Where the file
 * system is missing or refuses, bytes stay in the row.
 */
import { isOutOfRoom } from './storage-errors.ts';

const FOLDER = 'checkpoints';
const LOCK = 'ganvas-checkpoints';

export interface WeightFiles {
  /**
   * Writes the bytes, then lets `commit` write the row; `file` is empty where the bytes have to go there. Files that it
   * returns are no longer named by any row.
   */
  keep(bytes: Uint8Array, commit: (file: string) => PromiseLike<readonly string[]>): Promise<void>;
  /** Null where it is not there. */
  read(file: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** What cannot be removed now is swept later. */
  remove(files: readonly string[]): Promise<void>;
  /** Removes what no row names. Does nothing while any page writes. */
  sweep(named: () => PromiseLike<ReadonlySet<string>>): Promise<void>;
}

export const weightFiles: WeightFiles = {
  async keep(bytes, commit) {
    await whileWriting(async () => {
      const file = await write(bytes);
      try {
        await weightFiles.remove(await commit(file));
      } catch (error) {
        await weightFiles.remove([file]);
        throw error;
      }
    });
  },
  async read(file) {
    const handle = await (await folder())?.getFileHandle(file).catch(absent);
    const found = await handle?.getFile().catch(absent);
    return found ? new Uint8Array(await found.arrayBuffer()) : null;
  },
  async remove(files) {
    const named = files.filter((file) => file !== '');
    const at = named.length > 0 ? await folder() : null;
    for (const file of named) await at?.removeEntry(file).catch(absent);
  },
  async sweep(named) {
    if (typeof navigator.locks === 'undefined') return;
    await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      const at = lock && (await folder());
      if (!at) return;
      const found: string[] = [];
      for await (const file of at.keys()) found.push(file);
      const isNamed = await named();
      await weightFiles.remove(found.filter((file) => !isNamed.has(file)));
    });
  },
};

const absent = () => null;

async function folder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch {
    return null;
  }
}

function whileWriting(act: () => Promise<void>): Promise<void> {
  if (typeof navigator.locks === 'undefined') return act();
  return navigator.locks.request(LOCK, { mode: 'shared' }, act);
}

/** The file's name; empty where there is no file system. Rejects where there is no room. */
async function write(bytes: Uint8Array): Promise<string> {
  const at = await folder();
  if (!at) return '';
  const name = crypto.randomUUID();
  try {
    const file = await at.getFileHandle(name, { create: true });
    await fill(file, bytes as Uint8Array<ArrayBuffer>);
    return name;
  } catch (error) {
    await at.removeEntry(name).catch(absent);
    if (isOutOfRoom(error)) throw error;
    return '';
  }
}

/** Safari before 26 writes in workers alone, and there by another way. */
interface SyncAccess {
  createSyncAccessHandle(): Promise<{
    write(bytes: Uint8Array): number;
    flush(): void;
    close(): void;
  }>;
}

async function fill(file: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if ('createWritable' in file) {
    const stream = await file.createWritable();
    try {
      await stream.write(bytes);
    } catch (error) {
      await stream.abort().catch(absent);
      throw error;
    }
    await stream.close();
    return;
  }
  const access = await (file as SyncAccess).createSyncAccessHandle();
  try {
    if (access.write(bytes) !== bytes.length)
      throw new DOMException('The file holds less than was written', 'QuotaExceededError');
    access.flush();
  } finally {
    access.close();
  }
}
