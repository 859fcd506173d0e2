/**
 * The document on show and what the compiler says about it. Every change goes through `dispatch`; undo keeps
 * versions (they share structure), one step per gesture. Which other documents are open is the business of
 * `tabs-store.ts`; selection and the level on show are in `canvas-store.ts` and are no part of undo.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Document } from '../../graph-schemas/document.ts';
import type { Compilation } from '../compiler/compile-types.ts';
import type { Edit } from '../graph/edit-types.ts';
import { isSameData } from '../graph/same-document.ts';
import type { Through } from '../graph/through.ts';
import { blankDocument } from './blank-document.ts';
import { type GraphTools, graphTools } from './graph-tools.ts';
import { shareStructure } from './share-structure.ts';
import { advance, amend, historyOf, redo, type UndoHistory, undo } from './undo-history.ts';

/** A document with all that its tab needs to show it again as it was. */
export interface HeldDocument {
  readonly id: string;
  readonly history: UndoHistory;
  /** What the person has on disk, or opened; null where it is nothing of the kind. */
  readonly saved: Document | null;
  /** Null until it is on show for the first time. */
  readonly compilation: Compilation | null;
}

export interface DocumentState {
  /** Of the document on show: data, runs, views and storage go by it. */
  readonly documentId: string;
  readonly document: Document;
  readonly history: UndoHistory;
  /** Of `document`; behind it by a moment while `isCompiling`. */
  readonly compilation: Compilation;
  readonly isCompiling: boolean;
  /** Differs from what was opened or last exported. */
  readonly isDirty: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Counts undo and redo: what they changed is to be seen. */
  readonly travels: number;
  /** Applies edits as one undo step (none of its own inside a gesture that has made one; none where nothing changes). */
  dispatch(edits: Edit | readonly Edit[]): void;
  undo(): void;
  redo(): void;
  /** Until `endGesture`, all edits are one undo step: a drag, a slider, typing in a field. Gestures nest. */
  beginGesture(): void;
  endGesture(): void;
  /** Ends all gestures as if none had begun: what they changed goes, and what could be redone is there again. */
  cancelGesture(): void;
  /** Replaces the document. Undo brings the earlier one back unless `forgets`. */
  open(document: Document, options?: { readonly forgets?: boolean }): void;
  /** Shows another document, and answers the one that was on show. */
  swap(next: HeldDocument): HeldDocument;
  /** The document on show with its history. */
  held(): HeldDocument;
  /** This version of the document is what the person has on disk; the one on show, where none is named. */
  markSaved(version?: Document): void;
  /** Shapes inside of blocks become those of one use of them; null for the first. */
  lookThrough(through: Through | null): void;
  /** The compilation of exactly the document on show, compiled now if it was behind. */
  compileNow(): Compilation;
  /** Compiles a document that is not on show. */
  compileOther(document: Document): Compilation;
}

/** Documents that take longer than this to compile wait for a pause in the edits. */
const SLOW_COMPILE_MS = 50;
const SLOW_COMPILE_DELAY_MS = 150;

/** Edits that move things about without changing what is computed. */
const LAYOUT: ReadonlySet<Edit['type']> = new Set(['move-nodes', 'set-notes', 'set-via']);
const isLayoutOnly = ({ type }: Edit) => LAYOUT.has(type);

export type DocumentStore = UseBoundStore<StoreApi<DocumentState>>;

/** What follows from a history alone. */
function shownOf(history: UndoHistory, saved: Document | null) {
  const { document, past, future } = history;
  const isDirty = document !== saved;
  return { history, document, isDirty, canUndo: past.length > 0, canRedo: future.length > 0 };
}

