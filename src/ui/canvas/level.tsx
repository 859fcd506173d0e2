/** One canvas of the document in React Flow: nodes, wires, minimap, and what gestures on them mean. */
import {
  Background,
  BackgroundVariant,
  Controls,
  ReactFlow,
  type ReactFlowProps,
} from '@xyflow/react';
import { useState } from 'react';
import type { Graph } from '../../../graph-schemas/document.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { viewports } from '../../store/viewports.ts';
import { later } from '../later.tsx';
import { OverlayPanel } from '../overlays/overlay-panel.tsx';
import { useOverlayStore } from '../overlays/overlay-state.ts';
import { Arrival } from './arrival.tsx';
import { CanvasHands } from './canvas-hands.tsx';
import { CanvasTools } from './canvas-tools.tsx';
import { beginDrag, endDrag } from './dragging/drag-session.ts';
import { entryDropped, entryLeaves, entryOver } from './dragging/entry-drop.ts';
import { EmptyCanvas } from './empty-canvas.tsx';
import { FarSight } from './far-sight.tsx';
import { FirstView } from './first-view.tsx';
import { flowState } from './flow-store.ts';
import type { FlowEdge, FlowNode } from './flow-types.ts';
import { endPan, InMotion, shieldPan } from './in-motion.ts';
import classes from './level.module.css';
import { NodeCard } from './node-card.tsx';
import { innerGraph } from './node-title.ts';
import { NoteCard } from './notes/note-card.tsx';
import { OverviewMap } from './overview-map.tsx';
import { Reveal } from './reveal.tsx';
import { HandTools } from './selecting/hand-tools.tsx';
import { setShownFlow } from './shown-flow.ts';
import { useFlowEdges } from './use-flow-edges.ts';
import { useFlowNodes } from './use-flow-nodes.ts';
import { Wire } from './wire.tsx';

const OverlayKeeper = later(
  async () => (await import('../overlays/overlay-keeper.tsx')).OverlayKeeper,
  () => useOverlayStore((state) => state.overlay !== null),
);

const nodeTypes = { card: NodeCard, note: NoteCard };
const edgeTypes = { wire: Wire };
const none: Graph = { nodes: {}, edges: [] };
/** From so many nodes on, those out of sight are left out of the page, and what a zoom changes of cards waits for its end. */
const CROWD = 150;

type Flow = {
  [K in keyof ReactFlowProps<FlowNode, FlowEdge>]-?: NonNullable<
    ReactFlowProps<FlowNode, FlowEdge>[K]
  >;
};

const onNodeDoubleClick: Flow['onNodeDoubleClick'] = (_event, node) => {
  const { graph, enter } = useCanvasStore.getState();
  const { document } = useDocumentStore.getState();
  const inner = innerGraph(graphOf(document, graph)?.nodes[node.id] ?? { kind: '' });
  if (inner && graphOf(document, inner)) enter(inner, node.id);
};
/** A plain click on one of several that are selected means that one; React Flow leaves them all, for a drag. */
const onNodeClick: Flow['onNodeClick'] = (event, { id, type }) => {
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || type !== 'card') return;
  const { selectedNodes, selectedNotes, select } = useCanvasStore.getState();
  const isOneOfMany = selectedNodes.includes(id) && selectedNodes.length + selectedNotes.length > 1;
  if (isOneOfMany && !flowState()?.multiSelectionActive) select([id]);
};
const onNodeDragStart: Flow['onNodeDragStart'] = (_event, _node, nodes) =>
  beginDrag(nodes.map(({ id }) => id));

export function Level({ graphId }: { readonly graphId: GraphId }) {
  const graph = useDocumentStore((state) => graphOf(state.document, graphId)) ?? none;
  const { nodes, onNodesChange } = useFlowNodes(graphId, graph);
  const { edges, onEdgesChange } = useFlowEdges(graphId, graph);
  // Only the place where this visit began: later moves are React Flow's own.
  const [viewport] = useState(() => viewports.get(graphId));
  const isCrowd = nodes.length > CROWD;
  const [isPlaced, setPlaced] = useState(viewport !== undefined || nodes.length === 0);
  return (
    <ReactFlow<FlowNode, FlowEdge>
      className={classes.level ?? ''}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onInit={setShownFlow}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onNodeClick={onNodeClick}
      onNodeDoubleClick={onNodeDoubleClick}
      onNodeDragStart={onNodeDragStart}
      onNodeDragStop={endDrag}
      onDragOver={entryOver}
      onDragLeave={entryLeaves}
      onDrop={entryDropped}
      onMoveEnd={(_event, view) => {
        endPan();
        viewports.set(graphId, view);
      }}
      onlyRenderVisibleElements={isCrowd}
      {...(isCrowd ? { onMove: shieldPan } : {})}
      connectOnClick={false}
      deleteKeyCode={null}
      // Keys are commands; a wire is reached from its nodes.
      disableKeyboardA11y
      edgesFocusable={false}
      zoomOnDoubleClick={false}
      // Boxes, wires and the wheel are gestures of our own: see `canvas-hands.tsx`.
      selectionKeyCode={null}
      multiSelectionKeyCode={['Control', 'Meta', 'Shift']}
      minZoom={0.08}
      maxZoom={2.5}
      elevateNodesOnSelect={false}
      attributionPosition="bottom-center"
      data-placed={isPlaced}
      {...(viewport ? { defaultViewport: viewport } : {})}
    >
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.4} color="var(--gv-grid)" />
      <OverviewMap />
      <Controls
        orientation="horizontal"
        showZoom={false}
        showFitView={false}
        showInteractive={false}
        className={classes.controls ?? ''}
      >
        <CanvasTools graphId={graphId} />
        <HandTools />
      </Controls>
      <OverlayPanel graphId={graphId} />
      <OverlayKeeper graphId={graphId} />
      <CanvasHands />
      {isCrowd && <InMotion />}
      <FarSight />
      {!isPlaced && <FirstView onPlaced={() => setPlaced(true)} />}
      {isPlaced && <Reveal />}
      {isPlaced && <Arrival graph={graphId} />}
      {nodes.length === 0 && <EmptyCanvas graphId={graphId} />}
    </ReactFlow>
  );
}
