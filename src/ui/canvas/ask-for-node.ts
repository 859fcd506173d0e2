/** Opens the menu of nodes that fit a wire, where it was let go. */
import type { Handle } from '@xyflow/react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { usePageStore } from '../page-store.ts';
import { looseWire } from './fitting.ts';

interface DrawnWire {
  readonly fromNode: { readonly id: string } | null;
  readonly fromHandle: Handle | null;
}

export function askForNode(
  event: MouseEvent | TouchEvent,
  { fromNode, fromHandle }: DrawnWire,
): void {
  const { graph } = useCanvasStore.getState();
  const facts = useDocumentStore.getState().compilation.graphs[graph]?.nodes[fromNode?.id ?? ''];
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  if (!facts || !fromNode || !fromHandle?.id || !point) return;
  const side = fromHandle.type === 'source' ? 'output' : 'input';
  const loose = looseWire(facts, fromNode.id, fromHandle.id, side);
  if (!loose) return;
  usePageStore.getState().setWireDrop({ loose, at: { x: point.clientX, y: point.clientY } });
}
