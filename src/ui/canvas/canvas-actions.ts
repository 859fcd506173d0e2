/** What buttons and keys do to the canvas on show. */
import type { Note } from '../../../graph-schemas/document.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { edgeKey, useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { layoutGraph } from './layout.ts';

export function arrange(graph: GraphId): void {
  const { document, dispatch } = useDocumentStore.getState();
  const shown = graphOf(document, graph);
  if (shown) dispatch({ type: 'move-nodes', graph, to: layoutGraph(shown) });
}

const SIZES = { note: [220, 90], frame: [420, 260] } as const;
const TEXTS = { note: 'Note', frame: 'Frame' } as const;

export function addNote(
  graph: GraphId,
  type: Note['type'],
  at: { readonly x: number; readonly y: number },
): void {
  const [width, height] = SIZES[type];
  const note: Note = {
    type,
    text: TEXTS[type],
    at: [Math.round(at.x - width / 2), Math.round(at.y - height / 2)],
    size: [width, height],
  };
  setNotes(graph, (notes) => [...notes, note]);
}

export function setNotes(
  graph: GraphId,
  change: (notes: readonly Note[]) => readonly Note[],
): void {
  const { document, dispatch } = useDocumentStore.getState();
  const notes = graphOf(document, graph)?.notes ?? [];
  dispatch({ type: 'set-notes', graph, notes: change(notes) });
}

/** Removes the selected nodes and wires in one step. */
export function removeSelected(): void {
  const { graph, selectedNodes, selectedEdges } = useCanvasStore.getState();
  const { document, dispatch } = useDocumentStore.getState();
  const keys = new Set(selectedEdges);
  const edges = (graphOf(document, graph)?.edges ?? []).filter((edge) => keys.has(edgeKey(edge)));
  if (selectedNodes.length + edges.length === 0) return;
  dispatch([
    ...(edges.length > 0 ? [{ type: 'disconnect', graph, edges } as const] : []),
    ...(selectedNodes.length > 0
      ? [{ type: 'remove-nodes', graph, ids: selectedNodes } as const]
      : []),
  ]);
}

export function selectAll(): void {
  const { graph, select } = useCanvasStore.getState();
  const shown = graphOf(useDocumentStore.getState().document, graph);
  if (shown) select(Object.keys(shown.nodes));
}
