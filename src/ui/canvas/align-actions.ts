/** Aligns and distributes the selected nodes and notes by the sizes that they are drawn in. */
import type { Note } from '../../../graph-schemas/document.ts';
import {
  type AlignedBox,
  type Alignment,
  type Axis,
  aligned,
  distributed,
  type NewPlaces,
} from '../../graph/align.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { flowState } from './flow-store.ts';
import { isNoteId, noteId } from './flow-types.ts';

export const align = (how: Alignment): void => place((boxes) => aligned(boxes, how));
export const distribute = (axis: Axis): void => place((boxes) => distributed(boxes, axis));

function selectedBoxes(): readonly AlignedBox[] {
  const { selectedNodes, selectedNotes } = useCanvasStore.getState();
  const lookup = flowState()?.nodeLookup;
  return [...selectedNodes, ...selectedNotes.map(noteId)].flatMap((id) => {
    const node = lookup?.get(id);
    if (!node) return [];
    const { width = 0, height = 0 } = node.measured;
    return [{ id, ...node.internals.positionAbsolute, width, height }];
  });
}

function place(where: (boxes: readonly AlignedBox[]) => NewPlaces): void {
  const { graph } = useCanvasStore.getState();
  const { document, dispatch } = useDocumentStore.getState();
  const places = Object.entries(where(selectedBoxes()));
  const cards = places.filter(([id]) => !isNoteId(id));
  const notes = new Map(places.filter(([id]) => isNoteId(id)));
  const edits: Edit[] = [];
  if (cards.length > 0) edits.push({ type: 'move-nodes', graph, to: Object.fromEntries(cards) });
  if (notes.size > 0) {
    const moved = (graphOf(document, graph)?.notes ?? []).map((note, at): Note => {
      const [x, y] = notes.get(noteId(at)) ?? note.at;
      return { ...note, at: [x, y] };
    });
    edits.push({ type: 'set-notes', graph, notes: moved });
  }
  if (edits.length > 0) dispatch(edits);
}
