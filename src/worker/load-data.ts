/** The worker's data: what a binding stands for, and what dropped files decode to. */
import type { Dataset } from '../data/dataset.ts';
import { blobFiles } from '../data/files/blob-files.ts';
import { storedForm } from '../data/files/fit-image.ts';
import { importFiles } from '../data/files/import-files.ts';
import type { Imported } from '../data/files/import-types.ts';
import type { DecodeRequest } from './decode-request.ts';
import { madeData } from './made-data.ts';
import { createPreparePool } from './prepare-pool.ts';
import type { Binding } from './protocol.ts';

export async function loadData(binding: Binding, seed: number): Promise<Dataset> {
  return binding.type === 'builtin' ? madeData(binding.name, seed) : binding.dataset;
}

const PROGRESS_EVERY_MS = 100;

export async function decodeDropped(
  { files, wanted, ...options }: DecodeRequest,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<Imported> {
  let last = Number.NEGATIVE_INFINITY;
  const pool = createPreparePool();
  try {
    return await importFiles(blobFiles(files), {
      ...options,
      form: storedForm(wanted),
      prepareImage: pool.prepareImage,
      atOnce: pool.atOnce,
      signal,
      onProgress(done, total) {
        const now = performance.now();
        if (now - last < PROGRESS_EVERY_MS) return;
        last = now;
        onProgress(done, total);
      },
    });
  } finally {
    pool.dispose();
  }
}
