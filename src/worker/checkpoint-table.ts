/**
 * Checkpoints of runs: rows in IndexedDB that name a file of bytes, or hold the bytes themselves. What a list needs is in
 * an index, so that listing reads no weights. A row without its file, or with one that is damaged, counts as absent.
 */
import type { Checkpoint } from '../runtime/trainer-types.ts';
import { byteSum } from './byte-sum.ts';
import type { Database } from './database.ts';
import { tellStorage } from './storage-news.ts';
import { CheckpointRecord } from './storage-schemas.ts';
import type { WeightFiles } from './weight-files.ts';

const INDEX = '[runId+step+size+at+file]';

/** A row without bytes. */
export interface CheckpointRow {
  readonly runId: string;
  readonly step: number;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Empty where the bytes are in the row. */
  readonly file: string;
}

export interface CheckpointTable {
  /** Of a run or of all, by run and then by step. */
  rows(runId?: string): Promise<readonly CheckpointRow[]>;
  /** Writes the bytes, then `alongside` and the row in one transaction of all tables. */
  put(
    runId: string,
    checkpoint: Checkpoint,
    alongside: () => PromiseLike<readonly CheckpointRow[]>,
  ): Promise<void>;
  /** Null where it is absent or damaged; the latter is told, with the one that is taken in its place. */
  read(runId: string, step: number): Promise<Checkpoint | null>;
  /** The newest that can be read. */
  newest(runId: string): Promise<Checkpoint | null>;
  /** Rows only, within a transaction; their files are the caller's to remove after it. */
  removeRows(rows: readonly CheckpointRow[]): Promise<void>;
  /** Bytes that earlier versions left in rows move into files, one at a time. */
  settle(): Promise<void>;
  /** Files that no row names go. */
  sweep(): Promise<void>;
}

export function createCheckpointTable(db: Database, files: WeightFiles): CheckpointTable {
  const tables = [db.runs, db.checkpoints, db.losses, db.samples, db.metrics];

  async function indexed(runId: string | undefined): Promise<CheckpointRow[]> {
    const found =
      runId === undefined
        ? db.checkpoints.orderBy(INDEX)
        : db.checkpoints.where(INDEX).between([runId], [runId, []]);
    const keys = (await found.keys()) as unknown as [string, number, number, number, string][];
    return keys.map(([id, step, size, at, file]) => ({ runId: id, step, size, at, file }));
  }

  /** Rows of earlier versions say neither their size nor when they were written. */
  async function bare(runId: string | undefined, known: readonly CheckpointRow[]) {
    const all = runId === undefined ? db.checkpoints : db.checkpoints.where('runId').equals(runId);
    if ((await all.count()) === known.length) return [];
    const isKnown = new Set(known.map((row) => JSON.stringify([row.runId, row.step])));
    const collection =
      runId === undefined
        ? db.checkpoints.toCollection()
        : db.checkpoints.where('runId').equals(runId);
    const keys = await collection.primaryKeys();
    const rows: CheckpointRow[] = [];
    for (const key of keys.filter((key) => !isKnown.has(JSON.stringify(key)))) {
      const read = CheckpointRecord.safeParse(await db.checkpoints.get(key));
      if (read.success) rows.push(rowOf(read.data));
    }
    return rows;
  }

  async function rows(runId?: string): Promise<readonly CheckpointRow[]> {
    const known = await indexed(runId);
    const old = await bare(runId, known);
    if (old.length === 0) return known;
    return [...known, ...old].sort((a, b) =>
      a.runId === b.runId ? a.step - b.step : a.runId < b.runId ? -1 : 1,
    );
  }

  async function bytesOf(runId: string, step: number): Promise<Uint8Array | null> {
    const read = CheckpointRecord.safeParse(await db.checkpoints.get([runId, step]));
    if (!read.success) return null;
    const { file, size, sum } = read.data;
    const bytes = file ? await files.read(file) : (read.data.bytes ?? null);
    if (!bytes || (size !== undefined && bytes.length !== size)) return null;
    return sum === undefined || byteSum(bytes) === sum ? bytes : null;
  }

  async function tellDamaged(runId: string, step: number, instead: number | null): Promise<void> {
    // Removed between the list and the look: nothing is damaged.
    if ((await db.checkpoints.get([runId, step])) === undefined) return;
    const name = (await db.runs.get(runId))?.name ?? '';
    tellStorage({ type: 'damaged', name, step, instead });
  }

  return {
    rows,
    async put(runId, { step, bytes }, alongside) {
      const sum = byteSum(bytes);
      await files.keep(bytes, (file) =>
        db.transaction('rw', tables, async () => {
          const before = (await indexed(runId)).filter((row) => row.step === step);
          const gone = await alongside();
          const row = { runId, step, size: bytes.length, at: Date.now(), file, sum };
          await db.checkpoints.put(file === '' ? { ...row, bytes } : row);
          return [...before, ...gone].map((each) => each.file);
        }),
      );
    },
    async read(runId, step) {
      const bytes = await bytesOf(runId, step);
      if (!bytes) await tellDamaged(runId, step, null);
      return bytes && { step, bytes };
    },
    async newest(runId) {
      const steps = (await rows(runId)).map(({ step }) => step).reverse();
      const damaged: number[] = [];
      for (const step of steps) {
        const bytes = await bytesOf(runId, step);
        if (bytes) {
          for (const each of damaged) await tellDamaged(runId, each, step);
          return { step, bytes };
        }
        damaged.push(step);
      }
      for (const each of damaged) await tellDamaged(runId, each, null);
      return null;
    },
    async removeRows(removed) {
      await db.checkpoints.bulkDelete(removed.map(({ runId, step }) => [runId, step]));
    },
    async settle() {
      const known = await indexed(undefined);
      for (const { runId, step } of await bare(undefined, known)) {
        const record = await db.checkpoints.get([runId, step]);
        if (!record?.bytes) continue;
        const { bytes } = record;
        const row = { runId, step, size: bytes.length, at: Date.now(), sum: byteSum(bytes) };
        await files.keep(bytes, async (file) => {
          const isMoved = await db.transaction('rw', db.checkpoints, async () => {
            const now = await db.checkpoints.get([runId, step]);
            // Replaced or removed meanwhile.
            if (!now || now.size !== undefined) return false;
            await db.checkpoints.put({ ...row, file, ...(file === '' ? { bytes } : {}) });
            return true;
          });
          return isMoved ? [] : [file];
        });
      }
    },
    sweep: () =>
      files.sweep(async () => new Set((await indexed(undefined)).map(({ file }) => file))),
  };
}

function rowOf({ runId, step, size, at, file, bytes }: CheckpointRecord): CheckpointRow {
  return { runId, step, size: size ?? bytes?.length ?? 0, at: at ?? 0, file: file ?? '' };
}
