/**
 * Lets nodes glide to where the document has them now. Only the view moves: the document holds the places already, and
 * whatever it says at the end counts. People who want no motion see none.
 */
import type { Graph } from '../../../graph-schemas/document.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { type FlowNode, isNoteId, noteId } from '../canvas/flow-types.ts';
import { shownFlow } from '../canvas/shown-flow.ts';
import { isMotionReduced } from '../reduced-motion.ts';

const DURATION_MS = 260;
/** Of more, each frame would take longer than a frame. */
const MOST_NODES = 250;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
}

let stop: () => void = () => {};

/** `change` changes the document. */
export function glide(graph: GraphId, change: () => void): void {
  stop();
  const flow = shownFlow();
  const nodes = flow?.getNodes() ?? [];
  if (!flow || nodes.length > MOST_NODES || isMotionReduced() || document.hidden) {
    change();
    return;
  }
  const from = new Map(nodes.map((node) => [node.id, placeOf(node)]));
  // As if in the hand: the view keeps their places through changes of the document.
  flow.setNodes((all) => all.map((node) => ({ ...node, dragging: true })));
  const startedAt = performance.now();
  let frame = 0;
  const finish = () => {
    cancelAnimationFrame(frame);
    stop = () => {};
    const to = targets(graph);
    flow.setNodes((all) => all.map((node) => ({ ...at(node, to.get(node.id)), dragging: false })));
  };
  stop = finish;
  const tick = (now: number) => {
    const part = Math.min(1, (now - startedAt) / DURATION_MS);
    if (part >= 1) {
      finish();
      return;
    }
    const eased = 1 - (1 - part) ** 3;
    const to = targets(graph);
    flow.setNodes((all) =>
      all.map((node) => {
        const [a, b] = [from.get(node.id), to.get(node.id)];
        return a && b ? at(node, between(a, b, eased)) : node;
      }),
    );
    frame = requestAnimationFrame(tick);
  };
  // The nodes are in the hand only with the next frame.
  frame = requestAnimationFrame(() => {
    change();
    frame = requestAnimationFrame(tick);
  });
}

const placeOf = ({ position: { x, y }, width, height }: FlowNode): Place => ({
  x,
  y,
  ...(width === undefined ? {} : { width }),
  ...(height === undefined ? {} : { height }),
});

function targets(graphId: GraphId): ReadonlyMap<string, Place> {
  const none: Graph = { nodes: {}, edges: [] };
  const graph = graphOf(useDocumentStore.getState().document, graphId) ?? none;
  const cards = Object.entries(placesOf(graph)).map(
    ([id, [x, y]]) => [id, { x, y }] as [string, Place],
  );
  const notes = (graph.notes ?? []).map(
    ({ at: [x, y], size: [width, height] }, index) =>
      [noteId(index), { x, y, width, height }] as [string, Place],
  );
  return new Map([...cards, ...notes]);
}

function between(a: Place, b: Place, part: number): Place {
  const mix = (from: number, to: number) => from + (to - from) * part;
  const size =
    a.width !== undefined &&
    a.height !== undefined &&
    b.width !== undefined &&
    b.height !== undefined
      ? { width: mix(a.width, b.width), height: mix(a.height, b.height) }
      : {};
  return { x: mix(a.x, b.x), y: mix(a.y, b.y), ...size };
}

function at(node: FlowNode, place: Place | undefined): FlowNode {
  if (!place) return node;
  const { x, y, width, height } = place;
  const size =
    isNoteId(node.id) && width !== undefined && height !== undefined ? { width, height } : {};
  return { ...node, position: { x, y }, ...size };
}
