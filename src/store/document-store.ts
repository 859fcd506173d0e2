/**
 * The open document and what the compiler says about it. Every change goes through `dispatch`; undo keeps
 * documents (they share structure), one step per gesture. Selection and the level on show are in
 * `canvas-store.ts`; they are no part of undo.
 */
import { temporal } from 'zundo';
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Document } from '../../graph-schemas/document.ts';
import type { Compilation } from '../compiler/compile-types.ts';
import type { Edit } from '../graph/edit-types.ts';
import { blankDocument } from './blank-document.ts';
import { type GraphTools, graphTools } from './graph-tools.ts';
import { shareStructure } from './share-structure.ts';

export interface DocumentState {
  readonly document: Document;
  /** Of `document`; behind it by a moment while `isCompiling`. */
  readonly compilation: Compilation;
  readonly isCompiling: boolean;
  /** Differs from what was opened or last exported. */
  readonly isDirty: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Applies edits as one undo step (none of its own inside a gesture that has made one). */
  dispatch(edits: Edit | readonly Edit[]): void;
  undo(): void;
  redo(): void;
  /** Until `endGesture`, all edits are one undo step: a drag, a slider, typing in a field. Gestures nest. */
  beginGesture(): void;
  endGesture(): void;
  /** Replaces the document. Undo brings the earlier one back unless `forgets`. */
  open(document: Document, options?: { readonly forgets?: boolean }): void;
  /** The document as it stands is what the person has on disk. */
  markSaved(): void;
  /** The compilation of exactly the document on show, compiled now if it was behind. */
  compileNow(): Compilation;
  /** Compiles a document that is not on show. */
  compileOther(document: Document): Compilation;
}

const UNDO_STEPS = 200;
/** Documents that take longer than this to compile wait for a pause in the edits. */
const SLOW_COMPILE_MS = 25;
const SLOW_COMPILE_DELAY_MS = 150;

/** Edits that move things about without changing what is computed. */
const isLayoutOnly = (edit: Edit) => edit.type === 'move-nodes' || edit.type === 'set-notes';

export type DocumentStore = UseBoundStore<StoreApi<DocumentState>>;

export function createDocumentStore(tools: GraphTools, initial: Document): DocumentStore {
  const history = createStore<{ document: Document }>()(
    temporal(() => ({ document: initial }), {
      limit: UNDO_STEPS,
      equality: (past, current) => past.document === current.document,
    }),
  );
  const steps = history.temporal;
  let saved = initial;
  let openGestures = 0;
  let lastCompileMs = 0;
  let pendingCompile: ReturnType<typeof setTimeout> | undefined;

  function compile(document: Document, previous: Compilation | null): Compilation {
    const startedAt = performance.now();
    const next = tools.compile(document);
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

    /** Brings what is shown in line with the history after any change of it. */
    function publish(isSameProgram = false): void {
      const { document } = history.getState();
      const { pastStates, futureStates } = steps.getState();
      const shown = get();
      const common = {
        document,
        isDirty: document !== saved,
        canUndo: pastStates.length > 0,
        canRedo: futureStates.length > 0,
      };
      if (document === shown.document || isSameProgram) {
        set(common);
      } else if (lastCompileMs > SLOW_COMPILE_MS) {
        set({ ...common, isCompiling: true });
        clearTimeout(pendingCompile);
        pendingCompile = setTimeout(recompile, SLOW_COMPILE_DELAY_MS);
      } else {
        clearTimeout(pendingCompile);
        const compilation = compile(document, shown.compilation);
        set({ ...common, compilation, isCompiling: false });
      }
    }

    function leaveGestures(): void {
      openGestures = 0;
      steps.getState().resume();
    }

    function replace(document: Document): void {
      const before = history.getState().document;
      history.setState({ document });
      // The first change of a gesture is its undo step; the others only move on from it.
      if (openGestures > 0 && document !== before) steps.getState().pause();
    }

    return {
      document: initial,
      compilation: compile(initial, null),
      isCompiling: false,
      isDirty: false,
      canUndo: false,
      canRedo: false,
      dispatch(edits) {
        const list = 'type' in edits ? [edits] : edits;
        const { document } = history.getState();
        const next = list.reduce(tools.applyEdit, document);
        if (next === document) return;
        replace(next);
        publish(list.every(isLayoutOnly) && !get().isCompiling);
      },
      undo() {
        leaveGestures();
        steps.getState().undo();
        publish();
      },
      redo() {
        leaveGestures();
        steps.getState().redo();
        publish();
      },
      beginGesture() {
        openGestures += 1;
      },
      endGesture() {
        openGestures = Math.max(0, openGestures - 1);
        if (openGestures === 0) steps.getState().resume();
      },
      open(document, options) {
        leaveGestures();
        saved = document;
        history.setState({ document });
        if (options?.forgets) steps.getState().clear();
        publish();
      },
      markSaved() {
        saved = history.getState().document;
        set({ isDirty: false });
      },
      compileNow() {
        return get().isCompiling ? recompile() : get().compilation;
      },
      compileOther: (document) => tools.compile(document),
    };
  });
}

export const useDocumentStore = createDocumentStore(graphTools, blankDocument);
