/** The data of a run, for each dataset node: generated, or read from a folder of files. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Program } from '../../compiler/program.ts';
import { DataError, type Dataset } from '../../data/dataset.ts';
import { decodeFiles } from '../../data/decode.ts';
import { generate } from '../../data/generate.ts';
import { UsageError } from '../errors.ts';
import { systemReason } from '../file-errors.ts';

export const BUILTIN = 'builtin';

/** `choice` is `builtin` or a folder. Every dataset node gets the same files. */
export async function loadData(
  program: Program,
  choice: string,
): Promise<Readonly<Record<string, Dataset>>> {
  const feeds = program.sources.flatMap(({ node, feed }) => (feed ? [{ node, feed }] : []));
  const read = choice === BUILTIN || feeds.length === 0 ? undefined : await readFolder(choice);
  return Object.fromEntries(
    feeds.map(({ node, feed }) => [node, read ?? generate(feed.builtin, program.seed)]),
  );
}

async function readFolder(path: string): Promise<Dataset> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw new UsageError(
      `Reading the folder "${path}" failed: ${systemReason(error) ?? String(error)}. --data expects a folder with IDX files such as train-images-idx3-ubyte.gz, or the word "${BUILTIN}".`,
    );
  });
  const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const idx = names.filter((name) => /(idx|ubyte)/i.test(name)).sort();
  if (idx.length === 0)
    throw new DataError(
      `"${path}" holds no IDX files. Files named like train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz are expected there.`,
    );
  const folder = basename(resolve(path));
  const files = idx.map(async (name) => ({
    name: `${folder}/${name}`,
    bytes: await readBytes(join(path, name)),
  }));
  return decodeFiles(await Promise.all(files));
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw new DataError(
      `Reading "${path}" failed: ${systemReason(error) ?? String(error)}. Mend it, or move the file out of the folder.`,
    );
  }
}
