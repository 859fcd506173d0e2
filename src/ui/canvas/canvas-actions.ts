/** What buttons and keys do to the canvas on show. */
import type { Note } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { edgeKey, useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';

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

/** Removes the selected nodes, notes and wires in one step. */
export function removeSelected(): void {
  const { graph, selectedNodes, selectedEdges, selectedNotes } = useCanvasStore.getState();
  const { document, dispatch } = useDocumentStore.getState();
  const { edges = [], notes = [] } = graphOf(document, graph) ?? {};
  const keys = new Set(selectedEdges);
  const cut = edges.filter((edge) => keys.has(edgeKey(edge)));
  const edits: Edit[] = [];
  if (cut.length > 0) edits.push({ type: 'disconnect', graph, edges: cut });
  if (selectedNodes.length > 0) edits.push({ type: 'remove-nodes', graph, ids: selectedNodes });
  if (selectedNotes.length > 0) {
    const kept = notes.filter((_, at) => !selectedNotes.includes(at));
    edits.push({ type: 'set-notes', graph, notes: kept });
  }
  if (edits.length > 0) dispatch(edits);
}
