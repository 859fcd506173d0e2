/** The versions of one document that undo and redo lead to. Pure; versions share what did not change. */
import type { Document } from '../../graph-schemas/document.ts';

export interface UndoHistory {
  readonly document: Document;
  /** Oldest first. */
  readonly past: readonly Document[];
  /** The next one first. */
  readonly future: readonly Document[];
}

export const UNDO_STEPS = 200;

export const historyOf = (document: Document): UndoHistory => ({ document, past: [], future: [] });

/** A step on: the version before can be undone to, those undone are gone. */
export function advance({ document, past }: UndoHistory, next: Document): UndoHistory {
  return { document: next, past: [...past, document].slice(-UNDO_STEPS), future: [] };
}

/** The same step goes on: what undo leads to stays. */
export function amend({ past }: UndoHistory, next: Document): UndoHistory {
  return { document: next, past, future: [] };
}

/** The same history where there is nothing to undo. */
export function undo(history: UndoHistory): UndoHistory {
  const { document, past, future } = history;
  const before = past[past.length - 1];
  if (!before) return history;
  return { document: before, past: past.slice(0, -1), future: [document, ...future] };
}

/** The same history where there is nothing to redo. */
export function redo(history: UndoHistory): UndoHistory {
  const { document, past, future } = history;
  const [after, ...rest] = future;
  if (!after) return history;
  return { document: after, past: [...past, document], future: rest };
}
