/** Tells screen readers what every change of the document did, whoever made it, and which level is on show. */

import type { Document } from '../../../graph-schemas/document.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { countProblems } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { announce } from '../announce.ts';
import { textsNow } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import { changeText } from './change-text.ts';

/** A drag and a slider make many changes: the last of them is told, with all that they did together. */
const PAUSE_MS = 180;

/** In the order in which documents were first seen: a way back in it is an undo. */
const seen = new WeakMap<Document, number>();
let newest = 0;

/** Also called for a document that a person goes back to. */
function ordinalOf(document: Document): { readonly ordinal: number; readonly isKnown: boolean } {
  const known = seen.get(document);
  if (known !== undefined) return { ordinal: known, isKnown: true };
  newest += 1;
  seen.set(document, newest);
  return { ordinal: newest, isKnown: false };
}

/** Until the function that it returns is called. */
export function announceChanges(): () => void {
  let from: Document | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  ordinalOf(useDocumentStore.getState().document);

  function tell(): void {
    const { document, compilation } = useDocumentStore.getState();
    const before = from;
    from = null;
    if (!before || before === document) return;
    const { changes, problems } = textsNow().keyboard;
    const earlier = ordinalOf(before).ordinal;
    const { ordinal, isKnown } = ordinalOf(document);
    const what = changeText(before, document, changes);
    if (what === null) return;
    const isBack = isKnown && ordinal < earlier;
    const said = isBack ? changes.undone(what) : isKnown ? changes.redone(what) : what;
    const { errors, warnings } = countProblems(compilation.problems);
    announce(`${said}; ${problems(errors, warnings)}`);
  }

  const stopDocument = useDocumentStore.subscribe((state, old) => {
    if (state.document === old.document) return;
    // Another document has nothing to compare; its level is told below.
    if (state.documentId !== old.documentId) {
      from = null;
      ordinalOf(state.document);
      return;
    }
    from ??= old.document;
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE_MS);
  });
  const stopLevel = useCanvasStore.subscribe(({ graph }, old) => {
    if (graph === old.graph) return;
    const nodes = graphOf(useDocumentStore.getState().document, graph)?.nodes ?? {};
    announce(textsNow().keyboard.level(graphName(graph), Object.keys(nodes).length));
  });
  return () => {
    clearTimeout(timer);
    stopDocument();
    stopLevel();
  };
}
