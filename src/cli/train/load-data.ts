/** The data of a run, for each dataset node: generated, or read from a folder of files. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Program } from '../../compiler/program.ts';
import { DataError, type Dataset } from '../../data/dataset.ts';
import { decodeFiles } from '../../data/decode.ts';
import { generate } from '../../data/generate.ts';
import { UsageError } from '../errors.ts';

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
  const names = await readdir(path).catch(() => undefined);
  if (!names)
    throw new UsageError(
      `There is no folder "${path}". --data expects a folder with IDX files such as train-images-idx3-ubyte.gz, or the word "${BUILTIN}".`,
    );
  const idx = names.filter((name) => /(idx|ubyte)/i.test(name)).sort();
  if (idx.length === 0)
    throw new DataError(
      `"${path}" holds no IDX files. Files named like train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz are expected there.`,
    );
  const folder = basename(resolve(path));
  const files = idx.map(async (name) => ({
    name: `${folder}/${name}`,
    bytes: new Uint8Array(await readFile(join(path, name))),
  }));
  return decodeFiles(await Promise.all(files));
}
