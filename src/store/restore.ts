/**
 * Brings back what an earlier visit left: the documents that were open, with their undo, views, data and runs; and from
 * then on keeps them as they change. The page calls `restoreSession` once, at its start.
 */
import type { DocumentRecord } from '../worker/document-records.ts';
import { createAutosave } from './autosave.ts';
import { findSession } from './browser-session.ts';
import { useCanvasStore } from './canvas-store.ts';
import { useDataStore } from './data-store.ts';
import { createDeletion, type Deletion } from './deletion.ts';
import { createDocumentLocks } from './document-locks.ts';
import { tell } from './document-news.ts';
import { useDocumentStore } from './document-store.ts';
import { forgetLastWords, keepLastWords, writeLastWords } from './last-words.ts';
import { useRunStore } from './run-store.ts';
import { loadDocument, type StoredDocument } from './stored-documents.ts';
import { heldOf, keepClosed, tabOf, useTabsStore } from './tabs-store.ts';
import { documentStorage, pageStorage, runLibrary } from './training-client.ts';
import { viewports } from './viewports.ts';

/** Under this name the page writes; another visit of the same browser tab is another writer. */
const writer = crypto.randomUUID();
let session: string | null = null;

const locks = createDocumentLocks({
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

const autosave = createAutosave({
  storage: documentStorage,
  writer,
  session: () => session,
  isOurs: (id) => !(tabOf(id)?.isElsewhere ?? false),
  fork: (id) => fork(id),
});

/** Documents whose data and run are in storage, until they are on show for the first time. */
const unseen = new Set<string>();

let started: Promise<boolean> | null = null;

/** True if there was a document. Never rejects: a browser without storage just starts empty. */
export function restoreSession(): Promise<boolean> {
  started ??= restore();
  return started;
}

async function restore(): Promise<boolean> {
  const found = await storedSession().catch(() => null);
  if (found) {
    useTabsStore.getState().restore(found.documents, found.active);
    for (const { tab } of found.documents) unseen.add(tab.id);
  }
  // Large data takes its time to come back: what is done meanwhile is to be kept.
  keepFromNowOn();
  await seen(useDocumentStore.getState().documentId);
  return found !== null && found.documents.length > 0;
}

async function storedSession() {
  await writeLastWords(documentStorage).catch(() => undefined);
  const { tabs, active } = await findSession(locks, documentStorage, (id) => {
    session = id;
  });
  const documents: StoredDocument[] = [];
  for (const id of tabs) {
    const stored = await claimed(id).catch(() => null);
    if (stored) documents.push(stored);
  }
  return { documents, active };
}

/** Claimed before it is read: nothing that another page writes comes between. Null where there is none to be read. */
async function claimed(id: string): Promise<StoredDocument | null> {
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
async function seen(id: string): Promise<void> {
  if (!unseen.delete(id)) return;
  const run = async () => {
    const record = await pageStorage.latestRun(id);
    if (record) await useRunStore.getState().restore({ ...record, documentId: id });
  };
  await Promise.allSettled([useDataStore.getState().restore(id), run()]);
}

/** Documents that are on their way out of storage. */
const opening = new Map<string, Promise<boolean>>();

/** Opens a document out of storage, such as one that was closed; shows it where it is open. False where it is gone. */
export async function openStored(id: string): Promise<boolean> {
  const { tabs, closed, show, reopen } = useTabsStore.getState();
  if (tabs.some((tab) => tab.id === id)) show(id);
  else if (closed.includes(id)) reopen(id);
  else {
    // A double click asks twice.
    const asked = opening.get(id) ?? insertStored(id).finally(() => opening.delete(id));
    opening.set(id, asked);
    return asked;
  }
  return true;
}

async function insertStored(id: string): Promise<boolean> {
  const stored = await claimed(id);
  if (!stored) return false;
  unseen.add(id);
  useTabsStore.getState().insert(stored);
  return true;
}

/** The document as the other browser tab left it, with that one's undo; from now on this one writes it. */
export async function takeOver(id: string): Promise<void> {
  await locks.takeOver(id);
  await documentStorage.claim(id, writer);
  const stored = await loadDocument(documentStorage, id);
  // Closed, or edited and thus a copy, while the other handed it over.
  if (!useTabsStore.getState().tabs.some((tab) => tab.id === id)) return locks.release(id);
  if (!stored) {
    useTabsStore.getState().change(id, { isElsewhere: false });
    autosave.mark(id);
    return;
  }
  autosave.know(id, stored.timeline);
  useTabsStore.getState().replace(stored);
  unseen.add(id);
  if (useDocumentStore.getState().documentId === id) await seen(id);
}

/** What is on show goes on under an id of its own; what the other browser tab has is left to it. */
export function fork(id: string, name?: string): void {
  const copy = useTabsStore.getState().fork(id, name);
  void locks.take(copy);
}

/** Recent documents, open or not; the newest first. Those that storage has refused come first. */
export async function listDocuments(): Promise<readonly ListedDocument[]> {
  const stored = await documentStorage.list().catch(() => []);
  const { tabs, closed } = useTabsStore.getState();
  const refused = [...tabs.map(({ id }) => id), ...closed].filter((id) => !autosave.isKept(id));
  const inMemory = refused.flatMap((id) => heldInMemory(id) ?? []);
  const others = stored.filter(({ id }) => !refused.includes(id));
  return [...inMemory, ...others.map((record) => ({ ...record, isKept: true }))];
}

export type ListedDocument = Pick<DocumentRecord, 'id' | 'name' | 'text' | 'usedAt' | 'origin'> & {
  /** False: it lasts as long as this page. */
  readonly isKept: boolean;
  /** Nobody has done anything in it. */
  readonly step: number;
};

function heldInMemory(id: string): ListedDocument | null {
  const tab = tabOf(id);
  const history = heldOf(id)?.history;
  if (!tab || !history) return null;
  const { name } = history.document;
  const text = JSON.stringify(history.document);
  const { origin } = tab;
  const step = history.past.length;
  return { id, name, text, origin, step, usedAt: Date.now(), isKept: false };
}

/** How many runs go with a document, and how many are pinned and stay. */
export async function runsOf(
  id: string,
): Promise<{ readonly going: number; readonly pinned: number }> {
  const runs = await runLibrary.list().catch(() => []);
  const own = runs.filter(({ documentId }) => documentId === id);
  const pinned = own.filter(({ isPinned }) => isPinned).length;
  return { going: own.length - pinned, pinned };
}

/**
 * A closed one: with its undo, its runs but for pinned ones, and its data where nothing else has that. Null where it was in
 * this page alone, and nothing of it can come back.
 */
export async function removeDocument(id: string): Promise<Deletion | null> {
  if (!(await locks.take(id))) throw new DocumentInUse();
  try {
    useTabsStore.getState().forget(id);
    await autosave.flush();
    autosave.forget(id);
    const isThere = await documentStorage.remove(id);
    // What waited for the room that this made.
    await autosave.flush();
    if (!isThere) return null;
    return createDeletion({
      undo: () => documentStorage.bringBack(id),
      settle: () => documentStorage.settle(id),
    });
  } finally {
    locks.release(id);
  }
}

/** Another browser tab has the document open. */
export class DocumentInUse extends Error {
  override readonly name = 'DocumentInUse';
}

export const flushDocuments = () => autosave.flush();

function keepFromNowOn(): void {
  // What storage has refused is nowhere else.
  keepClosed((id) => !autosave.isKept(id));
  useDocumentStore.subscribe((state, before) => {
    const { documentId } = state;
    if (documentId !== before.documentId) {
      void seen(documentId);
      return;
    }
    if (state.history === before.history) return;
    // An edit of what another browser tab has is an edit of a copy.
    if (tabOf(documentId)?.isElsewhere) fork(documentId, before.document.name);
    else autosave.mark(documentId);
  });
  useCanvasStore.subscribe(({ trail }, before) => {
    if (trail !== before.trail) autosave.mark(useDocumentStore.getState().documentId);
  });
  viewports.onChange = () => autosave.mark(useDocumentStore.getState().documentId);
  useTabsStore.subscribe(({ tabs, closed }, before) => {
    for (const { id } of tabs) if (!locks.isHeld(id)) void holdNew(id);
    if (closed === before.closed && tabs === before.tabs) return;
    const gone = before.tabs.filter(({ id }) => tabs.every((tab) => tab.id !== id));
    if (gone.length > 0) void releaseKept(gone.map(({ id }) => id));
  });
  for (const { id } of useTabsStore.getState().tabs) {
    void holdNew(id);
    autosave.mark(id);
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    leave();
    useRunStore.getState().saveSoon();
  });
  addEventListener('pagehide', leave);
  addEventListener('beforeunload', (event) => {
    // What storage refuses is lost with the page: the browser asks first.
    if (autosave.isBehind()) event.preventDefault();
  });
}

let leavings = 0;

/** The page may not live to see the end of what it writes. */
function leave(): void {
  leavings += 1;
  const leaving = leavings;
  keepLastWords(writer, autosave.unsaved());
  void autosave.flush().then(() => {
    if (leaving === leavings && !autosave.isBehind()) forgetLastWords(writer);
  });
}

/** Another browser tab may have what was closed here once its last changes are kept. */
async function releaseKept(ids: readonly string[]): Promise<void> {
  await autosave.flush();
  const { tabs } = useTabsStore.getState();
  for (const id of ids) if (tabs.every((tab) => tab.id !== id)) locks.release(id);
}

/** A document that was closed and reopened may be open in another browser tab by now. */
async function holdNew(id: string): Promise<void> {
  if (tabOf(id)?.isElsewhere) return;
  if (!(await locks.take(id))) useTabsStore.getState().change(id, { isElsewhere: true });
}
