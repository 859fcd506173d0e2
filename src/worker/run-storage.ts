/**
 * IndexedDB, in page and worker alike: bindings and their data, runs with checkpoints, losses,
 * samples. A checkpoint and what was shown up to it are one transaction, so a crash never leaves half of it;
 * the checkpoint before is kept too. What is read is checked: an old or damaged record counts as absent.
 */
import Dexie, { type Table } from 'dexie';
import { z } from 'zod';
import { RunRecord, StoredBinding } from '../../graph-schemas/run-record.ts';
import { Database } from './database.ts';
import type { LossRow } from './protocol.ts';
import { storageError } from './storage-errors.ts';
import { CheckpointRecord, DatasetRecord, LossChunk, ReportRecord } from './storage-schemas.ts';
import type { PageStorage, RunStorage } from './storage-types.ts';
import { indexToDrop } from './thin-history.ts';

const CHECKPOINTS_KEPT = 2;
const RUNS_KEPT = 8;
/** Only these can be resumed: checkpoints are large. */
const RESUMABLE_RUNS_KEPT = 3;
const SAMPLES_KEPT = 160;

/** What parses; the rest is dropped. */
function readable<T>(schema: z.ZodType<T>, values: readonly unknown[]): T[] {
  return values.flatMap((value) => {
    const read = schema.safeParse(value);
    return read.success ? [read.data] : [];
  });
}

async function attempt<T>(what: string, act: () => PromiseLike<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw storageError(what, error);
  }
}

export function createStorage(db = new Database()): PageStorage & RunStorage {
  const perRun = [db.checkpoints, db.losses, db.samples, db.metrics];

  /** The newest run of each document that a browser tab has open: it can go on at any time. */
  async function runsInHand(newestFirst: readonly RunRecord[]): Promise<ReadonlySet<string>> {
    const open = new Set((await db.sessions.toArray()).flatMap(({ tabs }) => tabs));
    const inHand = new Map<string, string>();
    for (const { id, documentId } of newestFirst)
      if (documentId !== undefined && open.has(documentId) && !inHand.has(documentId))
        inHand.set(documentId, id);
    return new Set(inHand.values());
  }

  async function forgetOldRuns(): Promise<void> {
    const runs = await db.runs.orderBy('updatedAt').reverse().toArray();
    const inHand = await runsInHand(runs);
    const idsBeyond = (kept: number) =>
      runs.slice(kept).flatMap(({ id }) => (inHand.has(id) ? [] : [id]));
    await db.checkpoints.where('runId').anyOf(idsBeyond(RESUMABLE_RUNS_KEPT)).delete();
    const old = idsBeyond(RUNS_KEPT);
    for (const table of perRun) await table.where('runId').anyOf(old).delete();
    await db.runs.bulkDelete(old);
    const used = new Set<string>();
    for (const run of await db.runs.toArray()) {
      for (const binding of Object.values(run.bindings)) {
        if (binding.type === 'stored') used.add(binding.datasetId);
      }
    }
    for (const { binding } of await db.documentBindings.toArray()) {
      if (binding.type === 'stored') used.add(binding.datasetId);
    }
    const datasets = await db.datasets.toCollection().primaryKeys();
    await db.datasets.bulkDelete(datasets.filter((id) => !used.has(id)));
  }

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
    advance(runId, { checkpoint, rows, samples, metrics }) {
      const { step, bytes } = checkpoint;
      return attempt(`Could not keep the checkpoint of step ${step}`, () =>
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
      );
    },
    newestCheckpoint(runId) {
      return attempt('Could not read the checkpoint', async () => {
        const stored = await db.checkpoints.where('runId').equals(runId).toArray();
        const [newest] = readable(CheckpointRecord, stored).sort((a, b) => b.step - a.step);
        return newest ? { step: newest.step, bytes: newest.bytes } : null;
      });
    },
    putRun(record) {
      return attempt('Could not keep the run', async () => {
        await db.runs.put(record);
        await db.transaction(
          'rw',
          [db.runs, db.sessions, db.documentBindings, db.datasets, ...perRun],
          forgetOldRuns,
        );
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
    bindDataset(document, nodes, { binding, dataset, report }) {
      return attempt(`Could not keep the data "${dataset.name}" for later visits`, () =>
        db.transaction('rw', [db.documentBindings, db.datasets], async () => {
          await db.datasets.put({ id: binding.datasetId, dataset });
          for (const node of nodes)
            await db.documentBindings.put({
              document,
              node,
              binding,
              ...(report ? { report } : {}),
            });
        }),
      );
    },
    loadDataset(id) {
      return attempt('Could not read the data', async () => {
        const read = DatasetRecord.safeParse((await db.datasets.get(id))?.dataset);
        return read.success ? read.data : null;
      });
    },
    putBinding(document, node, binding, report) {
      return attempt('Could not keep which data is bound', async () => {
        if (binding)
          await db.documentBindings.put({ document, node, binding, ...(report ? { report } : {}) });
        else await db.documentBindings.delete([document, node]);
      });
    },
    loadBindings(document) {
      return attempt('Could not read which data is bound', async () => {
        const Row = z.object({ node: z.string(), binding: StoredBinding });
        const stored = await db.documentBindings.where('document').equals(document).toArray();
        const rows = readable(Row, stored);
        return Object.fromEntries(rows.map(({ node, binding }) => [node, binding]));
      });
    },
    loadReport(document, node) {
      return attempt('Could not read what became of the data', async () => {
        const row = await db.documentBindings.get([document, node]);
        const read = ReportRecord.safeParse(row?.report);
        return read.success ? read.data : null;
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
