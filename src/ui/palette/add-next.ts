/** Adds a palette entry without being told where: into the wire that is selected, beside the node that is, or in the middle of what is seen. */
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { addIntoSelectedWire } from '../canvas/dragging/into-selected-wire.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { centreOfCanvas, isSeen } from '../canvas/shown-flow.ts';
import { addEntry, CARD, HALF_CARD, type Place } from './add-node.ts';
import type { PaletteEntry } from './entries.ts';

/** From one node to the next in a row, with room for what stands on the wire. */
const BESIDE = 280;

/** Puts an entry where the next node is expected, and brings it into view where the free place lies outside. */
export function addNext(entry: PaletteEntry): void {
  const id = addIntoSelectedWire(entry) ?? addEntry(entry, placeForNew());
  const { graph, revealPlace } = useCanvasStore.getState();
  const at =
    id === null ? undefined : graphOf(useDocumentStore.getState().document, graph)?.nodes[id]?.at;
  if (id === null || !at) return;
  const [x, y] = at;
  if (!isSeen({ x, y }) || !isSeen({ x: x + CARD.x, y: y + CARD.y }))
    revealPlace({ graph, node: id });
}

/** Where the middle of a new node goes: right of the one that is selected, or in the middle of what is seen. */
function placeForNew(): Place {
  const { graph, selectedNodes } = useCanvasStore.getState();
  const shown = graphOf(useDocumentStore.getState().document, graph);
  const [only, ...others] = selectedNodes;
  const at = shown && only !== undefined && others.length === 0 ? placesOf(shown)[only] : undefined;
  if (!at) return centreOfCanvas();
  const beside = { x: at[0] + BESIDE + HALF_CARD.x, y: at[1] + HALF_CARD.y };
  return isSeen(beside) ? beside : centreOfCanvas();
}
