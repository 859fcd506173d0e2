/**
 * React Flow's nodes for one canvas. Drags live here until the hand lets go, then become one edit; selection
 * is handed to the canvas store.
 */
import { applyNodeChanges, type NodeChange, type OnNodesChange } from '@xyflow/react';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Graph } from '../../../graph-schemas/document.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { copyInstead } from '../clipboard/copy-drag.ts';
import { carry, isDrop, putDown } from './dragging/carry.ts';
import { adjustDrag } from './dragging/drag-session.ts';
import { flowNodes } from './flow-nodes.ts';
import { type FlowNode, noteId } from './flow-types.ts';
import { moveEdits } from './moves.ts';

export function useFlowNodes(
  graphId: GraphId,
  graph: Graph,
): { nodes: FlowNode[]; onNodesChange: OnNodesChange<FlowNode> } {
  const nodeIds = useCanvasStore((state) => state.selectedNodes);
  const notes = useCanvasStore((state) => state.selectedNotes);
  const selected = useMemo(() => [...nodeIds, ...notes.map(noteId)], [nodeIds, notes]);
  const [nodes, setNodes] = useState<FlowNode[]>(() => flowNodes(graphId, graph, selected, []));
  const latest = useRef(nodes);

  const show = useCallback((next: FlowNode[]) => {
    latest.current = next;
    setNodes(next);
  }, []);

  useLayoutEffect(() => {
    const next = flowNodes(graphId, graph, selected, latest.current);
    const before = latest.current;
    const isSame = next.length === before.length && next.every((node, i) => node === before[i]);
    if (!isSame) show(next);
  }, [graphId, graph, selected, show]);

  const onNodesChange = useCallback(
    (moved: NodeChange<FlowNode>[]) => {
      const changes = adjustDrag(moved);
      if (carry(changes)) return;
      const next = applyNodeChanges(changes, latest.current);
      if (isDrop(changes)) {
        // The copies go once the cards stand where they were: sooner, they would be seen to jump back.
        flushSync(() => show(next));
        queueMicrotask(putDown);
      } else show(next);
      if (changes.some(({ type }) => type === 'select')) selectIn(next);
      const edits = moveEdits(graphId, changes, next);
      if (edits.length === 0 || copyInstead(graphId, edits)) return;
      useDocumentStore.getState().dispatch(edits);
    },
    [graphId, show],
  );

  return { nodes, onNodesChange };
}

function selectIn(nodes: readonly FlowNode[]): void {
  const chosen = nodes.filter(({ selected }) => selected);
  const ids = chosen.flatMap(({ id, type }) => (type === 'card' ? [id] : []));
  const notes = chosen.flatMap((node) => (node.type === 'note' ? [node.data.index] : []));
  const { select, selectedEdges } = useCanvasStore.getState();
  select(ids, selectedEdges, notes);
}
