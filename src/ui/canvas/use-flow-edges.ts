/**
 * React Flow's edges for one canvas; their selection is the canvas store's. Where shapes alone change, labels say the new ones by
 * themselves, and wires find the places for these once they are seen.
 */
import type { EdgeChange, OnEdgesChange } from '@xyflow/react';
import { useCallback, useMemo, useRef } from 'react';
import type { Graph } from '../../../graph-schemas/document.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useSettled } from '../use-settled.ts';
import { useDistance } from './far-sight.tsx';
import { flowEdges } from './flow-edges.ts';
import type { FlowEdge } from './flow-types.ts';

export function useFlowEdges(
  graphId: GraphId,
  graph: Graph,
): { edges: FlowEdge[]; onEdgesChange: OnEdgesChange<FlowEdge> } {
  const facts = useDocumentStore((state) => state.compilation.graphs[graphId]);
  const now = useMemo(() => ({ graph, facts }), [graph, facts]);
  const settled = useSettled(now);
  const { facts: known } = settled.graph === graph ? settled : now;
  const selected = useCanvasStore((state) => state.selectedEdges);
  const isLegible = useDistance(({ distance }) => distance === 'near');
  const previous = useRef<FlowEdge[]>([]);
  const edges = useMemo(() => {
    const before = previous.current;
    const next = flowEdges(graphId, graph, known, selected, before, isLegible);
    const isSame = next.length === before.length && next.every((edge, at) => edge === before[at]);
    if (!isSame) previous.current = next;
    return previous.current;
  }, [graphId, graph, known, selected, isLegible]);

  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => {
    const { selectedNodes, selectedEdges, selectedNotes, select } = useCanvasStore.getState();
    const next = new Set(selectedEdges);
    for (const change of changes) {
      if (change.type !== 'select') continue;
      if (change.selected) next.add(change.id);
      else next.delete(change.id);
    }
    select(selectedNodes, [...next], selectedNotes);
  }, []);

  return { edges, onEdgesChange };
}
