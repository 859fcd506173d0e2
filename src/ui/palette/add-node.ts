/** Puts a palette entry on the canvas on show, selected, at a place that is free. */

import type { Edge, Graph, GraphNode } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { flowState } from '../canvas/flow-store.ts';
import { freeName, type PaletteEntry } from './entries.ts';
import { rememberEntry } from './remembered.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const HALF_CARD: Place = { x: 98, y: 30 };
/** A card with the gap around it. */
export const CARD: Place = { x: 216, y: 110 };
const GAP = 30;
const STEP = 40;
const MOST_RINGS = 30;
/** Below first: that is where a person looks next. */
const AROUND = [
  [0, 1],
  [0, -1],
  [1, 1],
  [-1, 1],
  [1, 0],
  [-1, 0],
  [1, -1],
  [-1, -1],
] as const;

/** `at` is the middle of the new node; `then` connects it, or does more in the same step. Returns its id. */
export function addEntry(
  entry: PaletteEntry,
  at: Place,
  then?: (id: string) => Edge | readonly Edit[],
): string | null {
  const { graph, select } = useCanvasStore.getState();
  const { document, dispatch } = useDocumentStore.getState();
  const shown = graphOf(document, graph);
  if (!shown) return null;
  const { name } = entry;
  const id = freeName(name ?? entry.kind, shown.nodes);
  const hasParams = Object.keys(entry.params).length > 0;
  const node = {
    kind: entry.kind,
    ...(hasParams ? { params: { ...entry.params } as NonNullable<GraphNode['params']> } : {}),
    at: freePlace(shown, { x: at.x - HALF_CARD.x, y: at.y - HALF_CARD.y }),
  };
  const edits: Edit[] = [{ type: 'add-node', graph, id, node }];
  if (entry.makes === 'network') edits.unshift({ type: 'add-network', name: name ?? 'Net' });
  if (entry.makes === 'block') edits.unshift({ type: 'add-block', name: name ?? 'Block' });
  const more = then?.(id) ?? [];
  edits.push(...('from' in more ? [{ type: 'connect', graph, edge: more } as const] : more));
  dispatch(edits);
  rememberEntry(entry);
  select([id]);
  return id;
}

/** The wished place, or the nearest on rings around it where the card covers no other. */
function freePlace(graph: Graph, wish: Place): [number, number] {
  const cards = flowState()?.nodeLookup;
  const taken = Object.entries(placesOf(graph)).map(([id, [left, top]]) => {
    // Cards with pictures are higher than most.
    const height = (cards?.get(id)?.measured.height ?? 0) + GAP;
    return { left, top, bottom: top + Math.max(CARD.y, height) };
  });
  const isFree = (x: number, y: number) =>
    taken.every(
      ({ left, top, bottom }) => Math.abs(left - x) >= CARD.x || y + CARD.y <= top || y >= bottom,
    );
  for (let ring = 0; ring < MOST_RINGS; ring += 1) {
    for (const [right, down] of AROUND) {
      const x = Math.round(wish.x + right * ring * STEP);
      const y = Math.round(wish.y + down * ring * STEP);
      if (isFree(x, y)) return [x, y];
    }
  }
  return [Math.round(wish.x), Math.round(wish.y)];
}
