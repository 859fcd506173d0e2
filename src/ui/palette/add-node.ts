/** Puts a palette entry on the canvas on show, selected, at a place that is free. */

import type { Graph } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf, useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { freeName, type PaletteEntry } from './entries.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

const HALF_CARD: Place = { x: 92, y: 30 };
const NUDGE = 28;

/** `at` is the middle of the new node. Returns its id. */
export function addEntry(entry: PaletteEntry, at: Place): string | null {
  const { graph, select } = useCanvasStore.getState();
  const { document, dispatch } = useDocumentStore.getState();
  const shown = graphOf(document, graph);
  if (!shown) return null;
  const name = Object.values(entry.params)[0];
  const id = freeName(name ?? entry.kind, shown.nodes);
  const hasParams = Object.keys(entry.params).length > 0;
  const node = {
    kind: entry.kind,
    ...(hasParams ? { params: { ...entry.params } } : {}),
    at: freePlace(shown, { x: at.x - HALF_CARD.x, y: at.y - HALF_CARD.y }),
  };
  const edits: Edit[] = [{ type: 'add-node', graph, id, node }];
  if (entry.makes === 'network') edits.unshift({ type: 'add-network', name: name ?? 'Net' });
  if (entry.makes === 'block') edits.unshift({ type: 'add-block', name: name ?? 'Block' });
  dispatch(edits);
  select([id]);
  return id;
}

/** Steps down and right until no node stands exactly there. */
function freePlace(graph: Graph, wish: Place): [number, number] {
  let [x, y] = [Math.round(wish.x), Math.round(wish.y)];
  const isTaken = () =>
    Object.values(graph.nodes).some(
      ({ at }) => at && Math.abs(at[0] - x) < NUDGE && Math.abs(at[1] - y) < NUDGE,
    );
  while (isTaken()) {
    x += NUDGE;
    y += NUDGE;
  }
  return [x, y];
}
