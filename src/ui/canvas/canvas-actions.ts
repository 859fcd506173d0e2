/** What buttons and keys do to the canvas on show. */
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { edgeKey, useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { askToRemovePorts } from '../blocks/ask-to-remove.ts';

/** Removes the selected nodes, notes and wires in one step; asks before ports that are in use. */
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
  if (edits.length === 0) return;
  const remove = () => dispatch(edits);
  if (!askToRemovePorts(graph, selectedNodes, remove)) remove();
}
