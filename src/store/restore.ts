/**
 * Brings back what an earlier visit left: the documents that were open, with their undo, views, data and runs; and from
 * then on keeps them as they change. The page calls `restoreSession` once, at its start.
 */
import { findSession } from './browser-session.ts';
import { useCanvasStore } from './canvas-store.ts';
import { useDocumentStore } from './document-store.ts';
import {
  autosave,
  beginSession,
  claimed,
  fork,
  locks,
  seen,
  unseen,
  writer,
} from './kept-documents.ts';
import { forgetLastWords, keepLastWords, writeLastWords } from './last-words.ts';
import { useRunStore } from './run-store.ts';
import type { StoredDocument } from './stored-documents.ts';
import { keepClosed, tabOf, useTabsStore } from './tabs-store.ts';
import { documentStorage } from './training-client.ts';
import { viewports } from './viewports.ts';

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
  const { tabs, active } = await findSession(locks, documentStorage, beginSession);
  const documents: StoredDocument[] = [];
  for (const id of tabs) {
    const stored = await claimed(id).catch(() => null);
    if (stored) documents.push(stored);
  }
  return { documents, active };
}

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
