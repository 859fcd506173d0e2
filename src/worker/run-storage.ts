/**
 * Runs as training writes them and the page takes them up again: checkpoints, losses, samples. A checkpoint and what was
 * shown up to it are one transaction, so a crash never leaves half of it. Every run stays, and all that it has shown; of
 * checkpoints those that `retention.ts` leaves. What is read is checked: a damaged record counts as absent. All runs at
 * once: `run-library.ts`. What goes to make room: `make-room.ts`.
 */
import Dexie, { type Table } from 'dexie';
import { RunRecord } from '../../graph-schemas/run-record.ts';
import { attempt, readable } from './attempt.ts';
import { createCheckpointTable } from './checkpoint-table.ts';
import { createDataStorage } from './data-storage.ts';
import { Database } from './database.ts';
import { createRoom } from './make-room.ts';
import { checkpointsToDrop } from './retention.ts';
import { advanced, described } from './run-facts.ts';
import { chunkOf, lossChunks, rowsOf, sampleRow, thinnedSamples } from './run-rows.ts';
import type { PageStorage, RunStorage } from './storage-types.ts';
import { weightFiles } from './weight-files.ts';

/** How long training waits for the record of its run to be there before it keeps anything of it, and how often it looks. */
const RECORD_MS = 5_000;
const RECORD_LOOK_MS = 25;

export function createStorage(
  db = new Database(),
  room = createRoom(db),
  checkpoints = createCheckpointTable(db, weightFiles),
): PageStorage & RunStorage {
  const self = crypto.randomUUID();
  return {
    ...createDataStorage(db, room),
    advance(runId, { checkpoint, rows, samples, metrics, trainedMs, peakBytes }) {
      const { step, bytes } = checkpoint;
      /** All in one transaction with the checkpoint's own row; rows of checkpoints that go are returned. */
      const alongside = async () => {
        const { writer = self } = (await db.runs.get(runId)) ?? {};
        if (writer !== self)
          throw new Error(
            'another browser tab has gone on with this run and keeps it. Reload this page to see where it stands',
          );
        const firstRow = rows[0]?.step ?? step + 1;
        const end = [runId, Dexie.maxKey];
        const later = [runId, Math.min(firstRow, step + 1)];
        await db.losses.where('[runId+first]').between(later, end).delete();
        for (const table of [db.samples, db.metrics])
          await table.where('[runId+step]').between([runId, step], end, false, true).delete();
        if (rows.length > 0) await db.losses.put(chunkOf(runId, rows));
        await db.samples.bulkPut(samples.map((sample) => sampleRow(runId, sample)));
        await db.metrics.bulkPut(metrics.map((metric) => ({ ...metric, runId })));
        const kept = await checkpoints.rows(runId);
        const before = kept.filter((row) => row.step < step).map((row) => row.step);
        const thinned = new Set(checkpointsToDrop([...before, step]));
        const dropped = kept.filter((row) => row.step > step || thinned.has(row.step));
        await checkpoints.removeRows(dropped);
        await db.runs
          .where('id')
          .equals(runId)
          .modify((run) => advanced(run, step, { trainedMs, peakBytes: peakBytes ?? 0 }));
        return dropped;
      };
      return attempt(`Could not keep the checkpoint of step ${step}`, () =>
        room.write(() => checkpoints.put(runId, checkpoint, alongside), {
          keeper: runId,
          bytes: bytes.length,
        }),
      );
    },
    newestCheckpoint(runId) {
      return attempt('Could not read the checkpoint', () => checkpoints.newest(runId));
    },
    checkpointAt(runId, step) {
      return attempt('Could not read the checkpoint', () => checkpoints.read(runId, step));
    },
    describe(runId, opening) {
      return attempt('Could not keep what the run is computed on', async () => {
        const modify = () =>
          db.runs
            .where('id')
            .equals(runId)
            .modify((run) => {
              described(run, opening);
              run.writer = self;
            });
        // The page keeps the record, and asked for the run at the same time.
        const latest = Date.now() + RECORD_MS;
        while ((await modify()) === 0 && Date.now() < latest)
          await new Promise((resolve) => setTimeout(resolve, RECORD_LOOK_MS));
      });
    },
    hasCheckpoint(runId) {
      return attempt('Could not look for the checkpoint', async () => {
        return (await db.checkpoints.where('runId').equals(runId).count()) > 0;
      });
    },
    putRun(record) {
      return attempt('Could not keep the run', async () => {
        await room.write(() => db.runs.put(record), { keeper: record.id });
        await room.dropUnusedData();
      });
    },
    changeRun(runId, change) {
      return attempt('Could not keep the run', async () => {
        await db.runs
          .where('id')
          .equals(runId)
          .modify((run) => {
            Object.assign(run, change, { updatedAt: Date.now() });
            // Storage has refused its last checkpoints: from the one before, it ends as it has.
            if (change.end === 'finished' && run.step < run.totalSteps) run.end = 'none';
          });
      });
    },
    latestRun(documentId) {
      return attempt('Could not read the last run', async () => {
        const runs = readable(RunRecord, await db.runs.orderBy('updatedAt').reverse().toArray());
        const isOf = (run: RunRecord) =>
          run.deletedAt === null && (documentId === undefined || run.documentId === documentId);
        return runs.find(isOf) ?? null;
      });
    },
    hasMetricsAt(runId, step) {
      return attempt('Could not read the metrics', async () => {
        return (await db.metrics.where('[runId+step]').equals([runId, step]).count()) > 0;
      });
    },
    historyOf(runId, upToStep) {
      return attempt('Could not read what the run has shown', async () => {
        const of = <T, K>(table: Table<T, K>) => table.where('runId').equals(runId).toArray();
        const isWithin = (entry: { readonly step: number }) => entry.step <= upToStep;
        return {
          rows: (await lossChunks(db, runId)).flatMap(rowsOf).filter(isWithin),
          samples: await thinnedSamples(db, runId, upToStep),
          metrics: (await of(db.metrics)).filter(isWithin),
        };
      });
    },
  };
}