export function createDocumentStore(
  tools: GraphTools,
  initial: Document,
  id: string = crypto.randomUUID(),
): DocumentStore {
  let saved: Document | null = initial;
  let through: Through | null = null;
  let openGestures = 0;
  /** The gesture has made its undo step: what follows only moves on from it. */
  let hasStepped = false;
  /** Where the outermost gesture began. */
  let beforeGesture: UndoHistory | null = null;
  let lastCompileMs = 0;
  let pendingCompile: ReturnType<typeof setTimeout> | undefined;

  function compile(document: Document, previous: Compilation | null): Compilation {
    const startedAt = performance.now();
    const next = tools.compile(document, through);
    lastCompileMs = performance.now() - startedAt;
    if (!previous) return next;
    return {
      problems: shareStructure(previous.problems, next.problems),
      graphs: shareStructure(previous.graphs, next.graphs),
      program: shareStructure(previous.program, next.program),
      summary: shareStructure(previous.summary, next.summary),
    };
  }

  return create<DocumentState>()((set, get) => {
    function recompile(): Compilation {
      clearTimeout(pendingCompile);
      const compilation = compile(get().document, get().compilation);
      set({ compilation, isCompiling: false });
      return compilation;
    }

    /** Shows a history after any change of it. */
    function publish(
      history: UndoHistory,
      more: Partial<DocumentState> = {},
      isSame = false,
    ): void {
      const shown = get();
      const next = { ...more, ...shownOf(history, saved) };
      if (history.document === shown.document || isSame) {
        set(next);
      } else if (lastCompileMs > SLOW_COMPILE_MS) {
        set({ ...next, isCompiling: true });
        clearTimeout(pendingCompile);
        pendingCompile = setTimeout(recompile, SLOW_COMPILE_DELAY_MS);
      } else {
        clearTimeout(pendingCompile);
        const compilation = compile(history.document, shown.compilation);
        set({ ...next, compilation, isCompiling: false });
      }
    }

    function leaveGestures(): void {
      openGestures = 0;
      hasStepped = false;
      beforeGesture = null;
    }

    function travel(way: (history: UndoHistory) => UndoHistory): void {
      leaveGestures();
      const { history, travels } = get();
      const next = way(history);
      if (next !== history) publish(next, { travels: travels + 1 });
    }

    const held = (): HeldDocument => {
      const { documentId, history, compilation, isCompiling } = get();
      return { id: documentId, history, saved, compilation: isCompiling ? null : compilation };
    };

    return {
      ...shownOf(historyOf(initial), initial),
      documentId: id,
      compilation: compile(initial, null),
      isCompiling: false,
      travels: 0,
      dispatch(edits) {
        const list = 'type' in edits ? [edits] : edits;
        const { document, history } = get();
        const next = list.reduce(tools.applyEdit, document);
        if (isSameData(next, document)) return;
        const isGoingOn = openGestures > 0 && hasStepped;
        if (openGestures > 0) hasStepped = true;
        const after = isGoingOn ? amend(history, next) : advance(history, next);
        publish(after, {}, list.every(isLayoutOnly) && !get().isCompiling);
      },
      undo: () => travel(undo),
      redo: () => travel(redo),
      beginGesture() {
        if (openGestures === 0) beforeGesture = get().history;
        openGestures += 1;
      },
      endGesture() {
        openGestures = Math.max(0, openGestures - 1);
        if (openGestures === 0) hasStepped = false;
      },
      cancelGesture() {
        const before = beforeGesture;
        leaveGestures();
        if (before && before !== get().history) publish(before);
      },
      open(document, options) {
        leaveGestures();
        saved = document;
        publish(options?.forgets ? historyOf(document) : advance(get().history, document));
      },
      swap(next) {
        const before = held();
        leaveGestures();
        clearTimeout(pendingCompile);
        saved = next.saved;
        // Of the canvas of the other; the one that comes says what its own looks through.
        through = null;
        const compilation = next.compilation ?? compile(next.history.document, null);
        set({
          ...shownOf(next.history, saved),
          documentId: next.id,
          compilation,
          isCompiling: false,
        });
        return before;
      },
      held,
      markSaved(version = get().document) {
        saved = version;
        set({ isDirty: get().document !== version });
      },
      lookThrough(next) {
        if (JSON.stringify(next) === JSON.stringify(through)) return;
        through = next;
        recompile();
      },
      compileNow() {
        return get().isCompiling ? recompile() : get().compilation;
      },
      compileOther: (document) => tools.compile(document),
    };
  });
}

export const useDocumentStore = createDocumentStore(graphTools, blankDocument);
