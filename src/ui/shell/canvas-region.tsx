/**
 * The middle of the page: the level on show as a canvas or as a list. It is one stop of the Tab key, which leads to the
 * node that is selected or stands first; from there the arrow keys walk.
 */
import type { FocusEvent } from 'react';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { Canvas } from '../canvas/canvas.tsx';
import { placesOf } from '../canvas/flow-nodes.ts';
import { useFind } from '../find/find-store.ts';
import { focusNode } from '../keyboard/focus-node.ts';
import { readingOrder } from '../keyboard/walk.ts';
import { later } from '../later.tsx';
import { useIsListView } from '../list/list-state.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './shell.module.css';

const ListView = later(async () => (await import('../list/list-view.tsx')).ListView);

const FindBar = later(
  async () => (await import('../find/find-bar.tsx')).FindBar,
  () => useFind((state) => state.isOpen),
);

export function CanvasRegion() {
  const { shell, list } = useTexts();
  const isList = useIsListView();
  return (
    <main
      id="canvas"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the way of the Tab key into the canvas, which then has the arrow keys.
      tabIndex={0}
      className={classes.canvas}
      aria-label={isList ? list.label : shell.canvas}
      onFocus={enter}
      onBlur={exit}
    >
      {isList ? <ListView /> : <Canvas />}
      <FindBar />
    </main>
  );
}

/** No stop of its own while the focus is inside: Shift Tab would come back to it for ever. */
function enter(event: FocusEvent<HTMLElement>): void {
  const { currentTarget: main, target } = event;
  main.tabIndex = -1;
  // A press of the pointer on the empty canvas stays there.
  if (target !== main || !main.matches(':focus-visible')) return;
  const { graph, selectedNodes } = useCanvasStore.getState();
  const shown = graphOf(useDocumentStore.getState().document, graph);
  const id = selectedNodes[0] ?? (shown ? readingOrder(shown, placesOf(shown))[0] : undefined);
  if (id !== undefined) focusNode(id);
}

function exit(event: FocusEvent<HTMLElement>): void {
  const { currentTarget: main, relatedTarget } = event;
  if (!(relatedTarget instanceof Node && main.contains(relatedTarget))) main.tabIndex = 0;
}
