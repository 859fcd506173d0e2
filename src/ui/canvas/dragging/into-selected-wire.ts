/** Puts a palette entry into the wire that is selected: what a drop on the wire does, for keys, clicks and taps. */
import { notifications } from '@mantine/notifications';
import type { Edge } from '../../../../graph-schemas/document.ts';
import { graphOf, splitRef } from '../../../graph/graph-of.ts';
import { edgeKey, useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { CARD } from '../../layout/estimate.ts';
import { addEntry } from '../../palette/add-node.ts';
import type { PaletteEntry } from '../../palette/entries.ts';
import { textsNow } from '../../texts/texts.ts';
import { flowState } from '../flow-store.ts';
import { cardBoxes } from '../wiring/spots.ts';
import { newCard } from './new-card.ts';

/** Its id; null where no wire is selected by itself, or the entry does not fit into it, which is said. */
export function addIntoSelectedWire(entry: PaletteEntry): string | null {
  const edge = selectedWire();
  const middle = edge && middleOf(edge);
  // A network that is made with the node has no ports yet.
  if (!edge || !middle || entry.makes) return null;
  const { target, height } = newCard(entry);
  if (!target.aimAt(edge)) {
    const message = textsNow().wiring.fitsNot(entry.title, edge.from, edge.to);
    notifications.show({ id: 'refusal', color: 'yellow', message });
    return null;
  }
  const box = {
    x: Math.round(middle.x - CARD.width / 2),
    y: Math.round(middle.y - height / 2),
    width: CARD.width,
    height,
  };
  const id = addEntry(entry, middle, (id) => target.edits(box, id));
  target.clear();
  return id;
}

function selectedWire(): Edge | null {
  const { graph, selectedNodes, selectedEdges, selectedNotes } = useCanvasStore.getState();
  const [key, ...more] = selectedEdges;
  const isAlone = more.length + selectedNodes.length + selectedNotes.length === 0;
  const edges = graphOf(useDocumentStore.getState().document, graph)?.edges ?? [];
  return (isAlone && edges.find((edge) => edgeKey(edge) === key)) || null;
}

/** Between the cards at its ends; null where no canvas shows them. */
function middleOf({ from, to }: Edge): { readonly x: number; readonly y: number } | null {
  const boxes = cardBoxes(flowState()?.nodeLookup ?? new Map());
  const source = boxes.get(splitRef(from)[0]);
  const target = boxes.get(splitRef(to)[0]);
  if (!source || !target) return null;
  return {
    x: (source.x + source.width + target.x) / 2,
    y: (source.y + source.height / 2 + target.y + target.height / 2) / 2,
  };
}
