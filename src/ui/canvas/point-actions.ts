/** Setting, moving and removing the points that a wire is drawn through, by pointer, key or command. */
import { type Edge, MOST_POINTS } from '../../../graph-schemas/document.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { edgeKey, useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { tell } from '../clipboard/tell.ts';
import { textsNow } from '../texts/texts.ts';
import { flowState } from './flow-store.ts';
import { menuPlace } from './pointer.ts';
import { toCanvas } from './shown-flow.ts';
import { wireToPlace } from './use-wire-course.ts';
import { pointOn } from './wire-course.ts';
import { legsThrough, placeAmong, pointAlong } from './wire-path.ts';

type Point = readonly [x: number, y: number];

function edgeOf(key: string): Edge | undefined {
  const { graph } = useCanvasStore.getState();
  const edges = graphOf(useDocumentStore.getState().document, graph)?.edges ?? [];
  return edges.find((edge) => edgeKey(edge) === key);
}

export function setPoints(key: string, points: readonly Point[]): void {
  const edge = edgeOf(key);
  if (!edge) return;
  const { graph } = useCanvasStore.getState();
  const via = points.map(([x, y]): [number, number] => [Math.round(x), Math.round(y)]);
  useDocumentStore.getState().dispatch({ type: 'set-via', graph, edge, via });
}

/** Where the pointer is, as a person sees it in the window. */
export function addPointAt(key: string, at: { readonly x: number; readonly y: number }): void {
  const { x, y } = toCanvas(at);
  addPoint(key, [x, y]);
}

function addPoint(key: string, wish: Point | null): void {
  const [edge, wire] = [edgeOf(key), placedWire(key)];
  if (!edge || !wire) return;
  const { points: texts } = textsNow().editing;
  const via = edge.via ?? [];
  if (via.length >= MOST_POINTS) {
    tell({ color: 'yellow', title: texts.notAdded, message: texts.most(MOST_POINTS) });
    return;
  }
  const middle = () =>
    via.length > 0 ? pointAlong(legsThrough(wire, via), 0.5) : pointOn(wire, 0.5, undefined);
  const point = wish ?? middle();
  const at = placeAmong(wire, via, point);
  setPoints(key, via.toSpliced(at, 0, [point[0], point[1]]));
  useCanvasStore.getState().select([], [key]);
  if (!wish) requestAnimationFrame(() => requestAnimationFrame(() => focusPoint(key, at)));
}

function placedWire(key: string) {
  const state = flowState();
  const edge = state?.edges.find(({ id }) => id === key);
  return state && edge ? wireToPlace(edge, state.nodeLookup) : null;
}

export function focusPoint(key: string, at: number): void {
  const points = document.querySelectorAll<SVGElement>(
    `.react-flow__edge[data-id="${CSS.escape(key)}"] [data-point]`,
  );
  points[at]?.focus();
}

/** The only selected wire, or null. */
export function selectedWire(): Edge | null {
  const { selectedEdges, selectedNodes, selectedNotes } = useCanvasStore.getState();
  const [only, ...others] = selectedEdges;
  if (only === undefined || others.length + selectedNodes.length + selectedNotes.length > 0) {
    return null;
  }
  return edgeOf(only) ?? null;
}

/** Where its menu was opened; by a key, in the middle, with the focus on it so that the arrow keys move it on. */
export function addPointToSelected(): void {
  const edge = selectedWire();
  if (!edge) return;
  const place = menuPlace();
  if (place) addPointAt(edgeKey(edge), place);
  else addPoint(edgeKey(edge), null);
}

export function straightenSelected(): void {
  const edge = selectedWire();
  if (edge) setPoints(edgeKey(edge), []);
}
