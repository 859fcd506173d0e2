/** All runs of this browser over IndexedDB and the origin-private file system: lists, notes, reading, removal, sizes. */
import Dexie, { type Table } from 'dexie';
import { RunRecord } from '../../graph-schemas/run-record.ts';
import { attempt, readable } from './attempt.ts';
import { createCheckpointTable } from './checkpoint-table.ts';
import { Database } from './database.ts';
import { LibraryRecords } from './library-records.ts';
import { tableOf } from './loss-table.ts';
import { createRoom } from './make-room.ts';
import type { RunLibrary } from './run-library-types.ts';
import { chunkOf, lossChunks, sampleRow, sampleSize } from './run-rows.ts';
import { LossChunk } from './storage-schemas.ts';
import { weightFiles } from './weight-files.ts';

/** A deletion that nobody took back is final from the next visit on, unless it was a moment ago, in another tab. */
const UNDO_MS = 60_000;

export function createRunLibrary(
  db = new Database(),
  room = createRoom(db),
  table = createCheckpointTable(db, weightFiles),
): RunLibrary {
  const records = new LibraryRecords(db);
  const prefix = `idb://${db.name}/`;
  const watched = ['runs', 'checkpoints', 'losses', 'samples', 'metrics'].map(
    (name) => `${prefix}${name}/`,
  );

  return {
    list: ({ withDeleted = false } = {}) =>
      attempt('Could not list the runs', async () => {
        const { runs } = await records.read();
        return runs.filter(({ deletedAt }) => withDeleted || deletedAt === null);
      }),
    unreadable: () =>
      attempt('Could not list the runs', async () => (await records.read()).unreadable),
    read: (runId) =>
      attempt('Could not read the run', async () => {
        const [record] = readable(RunRecord, [await db.runs.get(runId)]);
        return record ?? null;
      }),
    add: (record) =>
      attempt(`Could not keep the run "${record.name}"`, () =>
        room.write(async () => void (await db.runs.add(record)), { keeper: record.id }),
      ),
    note: (runId, note) =>
      attempt('Could not change the run', async () => {
        const found = await room.write(() => db.runs.update(runId, note), { keeper: runId });
        if (found === 0 && (await db.runs.get(runId)) === undefined)
          throw new Error('it is no longer there; it was deleted, perhaps in another browser tab');
      }),
    remove: (runIds) => attempt('Could not delete the runs', () => room.dropRuns(runIds)),
    losses: (runId) =>
      attempt('Could not read the losses', async () => {
        const names = (await db.runs.get(runId))?.losses ?? [];
        return tableOf(names, await lossChunks(db, runId));
      }),
    end: (runId) =>
      attempt('Could not read where the run stands', async () => {
        const last = <T, K>(of: Table<T, K>, index: string) =>
          of.where(index).between([runId, Dexie.minKey], [runId, Dexie.maxKey]).last();
        const names = (await db.runs.get(runId))?.losses ?? [];
        const [chunk] = readable(LossChunk, [await last(db.losses, '[runId+first]')]);
        const step = (await last(db.metrics, '[runId+step]'))?.step;
        const metrics =
          step === undefined
            ? []
            : db.metrics.where('[runId+step]').equals([runId, step]).toArray();
        const values = chunk ? chunk.values.subarray(-chunk.width) : [];
        return {
          losses: names.map((name, i) => ({ name, value: values[i] ?? Number.NaN })),
          metrics: await metrics,
        };
      }),
    metrics: (runId) =>
      attempt('Could not read the metrics', async () => {
        const rows = await db.metrics.where('runId').equals(runId).toArray();
        return rows.sort((a, b) => a.step - b.step);
      }),
    samples: (runId) =>
      attempt('Could not list the samples', async () => {
        const index = db.samples.where('[runId+view+step+type+title]');
        const keys = await index.between([runId], [runId, []]).keys();
        const found = keys as unknown as [string, string, number, 'sheet' | 'points', string][];
        return found.map(([, view, step, type, title]) => ({ view, step, type, title }));
      }),
    sample: (runId, view, step) =>
      attempt('Could not read the sample', async () => {
        return (await db.samples.get([runId, view, step])) ?? null;
      }),
    checkpoints: (runId) =>
      attempt('Could not list the checkpoints', async () => {
        const rows = await table.rows(runId);
        return rows.map(({ step, size, at }) => ({ step, bytes: size, at }));
      }),
    checkpoint: (runId, step) =>
      attempt('Could not read the checkpoint', () => table.read(runId, step)),
    putCheckpoint: (runId, checkpoint) =>
      attempt(`Could not keep the checkpoint of step ${checkpoint.step}`, () =>
        room.write(
          () =>
            table.put(runId, checkpoint, async () => {
              const { step = 0 } = (await db.runs.get(runId)) ?? {};
              await db.runs.update(runId, { step: Math.max(step, checkpoint.step) });
              return [];
            }),
          { keeper: runId, bytes: checkpoint.bytes.length },
        ),
      ),
    removeCheckpoints: (runId, steps) =>
      attempt('Could not remove the checkpoints', async () => {
        const rows = await table.rows(runId);
        const removed = rows.filter(({ step }) => steps.includes(step));
        await table.removeRows(removed);
        await weightFiles.remove(removed.map(({ file }) => file));
      }),
    usage: () =>
      attempt('Could not look how much is stored', async () => {
        const { usage, quota } = await navigator.storage
          .estimate()
          .catch(() => ({}) as StorageEstimate);
        const isPersistent = await navigator.storage.persisted().catch(() => false);
        const runs: Record<string, { checkpoints: number; sheets: number }> = {};
        const of = (runId: string) => (runs[runId] ??= { checkpoints: 0, sheets: 0 });
        for (const { runId, size } of await table.rows()) of(runId).checkpoints += size;
        const sizes = await db.samples.orderBy('[runId+size]').keys();
        for (const [runId, size] of sizes as unknown as [string, number][])
          of(runId).sheets += size;
        return { usedBytes: usage ?? null, quotaBytes: quota ?? null, isPersistent, runs };
      }),
    removable: () =>
      attempt('Could not look what can be removed', async () => {
        const spares = await room.spares();
        return spares.flatMap((spare) =>
          spare.type === 'run'
            ? []
            : spare.rows.map(({ runId, step, size }) => ({
                ...{ runId, name: spare.run.name, step, bytes: size, isLast: spare.isLast },
              })),
        );
      }),
    putHistory: (runId, { losses, samples, metrics }) =>
      attempt('Could not keep what the run has shown', () =>
        room.write(() =>
          db.transaction('rw', [db.losses, db.samples, db.metrics], async () => {
            const { steps, values, taken } = losses;
            const rows = Array.from(steps, (step, i) => ({
              step,
              values: values.map((column) => column[i] ?? Number.NaN),
              ...(taken && {
                ms: taken.ms[i] ?? Number.NaN,
                images: taken.images[i] ?? Number.NaN,
              }),
            }));
            if (rows.length > 0) await db.losses.put(chunkOf(runId, rows));
            await db.samples.bulkPut(samples.map((sample) => sampleRow(runId, sample)));
            await db.metrics.bulkPut(metrics.map((metric) => ({ ...metric, runId })));
          }),
        ),
      ),
    clearAway: () =>
      attempt('Could not clear away what was deleted', async () => {
        const before = Date.now() - UNDO_MS;
        const deleted = db.runs.filter(({ deletedAt }) => Boolean(deletedAt && deletedAt < before));
        const ids = await deleted.primaryKeys();
        if (ids.length > 0) await room.dropRuns(ids);
        await table.settle();
        await table.sweep();
        await measureSamples(db);
      }),
    subscribe(listener) {
      const onChange = (parts: object) => {
        if (Object.keys(parts).some((part) => watched.some((table) => part.startsWith(table))))
          listener();
      };
      Dexie.on('storagemutated', onChange);
      return () => Dexie.on.storagemutated.unsubscribe(onChange);
    },
  };
}

/** Samples of earlier versions do not say how large they are. */
async function measureSamples(db: Database): Promise<void> {
  const measured = await db.samples.orderBy('[runId+size]').count();
  if ((await db.samples.count()) === measured) return;
  await db.samples
    .filter(({ size }) => size === undefined)
    .modify((row, change) => {
      change.value = { ...row, size: sampleSize(row) };
    });
}
