/**
 * Writes where the browser may have no room left: documents that were deleted, then what `spare.ts` names, go one at a time
 * and in its order, before a large write that would not fit, and until a write succeeds. What went is told. Where nothing is
 * left that may go, the write fails as it would have, and the person is asked.
 */
import { createCheckpointTable } from './checkpoint-table.ts';
import type { Database } from './database.ts';
import { type Spare, type Stock, sparesOf } from './spare.ts';
import { isOutOfRoom } from './storage-errors.ts';
import { type RoomMade, tellStorage } from './storage-news.ts';
import { weightFiles } from './weight-files.ts';

/** What a write takes beyond its bytes. */
const MARGIN = 1 << 20;

export interface WriteNeeds {
  /** The run that is about to write, whose newest checkpoints stay. */
  readonly keeper?: string;
  /** Looked for beforehand. */
  readonly bytes?: number;
}

export interface Room {
  write<T>(act: () => PromiseLike<T>, needs?: WriteNeeds): Promise<T>;
  /** For good, with all that belongs to them and data that only they had. */
  dropRuns(ids: readonly string[]): Promise<void>;
  /** For good, with undo, data that only they had, and the runs that were deleted with them. */
  dropDocuments(ids: readonly string[]): Promise<void>;
  /** Data that nothing names any more goes. */
  dropUnusedData(): Promise<void>;
  /** Everything that may go, in the order in which it goes. */
  spares(): Promise<readonly Spare[]>;
}

