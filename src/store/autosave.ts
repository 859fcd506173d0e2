/**
 * Keeps the open documents in the browser as they change: half a second after a change, when the page has nothing
 * better to do, and at once when it is hidden. A save writes the document and the steps since the one before. A document
 * that another browser tab has taken meanwhile is not written over: it goes on as a copy.
 */
import type { Document } from '../../graph-schemas/document.ts';
import type { DocumentRecord, SessionRecord } from '../worker/document-records.ts';
import type { DocumentStorage } from '../worker/document-storage.ts';
import { isOutOfRoom } from '../worker/storage-errors.ts';
import { viewOf } from './canvas-store.ts';
import { tell } from './document-news.ts';
import type { DocumentChange, Unsaved } from './last-words.ts';
import { heldOf, tabOf, useTabsStore } from './tabs-store.ts';
import { advanceTimeline, type Timeline } from './timeline.ts';

export interface Autosave {
  /** Something of the document has changed, or how it is looked at. */
  mark(id: string): void;
  /** The versions that storage holds of a document that was read from there. */
  know(id: string, timeline: Timeline): void;
  /** What is stored is no longer this page's doing. */
  forget(id: string): void;
  /** Writes all that waits. Resolves when it is written, or was refused. */
  flush(): Promise<void>;
  /** What storage does not have for certain, ready to be written. */
  unsaved(): Unsaved;
  /** The document as it stands is in storage. */
  isKept(id: string): boolean;
  /** Changes wait that storage has refused. */
  readonly isBehind: () => boolean;
}

export interface AutosaveParts {
  readonly storage: DocumentStorage;
  /** The name under which this page writes. */
  readonly writer: string;
  /** Null while the page has no session of its own yet. */
  readonly session: () => string | null;
  /** The document may be written by this page. */
  readonly isOurs: (id: string) => boolean;
  /** It goes on under another id. */
  readonly fork: (id: string) => void;
}

const DELAY_MS = 500;
const RETRY_MS = 15_000;

/** Text of the document as it was last written: views change more often than documents. */
interface Written {
  readonly timeline: Timeline | null;
  readonly document: Document | null;
  readonly text: string;
}

const nothingWritten: Written = { timeline: null, document: null, text: '' };

const whenIdle = (act: () => void): void => {
  if (typeof requestIdleCallback === 'undefined') setTimeout(act, 0);
  else requestIdleCallback(act, { timeout: 300 });
};

