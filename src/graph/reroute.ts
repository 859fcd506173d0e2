/** Points that wires are drawn through: set by hand, and carried along when both ends of a wire move together. */
import { type Document, type Edge, MOST_POINTS } from '../../graph-schemas/document.ts';
import { Point } from '../../graph-schemas/primitives.ts';
import { own, splitRef } from './graph-of.ts';
import type { GraphId } from './problem.ts';
import { withGraph, without } from './update.ts';

/** No points let the wire find its own way. Points that the document could not hold leave it as it is. */
export function setVia(
  document: Document,
  graph: GraphId,
  { from, to }: Pick<Edge, 'from' | 'to'>,
  via: readonly Point[],
): Document {
  if (via.length > MOST_POINTS || !via.every((point) => Point.safeParse(point).success)) {
    return document;
  }
  return withGraph(document, graph, (canvas) => {
    let isSame = true;
    const edges = canvas.edges.map((edge) => {
      if (edge.from !== from || edge.to !== to || isSameWay(edge.via ?? [], via)) return edge;
      isSame = false;
      return led(edge, via);
    });
    return isSame ? canvas : { ...canvas, edges };
  });
}

/** The wire through other points. */
export function led(edge: Edge, via: readonly Point[]): Edge {
  const plain: Edge = without(edge, 'via');
  return via.length === 0 ? plain : { ...plain, via: via.map(([x, y]): Point => [x, y]) };
}

export function isSameWay(a: readonly Point[], b: readonly Point[]): boolean {
  return a.length === b.length && a.every(([x, y], at) => x === b[at]?.[0] && y === b[at]?.[1]);
}

type Shift = readonly [right: number, down: number];

/** The wires after nodes moved: where both ends of one moved the same way, its points went with them. */
export function withMovedPoints(edges: Edge[], shifts: Readonly<Record<string, Shift>>): Edge[] {
  if (!edges.some(({ via }) => via)) return edges;
  return edges.map((edge) => {
    if (!edge.via) return edge;
    const [first, last] = [edge.from, edge.to].map((end) => own(shifts, splitRef(end)[0]));
    if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return edge;
    return led(edge, edge.via.map(shifted(first)));
  });
}

/** Moves points of the canvas, no farther than a document can hold. */
export const shifted =
  ([right, down]: Shift) =>
  ([x, y]: readonly [number, number]): Point => [held(x + right), held(y + down)];

const held = (place: number) => Math.max(-1e6, Math.min(1e6, place));
