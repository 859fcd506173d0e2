/** The open document: edits, gestures, undo, and how often the compiler is asked. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import type { Compilation } from '../../src/compiler/compile-types.ts';
import type { Edit } from '../../src/graph/edit-types.ts';
import { blankDocument } from '../../src/store/blank-document.ts';
import { createDocumentStore } from '../../src/store/document-store.ts';
import { graphTools } from '../../src/store/graph-tools.ts';
import { historyOf } from '../../src/store/undo-history.ts';

const named = (name: string): Edit => ({ type: 'set-about', name });
const moved = (x: number): Edit => ({
  type: 'move-nodes',
  graph: 'objective',
  to: { loss: [x, 0] },
});

function setUp() {
  let compiles = 0;
  const store = createDocumentStore(
    {
      applyEdit(document: Document, edit: Edit): Document {
        if (edit.type === 'set-about') return { ...document, name: edit.name ?? document.name };
        return { ...document, description: JSON.stringify(edit) };
      },
      compile(document: Document): Compilation {
        compiles += 1;
        return {
          problems: [],
          graphs: {
            objective: {
              nodes: {
                loss: {
                  ports: { inputs: [], outputs: [] },
                  badge: document.name,
                  inputs: {},
                  outputs: {},
                  trainable: 0,
                  nonTrainable: 0,
                  multiplyAdds: 0,
                },
                other: {
                  ports: { inputs: [], outputs: [] },
                  badge: 'always the same',
                  inputs: {},
                  outputs: {},
                  trainable: 0,
                  nonTrainable: 0,
                  multiplyAdds: 0,
                },
              },
            },
          },
          program: null,
          summary: null,
        };
      },
    },
    blankDocument,
  );
  return { store, compiles: () => compiles, name: () => store.getState().document.name };
}

describe('the document store', () => {
  it('shows the compilation of the document that it shows', () => {
    const { store } = setUp();
    store.getState().dispatch(named('one'));
    expect(store.getState().compilation.graphs.objective?.nodes.loss?.badge).toBe('one');
    expect(store.getState().isDirty).toBe(true);
  });

  it('makes one undo step of several edits given together', () => {
    const { store, name } = setUp();
    store.getState().dispatch([named('one'), named('two')]);
    store.getState().undo();
    expect(name()).toBe('Untitled');
    expect(store.getState().canUndo).toBe(false);
    store.getState().redo();
    expect(name()).toBe('two');
  });

  it('makes one undo step of a gesture, and separate steps again after it', () => {
    const { store, name } = setUp();
    store.getState().dispatch(named('before'));
    store.getState().beginGesture();
    for (const text of ['a', 'ab', 'abc']) store.getState().dispatch(named(text));
    store.getState().endGesture();
    store.getState().dispatch(named('after'));
    store.getState().undo();
    expect(name()).toBe('abc');
    store.getState().undo();
    expect(name()).toBe('before');
    store.getState().redo();
    expect(name()).toBe('abc');
  });

  it('keeps recording when undo is pressed in the middle of a gesture', () => {
    const { store, name } = setUp();
    store.getState().beginGesture();
    store.getState().dispatch(named('drag'));
    store.getState().undo();
    store.getState().dispatch(named('one'));
    store.getState().dispatch(named('two'));
    store.getState().undo();
    expect(name()).toBe('one');
  });

  it('remembers 200 steps and no more', () => {
    const { store, name } = setUp();
    for (let i = 1; i <= 250; i++) store.getState().dispatch(named(`${i}`));
    for (let i = 0; i < 250; i++) store.getState().undo();
    expect(name()).toBe('50');
  });

  it('makes no step of an edit that changes nothing, alone or in a gesture', () => {
    const store = createDocumentStore(graphTools, blankDocument);
    const { training, name } = blankDocument;
    const graph = 'objective' as const;
    store.getState().dispatch([
      { type: 'set-training', training: { ...training } },
      { type: 'set-about', name },
      { type: 'set-notes', graph, notes: [] },
      { type: 'remove-nodes', graph, ids: ['nobody'] },
    ]);
    store.getState().beginGesture();
    store.getState().dispatch({ type: 'set-training', training: { ...training } });
    store.getState().endGesture();
    expect(store.getState()).toMatchObject({ canUndo: false, isDirty: false });
    expect(store.getState().document).toBe(blankDocument);
  });

  it('shows another document with its own history, and the first again as it was, without compiling anew', () => {
    const { store, name, compiles } = setUp();
    store.getState().dispatch([named('one')]);
    store.getState().dispatch([named('two')]);
    store.getState().undo();
    const other = { ...blankDocument, name: 'other' };
    const first = store.getState().swap({
      ...{ id: 'other', history: historyOf(other), saved: other, compilation: null },
    });
    expect(store.getState()).toMatchObject({ documentId: 'other', canUndo: false, isDirty: false });
    store.getState().undo();
    expect(name()).toBe('other');
    const before = compiles();
    store.getState().swap(first);
    expect(compiles()).toBe(before);
    expect(store.getState()).toMatchObject({ canUndo: true, canRedo: true, isDirty: true });
    store.getState().redo();
    expect(name()).toBe('two');
  });

  it('does not compile for moving nodes about', () => {
    const { store, compiles } = setUp();
    const before = compiles();
    store.getState().dispatch(moved(1));
    expect(compiles()).toBe(before);
    expect(store.getState().document.description).toContain('move-nodes');
  });

  it('keeps the facts of nodes that did not change the same object', () => {
    const { store } = setUp();
    const facts = () => store.getState().compilation.graphs.objective?.nodes;
    const before = facts();
    store.getState().dispatch(named('renamed'));
    expect(facts()?.other).toBe(before?.other);
    expect(facts()?.loss).not.toBe(before?.loss);
  });

  it('can undo opening a document, unless told to forget', () => {
    const { store, name } = setUp();
    store.getState().dispatch(named('mine'));
    store.getState().open({ ...blankDocument, name: 'preset' });
    expect(store.getState().isDirty).toBe(false);
    store.getState().undo();
    expect(name()).toBe('mine');
    store.getState().open({ ...blankDocument, name: 'restored' }, { forgets: true });
    expect(store.getState().canUndo).toBe(false);
  });

  it('lets a document that takes long to compile wait for a pause in the edits', () => {
    vi.useFakeTimers();
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    onTestFinished(() => {
      clock.mockRestore();
      vi.useRealTimers();
    });
    let compiles = 0;
    const store = createDocumentStore(
      {
        applyEdit: (document, edit) =>
          edit.type === 'set-about' ? { ...document, name: edit.name ?? '' } : document,
        compile() {
          compiles += 1;
          now += 60;
          return { problems: [], graphs: {}, program: null, summary: null };
        },
      },
      blankDocument,
    );
    for (const text of ['a', 'ab', 'abc']) store.getState().dispatch(named(text));
    expect(store.getState().document.name).toBe('abc');
    expect(store.getState().isCompiling).toBe(true);
    expect(compiles).toBe(1);
    vi.runAllTimers();
    expect(store.getState().isCompiling).toBe(false);
    expect(compiles).toBe(2);
    store.getState().dispatch(named('abcd'));
    store.getState().compileNow();
    expect(store.getState().isCompiling).toBe(false);
    expect(compiles).toBe(3);
  });
});