export function createRoom(db: Database, files = weightFiles): Room {
  const table = createCheckpointTable(db, files);
  const history = [db.losses, db.samples, db.metrics];
  const tables = [
    ...[db.runs, db.sessions, db.documents, db.steps, db.documentBindings, db.datasets],
    ...[db.checkpoints, ...history],
  ];

  async function stock(): Promise<Stock> {
    const [runs, checkpoints, sessions] = await Promise.all([
      db.runs.toArray(),
      table.rows(),
      db.sessions.toArray(),
    ]);
    return { runs, checkpoints, open: new Set(sessions.flatMap(({ tabs }) => tabs)) };
  }

  /** Within a transaction. Files that no row names any more are returned. */
  async function dropRows(ids: readonly string[]): Promise<readonly string[]> {
    const rows = (await Promise.all(ids.map((id) => table.rows(id)))).flat();
    await db.checkpoints.where('runId').anyOf(ids).delete();
    for (const each of history) await each.where('runId').anyOf(ids).delete();
    await db.runs.bulkDelete([...ids]);
    await unuseData();
    return rows.map(({ file }) => file);
  }

  /** Within a transaction; true where there was some. */
  async function unuseData(): Promise<boolean> {
    const used = new Set<string>();
    const bindings = (await db.documentBindings.toArray()).map(({ binding }) => binding);
    const ofRuns = (await db.runs.toArray()).flatMap((run) => Object.values(run.bindings ?? {}));
    for (const binding of [...bindings, ...ofRuns])
      if (binding.type === 'stored') used.add(binding.datasetId);
    const ids = await db.datasets.toCollection().primaryKeys();
    const unused = ids.filter((id) => !used.has(id));
    await db.datasets.bulkDelete(unused);
    return unused.length > 0;
  }

  /** Within a transaction, as `dropRows`. */
  async function dropDocumentRows(ids: readonly string[]): Promise<readonly string[]> {
    await db.documents.bulkDelete([...ids]);
    await db.steps.where('document').anyOf(ids).delete();
    await db.documentBindings.where('document').anyOf(ids).delete();
    const wentAlong = db.runs.filter(
      ({ documentId = '', deletedAt }) => Boolean(deletedAt) && ids.includes(documentId),
    );
    return dropRows(await wentAlong.primaryKeys());
  }

  async function dropFor(drop: () => PromiseLike<readonly string[]>): Promise<void> {
    await files.remove(await db.transaction('rw', tables, drop));
  }

  async function drop(spare: Spare): Promise<readonly string[]> {
    if (spare.type === 'run') return dropRows([spare.run.id]);
    await table.removeRows(spare.rows);
    return spare.rows.map(({ file }) => file);
  }

  let timesGivenUp = 0;
  /** One at a time. */
  let line: Promise<unknown> = Promise.resolve();

  const inLine = <T>(act: () => Promise<T>): Promise<T> => {
    const done = line.then(act);
    line = done.catch(() => undefined);
    return done;
  };

  /** Null where nothing is left that may go. */
  async function giveUpSomething(keeper: string | undefined): Promise<readonly Spare[] | null> {
    const went = await db.transaction('rw', tables, async () => {
      if (await unuseData()) return { spares: [], unnamed: [] };
      const document = await db.documents.filter(({ deletedAt }) => Boolean(deletedAt)).first();
      if (document) return { spares: [], unnamed: await dropDocumentRows([document.id]) };
      const [spare] = sparesOf(await stock(), keeper ?? null);
      return spare ? { spares: [spare], unnamed: await drop(spare) } : null;
    });
    await files.remove(went?.unnamed ?? []);
    // Chromium counts what was deleted as free only when another write has ended.
    await db.runs.delete('');
    if (went) timesGivenUp += 1;
    return went ? went.spares : null;
  }

  /** What goes frees its room later than it goes: its size is taken for it. */
  async function foresee(bytes: number, keeper: string | undefined): Promise<readonly Spare[]> {
    const { usage, quota } = await estimate();
    let missing = bytes + MARGIN - (quota - usage);
    const gone: Spare[] = [];
    while (missing > 0) {
      const went = await giveUpSomething(keeper);
      if (!went) break;
      gone.push(...went);
      for (const spare of went) missing -= sizeOf(spare);
    }
    return gone;
  }

  return {
    async write(act, { keeper, bytes = 0 } = {}) {
      const gone: Spare[] = [];
      try {
        if (bytes > 0) gone.push(...(await inLine(() => foresee(bytes, keeper))));
        for (;;) {
          const before = timesGivenUp;
          try {
            return await act();
          } catch (error) {
            if (!isOutOfRoom(error)) throw error;
            // Another write may have made room meanwhile: then nothing more goes yet.
            const went = await inLine(async () =>
              timesGivenUp > before ? [] : giveUpSomething(keeper),
            );
            if (!went) throw error;
            gone.push(...went);
          }
        }
      } finally {
        tellGone(gone);
      }
    },
    dropRuns: (ids) => dropFor(() => dropRows(ids)),
    dropDocuments: (ids) => dropFor(() => dropDocumentRows(ids)),
    dropUnusedData: () =>
      db.transaction('rw', tables, async () => {
        await unuseData();
      }),
    spares: () =>
      db.transaction('r', tables, async () =>
        sparesOf(await stock()).filter(({ type }) => type === 'checkpoints'),
      ),
  };
}

const sizeOf = (spare: Spare): number =>
  spare.type === 'run' ? 0 : spare.rows.reduce((sum, { size }) => sum + size, 0);

/** A browser that does not tell is taken to have room until it refuses. */
async function estimate(): Promise<{ readonly usage: number; readonly quota: number }> {
  const { usage = 0, quota = Number.POSITIVE_INFINITY } = await navigator.storage
    .estimate()
    .catch(() => ({}) as StorageEstimate);
  return { usage, quota };
}

/** What the person has deleted is no news. */
function tellGone(gone: readonly Spare[]): void {
  const runs = new Map<string, RoomMade>();
  for (const spare of gone) {
    if (spare.type === 'run') continue;
    const { id: runId, name } = spare.run;
    const before = runs.get(runId);
    runs.set(runId, {
      ...{ runId, name, isLast: spare.isLast },
      bytes: (before?.bytes ?? 0) + sizeOf(spare),
      steps: [...(before?.steps ?? []), ...spare.rows.map(({ step }) => step)],
    });
  }
  if (runs.size > 0) tellStorage({ type: 'made-room', runs: [...runs.values()] });
}
