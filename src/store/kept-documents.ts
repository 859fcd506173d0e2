/**
 * What the page holds of storage: which documents are its own among browser tabs, and what of them is still to be written.
 * Restoring, opening and removing documents go through it.
 */
import { createAutosave } from './autosave.ts';
import { useDataStore } from './data-store.ts';
import { createDocumentLocks } from './document-locks.ts';
import { tell } from './document-news.ts';
import { useRunStore } from './run-store.ts';
import { loadDocument, type StoredDocument } from './stored-documents.ts';
import { tabOf, useTabsStore } from './tabs-store.ts';
import { documentStorage, pageStorage } from './training-client.ts';

/** Under this name the page writes; another visit of the same browser tab is another writer. */
export const writer = crypto.randomUUID();
let session: string | null = null;

/** The visit that documents are written for. */
export function beginSession(id: string): void {
  session = id;
}

export const locks = createDocumentLocks({
  async handOver(id) {
    autosave.mark(id);
    await autosave.flush();
  },
  lost(id) {
    const isKept = autosave.isKept(id);
    autosave.forget(id);
    const tab = tabOf(id);
    if (!tab || tab.isElsewhere) return;
    useRunStore.getState().leave(id);
    // Taken by force, or storage has refused: what the other does not know of goes on as a copy.
    if (!isKept) return fork(id);
    useTabsStore.getState().change(id, { isElsewhere: true });
    tell({ type: 'handed-over', name: tab.name });
  },
});

export const autosave = createAutosave({
  storage: documentStorage,
  writer,
  session: () => session,
  isOurs: (id) => !(tabOf(id)?.isElsewhere ?? false),
  fork: (id) => fork(id),
});

/** Documents whose data and run are in storage, until they are on show for the first time. */
export const unseen = new Set<string>();

/** Claimed before it is read: nothing that another page writes comes between. Null where there is none to be read. */
export async function claimed(id: string): Promise<StoredDocument | null> {
  const isOurs = await locks.take(id);
  let stored: StoredDocument | null = null;
  try {
    // Refused, it is found out at the first save, which then goes on as a copy.
    if (isOurs) await documentStorage.claim(id, writer).catch(() => undefined);
    stored = await loadDocument(documentStorage, id);
  } finally {
    if (!stored) locks.release(id);
  }
  if (!stored) return null;
  if (!isOurs) return { ...stored, tab: { ...stored.tab, isElsewhere: true } };
  autosave.know(id, stored.timeline);
  return stored;
}

/** Data and run of a document that is on show for the first time. Each may fail on its own; the page then does without. */
export async function seen(id: string): Promise<void> {
  if (!unseen.delete(id)) return;
  const run = async () => {
    const record = await pageStorage.latestRun(id);
    if (record) await useRunStore.getState().restore({ ...record, documentId: id });
  };
  await Promise.allSettled([useDataStore.getState().restore(id), run()]);
}

/** What is on show goes on under an id of its own; what the other browser tab has is left to it. */
export function fork(id: string, name?: string): void {
  const copy = useTabsStore.getState().fork(id, name);
  void locks.take(copy);
}
