/** Files and folders of this machine as the importer reads them; folders are walked to their depths. */
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { DataError } from '../../data/dataset.ts';
import { type SourceFile, unreadable } from '../../data/files/source-file.ts';
import { UsageError } from '../errors.ts';
import { systemReason } from '../file-errors.ts';

/** A file by itself, or all files under a folder. */
export async function filesAt(path: string): Promise<readonly SourceFile[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw new UsageError(
      `Reading "${path}" failed: ${reasonOf(error)}. --data expects a folder, a zip, or files of images (PNG, JPEG, WebP, IDX, CIFAR-10), or the word "builtin".`,
    );
  });
  if (!found.isDirectory()) return [nodeFile(path, basename(path), found.size)];
  return filesUnder(path, basename(resolve(path)), []);
}

/** Links to folders are followed, but not back up: `above` are the folders that lead here, by their real paths. */
async function filesUnder(
  folder: string,
  name: string,
  above: readonly string[],
): Promise<readonly SourceFile[]> {
  try {
    const real = await realpath(folder);
    if (above.includes(real)) return [unreadable(name, 'a link back to a folder that it lies in')];
    const shown = (await readdir(folder)).filter((entry) => !entry.startsWith('.')).sort();
    const found = await Promise.all(
      shown.map((entry) => entryAt(join(folder, entry), `${name}/${entry}`, [...above, real])),
    );
    return found.flat();
  } catch (error) {
    return [unreadable(name, reasonOf(error))];
  }
}

/** What cannot be read is one file of many, and the others are still wanted. */
async function entryAt(
  path: string,
  shown: string,
  above: readonly string[],
): Promise<readonly SourceFile[]> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await filesUnder(path, shown, above);
    if (found.isFile()) return [nodeFile(path, shown, found.size)];
    return [unreadable(shown, 'neither a file nor a folder')];
  } catch (error) {
    return [unreadable(shown, reasonOf(error))];
  }
}

const reasonOf = (error: unknown): string => systemReason(error) ?? String(error);

export function nodeFile(path: string, shown: string, size: number): SourceFile {
  return {
    path: shown,
    size,
    async read(start, end) {
      const file = await open(path).catch((error) => fail(path, error));
      try {
        const bytes = new Uint8Array(end - start);
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await file
            .read(bytes, filled, bytes.length - filled, start + filled)
            .catch((error) => fail(path, error));
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      } finally {
        await file.close();
      }
    },
  };
}

function fail(path: string, error: unknown): never {
  throw new DataError(
    `Reading "${path}" failed: ${reasonOf(error)}. Mend it, or move it out of the folder.`,
  );
}
