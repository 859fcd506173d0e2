/** Documents in storage, open or not: listed, opened, taken over from another browser tab, removed. */
import type { DocumentRecord } from '../worker/document-records.ts';
import { createDeletion, type Deletion } from './deletion.ts';
import { useDocumentStore } from './document-store.ts';
import { autosave, claimed, locks, seen, unseen, writer } from './kept-documents.ts';
import { loadDocument } from './stored-documents.ts';
import { heldOf, tabOf, useTabsStore } from './tabs-store.ts';
import { documentStorage, runLibrary } from './training-client.ts';

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
