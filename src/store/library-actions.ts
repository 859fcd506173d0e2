/** What a person does with stored runs as a whole: deleting with a way back, removing checkpoints, clearing away at the start. */
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { RunNote } from '../worker/run-library-types.ts';
import { onStorageNews, type StorageNews } from '../worker/storage-news.ts';
import { createDeletion, type Deletion } from './deletion.ts';
import { isAtWork } from './document-run.ts';
import { readLibraryNow, useLibraryStore } from './library-store.ts';
import { useRunStore } from './run-store.ts';
import { useSideRuns } from './side-runs.ts';
import { runLibrary } from './training-client.ts';

/** Seen at once, and as storage has it in the end. */
export async function noteRun(id: string, note: RunNote): Promise<void> {
  useLibraryStore.setState(({ runs }) => ({
    runs: runs?.map((run) => (run.id === id ? { ...run, ...note } : run)) ?? null,
  }));
  try {
    await runLibrary.note(id, note);
  } finally {
    await readLibraryNow();
  }
}

/** Runs that were deleted while their document shows them: they can still go on, and are back if they do. */
const onShow = new Set<string>();
useRunStore.subscribe(({ run, state }) => {
  if (run && onShow.has(run.id) && isAtWork(state) && onShow.delete(run.id))
    void noteRun(run.id, { deletedAt: null }).catch(useRunStore.getState().complain);
});

/** They are gone from every list, and can come back until `settle`. Those on show go in the next visit. */
export async function deleteRuns(ids: readonly string[]): Promise<Deletion> {
  const deletedAt = Date.now();
  for (const id of ids) if (id === useRunStore.getState().run?.id) onShow.add(id);
  for (const id of ids) await runLibrary.note(id, { deletedAt });
  await readLibraryNow();
  return createDeletion({
    async undo() {
      for (const id of ids) onShow.delete(id);
      for (const id of ids) await runLibrary.note(id, { deletedAt: null });
      await readLibraryNow();
    },
    async settle() {
      const all = await runLibrary.list({ withDeleted: true });
      // Another browser tab may have taken it back.
      const isGone = ({ id, deletedAt }: RunRecord) =>
        ids.includes(id) && deletedAt !== null && !onShow.has(id);
      const gone = all.filter(isGone);
      await runLibrary.remove(gone.map(({ id }) => id));
      await readLibraryNow();
    },
  });
}

/** Of runs that are not pinned, but for the newest of each. */
export async function spareCheckpoints() {
  const removable = (await runLibrary.removable()).filter(({ isLast }) => !isLast);
  const bytes = removable.reduce((sum, each) => sum + each.bytes, 0);
  return { removable, count: removable.length, bytes };
}

export async function removeOldCheckpoints(): Promise<{
  readonly count: number;
  readonly bytes: number;
}> {
  const { removable, count, bytes } = await spareCheckpoints();
  const steps = new Map<string, number[]>();
  for (const { runId, step } of removable) steps.set(runId, [...(steps.get(runId) ?? []), step]);
  for (const [runId, of] of steps) await runLibrary.removeCheckpoints(runId, of);
  await readLibraryNow();
  return { count, bytes };
}

/** Whether this page trains the run now, be its document on show or behind, or none. */
export function isAtWorkHere({ id, documentId }: RunRecord): boolean {
  const beside = useSideRuns.getState().runs[id];
  if (beside && isAtWork(beside.state)) return true;
  const { run, state, elsewhere } = useRunStore.getState();
  if (run?.id === id) return isAtWork(state);
  if (!elsewhere || elsewhere.documentId !== documentId) return false;
  const newest = useLibraryStore.getState().runs?.find((each) => each.documentId === documentId);
  return newest?.id === id;
}

/** What storage did that nobody asked for, in this page, its worker or another browser tab. */
export const listenToStorage = (listener: (news: StorageNews) => void): (() => void) =>
  onStorageNews(listener);
