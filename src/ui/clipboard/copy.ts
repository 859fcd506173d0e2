/** What is selected as the text of the clipboard, and copies of it beside it. */

import type { Fragment } from '../../../graph-schemas/fragment.ts';
import { copyFragment } from '../../graph/clipboard-copy.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { placesOf } from '../canvas/flow-nodes.ts';

/** Null where no node and no note is selected. */
export function selectedFragment(): Fragment | null {
  const { graph, selectedNodes, selectedNotes } = useCanvasStore.getState();
  const { document, documentId } = useDocumentStore.getState();
  const canvas = graphOf(document, graph);
  if (!canvas) return null;
  const chosen = { nodes: selectedNodes, notes: selectedNotes };
  return copyFragment(document, graph, chosen, placesOf(canvas), documentId);
}

export const fragmentText = (fragment: Fragment): string =>
  `${JSON.stringify(fragment, null, 1)}\n`;
