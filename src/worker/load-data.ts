/** The worker's data: what a binding stands for, and what dropped files decode to. */
import { DataError, type Dataset } from '../data/dataset.ts';
import { decodeFiles } from '../data/decode.ts';
import { generate } from '../data/generate.ts';
import type { Binding } from './protocol.ts';

/** Files beyond this are not read: the bytes and what they decode to must fit beside the training. */
const MOST_BYTES = 1_500_000_000;

export async function loadData(binding: Binding, seed: number): Promise<Dataset> {
  return binding.type === 'builtin' ? generate(binding.name, seed) : binding.dataset;
}

export async function decodeDropped(files: readonly File[]): Promise<Dataset> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST_BYTES) {
    throw new DataError(
      `Could not read the files: together they hold ${megabytes(size)}, more than the ${megabytes(MOST_BYTES)} that fit in a page. Bring fewer or smaller files.`,
    );
  }
  const named = await Promise.all(
    files.map(async (file) => ({
      name: file.webkitRelativePath || file.name,
      bytes: await bytesOf(file),
    })),
  );
  return decodeFiles(named);
}

async function bytesOf(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new DataError(
      `Could not read "${file.name}": the browser refused (${error instanceof Error ? error.message : error}). If it is a folder, drop the files in it; if it has changed on disk, drop it again.`,
    );
  }
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6).toLocaleString('en-US')} MB`;