export function createAutosave({
  storage,
  writer,
  session,
  isOurs,
  fork,
}: AutosaveParts): Autosave {
  const written = new Map<string, Written>();
  const waiting = new Set<string>();
  let isSessionWaiting = false;
  /** Begun and not ended. */
  const underway = new Set<DocumentChange>();
  let isSessionUnderway = false;
  let timer: { readonly handle: ReturnType<typeof setTimeout>; readonly at: number } | null = null;
  let line: Promise<void> = Promise.resolve();
  let hasFailed = false;

  /** Sooner, where it was to be later. */
  function schedule(delayMs: number): void {
    const at = Date.now() + delayMs;
    if (timer !== null && timer.at <= at) return;
    if (timer !== null) clearTimeout(timer.handle);
    const handle = setTimeout(() => {
      timer = null;
      whenIdle(() => void flush());
    }, delayMs);
    timer = { handle, at };
  }

  function failed(error: unknown): void {
    if (!hasFailed) {
      const { message } = error as Error;
      tell({ type: 'not-kept', message, isOutOfRoom: isOutOfRoom(error) });
    }
    hasFailed = true;
    schedule(RETRY_MS);
  }

  function recovered(): void {
    if (hasFailed && waiting.size === 0) {
      hasFailed = false;
      tell({ type: 'kept-again' });
    }
  }

  /** Null for a document that is gone, or another browser tab's. */
  function prepare(id: string) {
    const held = heldOf(id);
    const tab = tabOf(id);
    if (!held || !tab || !isOurs(id)) return null;
    const { document } = held.history;
    const before = written.get(id) ?? nothingWritten;
    const change = advanceTimeline(id, before.timeline, held.history);
    const text = before.document === document ? before.text : JSON.stringify(document);
    const savedAt = held.saved === null ? -1 : change.next.versions.indexOf(held.saved);
    const view = viewOf(id);
    const record: DocumentRecord = {
      ...{ id, name: document.name, text, step: change.step, origin: tab.origin, writer },
      savedStep: savedAt < 0 ? null : change.next.first + savedAt,
      view: view
        ? {
            trail: [...view.trail],
            through: [...(view.through ?? [])],
            viewports: { ...view.viewports },
          }
        : null,
      usedAt: Date.now(),
      ...(tab.file ? { file: tab.file } : {}),
    };
    const { put, last, next } = change;
    return {
      record,
      steps: { put, first: next.first, last, continues: before.timeline !== null },
      now: { timeline: next, document, text },
    };
  }

  async function save(id: string): Promise<void> {
    const change = prepare(id);
    if (!change) return;
    const before = written.get(id) ?? nothingWritten;
    written.set(id, change.now);
    underway.add(change);
    try {
      const outcome = await storage.save(change.record, change.steps);
      if (outcome === 'saved') return;
      written.delete(id);
      // Forgotten or deleted meanwhile: written as a whole.
      if (outcome === 'gone') return await save(id);
    } catch (error) {
      // Whatever was to be written is to be written still.
      written.set(id, before);
      waiting.add(id);
      failed(error);
      return;
    } finally {
      underway.delete(change);
    }
    if (useTabsStore.getState().tabs.some((tab) => tab.id === id)) fork(id);
  }

  function sessionNow(): SessionRecord | null {
    const id = session();
    if (id === null) return null;
    const { tabs, active } = useTabsStore.getState();
    return { id, active, updatedAt: Date.now(), tabs: tabs.map((tab) => tab.id) };
  }

  async function saveSession(): Promise<void> {
    const now = sessionNow();
    if (!now) return;
    isSessionUnderway = true;
    try {
      await storage.putSession(now);
    } catch (error) {
      isSessionWaiting = true;
      failed(error);
    } finally {
      isSessionUnderway = false;
    }
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer.handle);
    timer = null;
    line = line.then(async () => {
      const ids = [...waiting];
      waiting.clear();
      const isSessionDue = isSessionWaiting;
      isSessionWaiting = false;
      // Begun together: a page that is being closed may not come to a second turn.
      const saves = ids.map(save);
      if (isSessionDue) saves.push(saveSession());
      await Promise.all(saves);
      recovered();
    });
    return line;
  }

  useTabsStore.subscribe(({ tabs, active }, before) => {
    if (tabs === before.tabs && active === before.active) return;
    for (const tab of tabs) if (!before.tabs.includes(tab)) waiting.add(tab.id);
    // Closed: its last changes, and when.
    for (const { id } of before.tabs) if (!tabs.some((tab) => tab.id === id)) waiting.add(id);
    if (active !== before.active) waiting.add(before.active);
    isSessionWaiting = true;
    schedule(DELAY_MS);
  });

  return {
    mark(id) {
      waiting.add(id);
      schedule(DELAY_MS);
    },
    know(id, timeline) {
      written.set(id, { ...nothingWritten, timeline });
    },
    forget: (id) => void written.delete(id),
    isKept(id) {
      const document = heldOf(id)?.history.document;
      // What is on its way may be refused.
      if ([...underway].some(({ record }) => record.id === id)) return false;
      return !document || (written.get(id)?.timeline?.versions.includes(document) ?? false);
    },
    flush,
    unsaved() {
      const waits = [...waiting].flatMap((id) => prepare(id) ?? []);
      const changes = [...underway, ...waits].map(({ record, steps }) => ({ record, steps }));
      return { changes, session: isSessionWaiting || isSessionUnderway ? sessionNow() : null };
    },
    isBehind: () => hasFailed && (waiting.size > 0 || isSessionWaiting),
  };
}
