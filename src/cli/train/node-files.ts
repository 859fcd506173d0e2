/** Files and folders of this machine as the importer reads them; folders are walked to their depths. */
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { DataError } from '../../data/dataset.ts';
import type { SourceFile } from '../../data/files/source-file.ts';
import { UsageError } from '../errors.ts';
import { systemReason } from '../file-errors.ts';

/** A file by itself, or all files under a folder. */
export async function filesAt(path: string): Promise<readonly SourceFile[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw new UsageError(
      `Reading "${path}" failed: ${systemReason(error) ?? String(error)}. --data expects a folder, a zip, or files of images (PNG, JPEG, WebP, IDX, CIFAR-10), or the word "builtin".`,
    );
  });
  if (!found.isDirectory()) return [nodeFile(path, basename(path), found.size)];
  return filesUnder(path, basename(resolve(path)));
}

async function filesUnder(folder: string, name: string): Promise<SourceFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) =>
    fail(folder, error),
  );
  const files: SourceFile[] = [];
  for (const entry of entries) {
    const [path, shown] = [join(folder, entry.name), `${name}/${entry.name}`];
    // A link to a folder is not followed: it may lead back up.
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.')) files.push(...(await filesUnder(path, shown)));
    } else {
      const found = await stat(path).catch((error) => fail(path, error));
      if (found.isFile()) files.push(nodeFile(path, shown, found.size));
    }
  }
  return files;
}

function nodeFile(path: string, shown: string, size: number): SourceFile {
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
    `Reading "${path}" failed: ${systemReason(error) ?? String(error)}. Mend it, or move it out of the folder.`,
  );
}
