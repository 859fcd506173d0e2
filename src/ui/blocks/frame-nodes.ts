/** A frame around nodes, with room for its title. */
import type { Note } from '../../../graph-schemas/document.ts';
import { boxOf } from '../../graph/cut-out.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { textsNow } from '../texts/texts.ts';

const CARD = { width: 210, height: 110 };
const MARGIN = 24;
const TITLE = 26;

export function frameNodes(graph: GraphId, ids: readonly string[]): void {
  const { document, dispatch } = useDocumentStore.getState();
  const shown = graphOf(document, graph);
  if (!shown) return;
  const all = placesOf(shown);
  const places = new Map(ids.flatMap((id) => (all[id] ? [[id, all[id]] as const] : [])));
  if (places.size === 0) return;
  const { left, right, top, bottom } = boxOf(places);
  const frame: Note = {
    type: 'frame',
    text: textsNow().structure.frame,
    at: [Math.round(left - MARGIN), Math.round(top - MARGIN - TITLE)],
    size: [
      Math.round(right - left + CARD.width + MARGIN * 2),
      Math.round(bottom - top + CARD.height + MARGIN * 2 + TITLE),
    ],
  };
  dispatch({ type: 'set-notes', graph, notes: [...(shown.notes ?? []), frame] });
}
