/** What a run has shown, as rows of the database and back. Nothing is thinned there; what is read for the page may be. */
import Dexie from 'dexie';
import { readable } from './attempt.ts';
import type { Database } from './database.ts';
import type { LossRow } from './protocol.ts';
import { LossChunk, type SampleRow } from './storage-schemas.ts';
import type { SampleRecord } from './storage-types.ts';
import { indexToDrop } from './thin-history.ts';

/** Of each view. */
const SAMPLES_SHOWN = 160;

/** @param rows at least one */
export function chunkOf(runId: string, rows: readonly LossRow[]): LossChunk {
  return {
    runId,
    first: rows[0]?.step ?? 0,
    steps: Float64Array.from(rows, (row) => row.step),
    width: rows[0]?.values.length ?? 0,
    values: Float32Array.from(rows.flatMap((row) => row.values)),
    ms: Float32Array.from(rows, (row) => row.ms ?? Number.NaN),
    images: Float32Array.from(rows, (row) => row.images ?? Number.NaN),
  };
}

/** In order; damaged ones are left out. */
export async function lossChunks(db: Database, runId: string): Promise<readonly LossChunk[]> {
  const stored = await db.losses.where('runId').equals(runId).toArray();
  return readable(LossChunk, stored).sort((a, b) => a.first - b.first);
}

export function rowsOf({ steps, width, values, ms, images }: LossChunk): LossRow[] {
  return Array.from(steps, (step, i) => ({
    step,
    values: Array.from(values.subarray(i * width, (i + 1) * width)),
    ...(ms ? { ms: ms[i] ?? Number.NaN } : {}),
    ...(images ? { images: images[i] ?? Number.NaN } : {}),
  }));
}

export const sampleRow = (runId: string, sample: SampleRecord): SampleRow => ({
  ...sample,
  runId,
  size: sampleSize(sample),
});

export const sampleSize = (sample: SampleRecord): number =>
  sample.type === 'sheet' ? sample.png.size : sample.real.byteLength + sample.generated.byteLength;

type SampleKey = [string, string, number];

/** Of each view so many as the page shows, spread evenly over the run. */
export async function thinnedSamples(
  db: Database,
  runId: string,
  upToStep: number,
): Promise<SampleRecord[]> {
  const keys = await db.samples
    .where('[runId+view+step]')
    .between([runId, Dexie.minKey], [runId, Dexie.maxKey])
    .primaryKeys();
  const byView = new Map<string, SampleKey[]>();
  for (const key of keys)
    if (key[2] <= upToStep) byView.set(key[1], [...(byView.get(key[1]) ?? []), key]);
  const read = await db.samples.bulkGet([...byView.values()].flatMap(thinned));
  return read.flatMap((row) => row ?? []);
}

function thinned(keys: readonly SampleKey[]): readonly SampleKey[] {
  const kept = [...keys];
  for (;;) {
    const index = indexToDrop(
      kept.map((key) => key[2]),
      SAMPLES_SHOWN,
    );
    if (index === null) return kept;
    kept.splice(index, 1);
  }
}
