/**
 * Brings back what an earlier visit left (document, run, bound data) and from then on keeps the document as
 * it changes. The page calls `restoreSession` once, at its start.
 */
import { readJson } from '../graph/read.ts';
import { useDataStore } from './data-store.ts';
import { useDocumentStore } from './document-store.ts';
import { useRunStore } from './run-store.ts';
import { pageStorage } from './training-client.ts';

const SAVE_DELAY_MS = 500;

let started: Promise<boolean> | null = null;

/** True if there was a document. Never rejects: a browser without storage just starts empty. */
export function restoreSession(): Promise<boolean> {
  started ??= restore().finally(autosave);
  return started;
}

async function restore(): Promise<boolean> {
  const stored = await pageStorage.loadDocument().catch(() => null);
  const document = stored === null ? null : readJson(stored).document;
  if (document) useDocumentStore.getState().open(document, { forgets: true });
  // Each may fail on its own; the page then starts without it.
  await Promise.allSettled([useDataStore.getState().restore(), restoreRun()]);
  return document !== null;
}

async function restoreRun(): Promise<void> {
  const record = await pageStorage.latestRun();
  if (record) await useRunStore.getState().restore(record);
}

/** Keeps the document half a second after its last change, and at once when the page is hidden. */
function autosave(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = useDocumentStore.getState().document;

  function keep(): void {
    clearTimeout(timer);
    const { document } = useDocumentStore.getState();
    if (document === kept) return;
    kept = document;
    pageStorage.putDocument(document).catch(useRunStore.getState().complain);
  }

  useDocumentStore.subscribe((state, before) => {
    if (state.document === before.document) return;
    clearTimeout(timer);
    timer = setTimeout(keep, SAVE_DELAY_MS);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    keep();
    useRunStore.getState().saveSoon();
  });
  addEventListener('pagehide', keep);
}
