/** `--resume FILE.ganvas.zip`: a run out of an archive becomes a run folder, and goes on there. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DataError } from '../../data/dataset.ts';
import { encodePng } from '../../data/png.ts';
import { ARCHIVE_ENDING, ArchiveError, type WholeRun } from '../../exchange/run-archive.ts';
import { readRunArchive } from '../../exchange/run-archive-read.ts';
import { drawScatter } from '../../exchange/scatter-image.ts';
import { writeDocument } from '../../graph/write.ts';
import { CheckpointError } from '../../runtime/checkpoint.ts';
import type { Arguments } from '../arguments.ts';
import { InputError, UsageError } from '../errors.ts';
import { systemReason } from '../file-errors.ts';
import { BUILTIN } from './load-data.ts';
import { lossLine } from './loss-line.ts';
import { nodeFile } from './node-files.ts';
import { RunFolder, requireFree } from './run-folder.ts';

const ROWS_AT_ONCE = 10_000;

export const isArchive = (path: string): boolean => path.toLowerCase().endsWith(ARCHIVE_ENDING);

/** Writes the folder once all of the archive is known to be sound. */
export async function unpackArchive(path: string, folder: string, args: Arguments): Promise<void> {
  await requireFree(folder);
  const run = await readArchive(path);
  const { record } = run;
  const own = Object.values(record.bindings).filter(({ type }) => type === 'stored');
  if (own.length > 0 && !args.values.has('data'))
    throw new UsageError(
      `The data of this run is not in "${path}": it was ${own.map(({ name }) => `"${name}"`).join(', ')}. Name the same with --data.`,
    );
  const newest = run.checkpoints.reduce((step, each) => Math.max(step, each.step), -1);
  const checkpoint = newest < 0 ? null : await run.checkpoint(newest);
  if (!checkpoint)
    throw new InputError(
      `"${path}" holds no weights, so its run cannot go on. Train its document.json anew.`,
    );
  const facts = { data: args.values.get('data') ?? [BUILTIN], backend: record.backend };
  const written = await RunFolder.create(folder, writeDocument(record.document), { ...facts });
  try {
    await writeHistory(written, run);
    await written.saveCheckpoint(checkpoint);
  } finally {
    await written.close();
  }
}

async function readArchive(path: string): Promise<WholeRun> {
  try {
    const { size } = await stat(path);
    return await readRunArchive(nodeFile(path, basename(path), size));
  } catch (error) {
    const isKnown = error instanceof ArchiveError || error instanceof CheckpointError;
    if (isKnown || error instanceof DataError) throw new InputError(error.message);
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new UsageError(
      `Reading "${path}" failed: ${reason}. Name a .ganvas.zip, or the folder of a run.`,
    );
  }
}

/** The folder numbers losses by iteration, from 0. */
async function writeHistory(folder: RunFolder, run: WholeRun): Promise<void> {
  const { losses, metrics, samples } = run;
  for (let start = 0; start < losses.steps.length; start += ROWS_AT_ONCE) {
    const steps = losses.steps.subarray(start, start + ROWS_AT_ONCE);
    await folder.addMetrics(
      Array.from(steps, (step, k) => {
        const values = losses.names.map(
          (name, column) => [name, losses.values[column]?.[start + k] ?? null] as const,
        );
        const { ms, images } = losses.taken ?? {};
        const time = {
          ms: ms?.[start + k] ?? Number.NaN,
          images: images?.[start + k] ?? Number.NaN,
        };
        return lossLine(step - 1, Object.fromEntries(values), time);
      }),
    );
  }
  await folder.addMetrics(
    metrics.map(({ step, view, values, samples: count, fault }) => ({
      step,
      metrics: { [view]: values },
      ...(count !== undefined && { samples: { [view]: count } }),
      ...(fault !== undefined && { faults: { [view]: fault } }),
    })),
  );
  for (const key of samples) {
    const sample = await run.sample(key);
    if (!sample) continue;
    if (sample.type === 'sheet') {
      const png = new Uint8Array(await sample.png.arrayBuffer());
      await folder.addSample(key.step, key.view, png);
      continue;
    }
    const { width, height, rgb } = drawScatter(sample.real, sample.generated, sample.range);
    await folder.addSample(key.step, key.view, encodePng(width, height, 3, rgb));
  }
}
