/**
 * Writes where the browser may have no room left: what `spare.ts` names goes, one at a time and in its order, until the
 * write succeeds. Where nothing is left that may go, the write fails as it would have, and the person is asked.
 */
import type { Database } from './database.ts';
import { newestFirst, newestRuns, type Spare, type Stock, sparesOf } from './spare.ts';
import { isOutOfRoom } from './storage-errors.ts';

const RUNS_KEPT = 8;
/** Only these can be resumed: checkpoints are large. */
const RESUMABLE_RUNS_KEPT = 3;

export interface Room {
  /** @param keeper the run that is about to write, whose own checkpoints stay */
  write<T>(act: () => PromiseLike<T>, keeper?: string): Promise<T>;
  /** Clears away runs beyond those that are kept, whatever the room, and data that nothing names any more. */
  tidy(): Promise<void>;
  /** All that belongs to a document's runs, and data that only it had. */
  forgetRunsOf(documentId: string): Promise<void>;
}

export function createRoom(db: Database): Room {
  const perRun = [db.checkpoints, db.losses, db.samples, db.metrics];
  const tables = [db.runs, db.sessions, db.documents, db.documentBindings, db.datasets, ...perRun];

  async function stock(): Promise<Stock> {
    const [runs, keys, sessions, documents] = await Promise.all([
      db.runs.toArray(),
      db.checkpoints.toCollection().primaryKeys(),
      db.sessions.toArray(),
      db.documents.toCollection().primaryKeys(),
    ]);
    return {
      runs,
      checkpoints: keys,
      open: new Set(sessions.flatMap(({ tabs }) => tabs)),
      documents: new Set(documents),
    };
  }

  async function dropRuns(ids: readonly string[]): Promise<void> {
    for (const table of perRun) await table.where('runId').anyOf(ids).delete();
    await db.runs.bulkDelete([...ids]);
  }

  async function dropUnusedData(): Promise<boolean> {
    const used = new Set<string>();
    const bindings = (await db.documentBindings.toArray()).map(({ binding }) => binding);
    const ofRuns = (await db.runs.toArray()).flatMap((run) => Object.values(run.bindings));
    for (const binding of [...bindings, ...ofRuns])
      if (binding.type === 'stored') used.add(binding.datasetId);
    const ids = await db.datasets.toCollection().primaryKeys();
    const unused = ids.filter((id) => !used.has(id));
    await db.datasets.bulkDelete(unused);
    return unused.length > 0;
  }

  async function drop(spare: Spare): Promise<void> {
    switch (spare.type) {
      case 'run':
        await dropRuns([spare.runId]);
        await dropUnusedData();
        return;
      case 'weights':
        await db.checkpoints.where('runId').equals(spare.runId).delete();
        return;
      case 'checkpoint':
        await db.checkpoints.delete([...spare.key]);
        return;
      default:
        spare satisfies never;
    }
  }

  let timesGivenUp = 0;
  /** One at a time. */
  let line: Promise<boolean> = Promise.resolve(true);

  /** False where nothing is left that may go. */
  async function giveUpSomething(keeper: string | null): Promise<boolean> {
    const hasGone = await db.transaction('rw', tables, async () => {
      if (await dropUnusedData()) return true;
      const [spare] = sparesOf(await stock(), keeper);
      if (spare) await drop(spare);
      return spare !== undefined;
    });
    // Chromium counts what was deleted as free only when another write has ended.
    await db.runs.delete('');
    if (hasGone) timesGivenUp += 1;
    return hasGone;
  }

  return {
    async write(act, keeper) {
      for (;;) {
        const before = timesGivenUp;
        try {
          return await act();
        } catch (error) {
          if (!isOutOfRoom(error)) throw error;
          // Another write may have made room meanwhile: then nothing more goes yet.
          const hasRoom = line.then(() => timesGivenUp > before || giveUpSomething(keeper ?? null));
          line = hasRoom.catch(() => false);
          if (!(await hasRoom)) throw error;
        }
      }
    },
    tidy: () =>
      db.transaction('rw', tables, async () => {
        const now = await stock();
        const { inHand, reachable } = newestRuns(now);
        const runs = newestFirst(now.runs);
        const hasWeights = new Set(now.checkpoints.map(([runId]) => runId));
        const beyond = runs.filter(({ id }) => hasWeights.has(id)).slice(RESUMABLE_RUNS_KEPT);
        const weightless = beyond.flatMap(({ id }) => (inHand.has(id) ? [] : [id]));
        await db.checkpoints.where('runId').anyOf(weightless).delete();
        const old = runs.slice(RUNS_KEPT).flatMap(({ id }) => (reachable.has(id) ? [] : [id]));
        await dropRuns(old);
        await dropUnusedData();
      }),
    forgetRunsOf: (documentId) =>
      db.transaction('rw', tables, async () => {
        const runs = await db.runs.filter((run) => run.documentId === documentId).primaryKeys();
        await dropRuns(runs);
        await dropUnusedData();
      }),
  };
}
