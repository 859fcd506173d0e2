/** The other end of a wire that nothing on the canvas takes yet: the menu of a wire that was let go in the air, opened by a key. */
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { looseWire } from '../canvas/fitting.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { CARD } from '../layout/estimate.ts';
import { usePageStore } from '../page-store.ts';
import { useConnectDialog } from './connect-state.ts';
import { canvasElement } from './focus-node.ts';
import type { PortEnd } from './targets.ts';

/** From card to card, with room for the shape on the wire. */
const BESIDE = 84;

export function askForNewNode({ node, port, side }: PortEnd): void {
  const { graph } = useCanvasStore.getState();
  const { document: shownDocument, compilation } = useDocumentStore.getState();
  const facts = compilation.graphs[graph]?.nodes[node];
  const loose = facts && looseWire(facts, node, port, side);
  const shown = graphOf(shownDocument, graph);
  const place = shown && placesOf(shown)[node];
  if (!loose || !place) return;
  const [x, y] = place;
  const end = { x: side === 'output' ? x + CARD.width + BESIDE : x - BESIDE, y: y + CARD.head };
  const box = canvasElement()?.getBoundingClientRect();
  const at = { x: (box?.left ?? 0) + (box?.width ?? innerWidth) / 3, y: (box?.top ?? 0) + BESIDE };
  useConnectDialog.setState({ asked: null });
  usePageStore.getState().setWireDrop({ loose, at, end });
}
