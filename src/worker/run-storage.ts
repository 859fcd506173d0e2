/**
 * Runs in IndexedDB, for page and worker alike, with checkpoints, losses and samples. A checkpoint and what was shown up
 * to it are one transaction, so a crash never leaves half of it; the checkpoint before is kept too. What is read is
 * checked: an old or damaged record counts as absent. Which runs stay, and what goes to make room: `make-room.ts`.
 */
import Dexie, { type Table } from 'dexie';
import { RunRecord } from '../../graph-schemas/run-record.ts';
import { attempt, readable } from './attempt.ts';
import { createDataStorage } from './data-storage.ts';
import { Database } from './database.ts';
import { createRoom } from './make-room.ts';
import type { LossRow } from './protocol.ts';
import { CheckpointRecord, LossChunk } from './storage-schemas.ts';
import type { PageStorage, RunStorage } from './storage-types.ts';
import { indexToDrop } from './thin-history.ts';

const CHECKPOINTS_KEPT = 2;
const SAMPLES_KEPT = 160;

export function createStorage(
  db = new Database(),
  room = createRoom(db),
): PageStorage & RunStorage {
  const perRun = [db.checkpoints, db.losses, db.samples, db.metrics];

  async function thinSamples(runId: string, views: ReadonlySet<string>): Promise<void> {
    for (const view of views) {
      const keys = await db.samples
        .where('[runId+view+step]')
        .between([runId, view, Dexie.minKey], [runId, view, Dexie.maxKey])
        .primaryKeys();
      for (;;) {
        const dropped = indexToDrop(
          keys.map((key) => key[2]),
          SAMPLES_KEPT,
        );
        const [key] = dropped === null ? [] : keys.splice(dropped, 1);
        if (!key) break;
        await db.samples.delete(key);
      }
    }
  }

  return {
    ...createDataStorage(db, room),
    advance(runId, { checkpoint, rows, samples, metrics }) {
      const { step, bytes } = checkpoint;
      return attempt(`Could not keep the checkpoint of step ${step}`, () =>
        room.write(
          () =>
            db.transaction('rw', [db.runs, ...perRun], async () => {
              const firstRow = rows[0]?.step ?? step + 1;
              const later = [runId, Math.min(firstRow, step + 1)];
              const end = [runId, Dexie.maxKey];
              await db.losses.where('[runId+first]').between(later, end).delete();
              for (const table of [db.samples, db.metrics]) {
                await table.where('[runId+step]').between([runId, step], end, false, true).delete();
              }
              if (rows.length > 0) {
                await db.losses.put({
                  runId,
                  first: firstRow,
                  steps: Float64Array.from(rows, (row) => row.step),
                  width: rows[0]?.values.length ?? 0,
                  values: Float32Array.from(rows.flatMap((row) => row.values)),
                });
              }
              await db.samples.bulkPut(samples.map((sample) => ({ ...sample, runId })));
              await db.metrics.bulkPut(metrics.map((metric) => ({ ...metric, runId })));
              await thinSamples(runId, new Set(samples.map((sample) => sample.view)));
              const kept = await db.checkpoints.where('runId').equals(runId).primaryKeys();
              const older = kept.filter((key) => key[1] < step).sort((a, b) => b[1] - a[1]);
              const dropped = [
                ...older.slice(CHECKPOINTS_KEPT - 1),
                ...kept.filter((key) => key[1] > step),
              ];
              await db.checkpoints.put({ runId, step, bytes });
              await db.checkpoints.bulkDelete(dropped);
              await db.runs.update(runId, { step, updatedAt: Date.now() });
            }),
          runId,
        ),
      );
    },
    newestCheckpoint(runId) {
      return attempt('Could not read the checkpoint', async () => {
        const stored = await db.checkpoints.where('runId').equals(runId).toArray();
        const [newest] = readable(CheckpointRecord, stored).sort((a, b) => b.step - a.step);
        return newest ? { step: newest.step, bytes: newest.bytes } : null;
      });
    },
    hasCheckpoint(runId) {
      return attempt('Could not look for the checkpoint', async () => {
        return (await db.checkpoints.where('runId').equals(runId).count()) > 0;
      });
    },
    putRun(record) {
      return attempt('Could not keep the run', async () => {
        await room.write(() => db.runs.put(record), record.id);
        await room.tidy();
      });
    },
    changeRun(runId, change) {
      return attempt('Could not keep the run', async () => {
        await db.runs.update(runId, { ...change, updatedAt: Date.now() });
      });
    },
    latestRun(documentId) {
      return attempt('Could not read the last run', async () => {
        const runs = readable(RunRecord, await db.runs.orderBy('updatedAt').reverse().toArray());
        return (
          runs.find((run) => documentId === undefined || run.documentId === documentId) ?? null
        );
      });
    },
    historyOf(runId, upToStep) {
      return attempt('Could not read what the run has shown', async () => {
        const of = <T, K>(table: Table<T, K>) => table.where('runId').equals(runId).toArray();
        const chunks = readable(LossChunk, await of(db.losses));
        const isWithin = (entry: { readonly step: number }) => entry.step <= upToStep;
        return {
          rows: chunks
            .sort((a, b) => a.first - b.first)
            .flatMap(rowsOf)
            .filter(isWithin),
          samples: (await of(db.samples)).filter(isWithin),
          metrics: (await of(db.metrics)).filter(isWithin),
        };
      });
    },
  };
}

function rowsOf({ steps, width, values }: LossChunk): LossRow[] {
  return Array.from(steps, (step, i) => ({
    step,
    values: Array.from(values.subarray(i * width, (i + 1) * width)),
  }));
}
