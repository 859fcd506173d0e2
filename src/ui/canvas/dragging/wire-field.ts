/**
 * Which drawn wires pass near a point of the canvas, however they run. The curves are read once, most of them never: only
 * those whose bounds hold the point are looked at in full.
 */
import type { Edge } from '../../../../graph-schemas/document.ts';
import { graphOf } from '../../../graph/graph-of.ts';
import { edgeKey, useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { flowState } from '../flow-store.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface DrawnWire {
  readonly edge: Edge;
  readonly element: Element;
  readonly path: SVGPathElement;
  readonly bounds: DOMRect;
  points: readonly Point[] | null;
}

/** Units of the canvas from one looked-at point of a curve to the next. */
const STEP = 12;

export class WireField {
  private readonly wires: readonly DrawnWire[];

  constructor() {
    const { graph } = useCanvasStore.getState();
    const edges = graphOf(useDocumentStore.getState().document, graph)?.edges ?? [];
    const byKey = new Map(edges.map((edge) => [edgeKey(edge), edge]));
    const drawn = flowState()?.domNode?.querySelectorAll<HTMLElement>('.react-flow__edge') ?? [];
    this.wires = [...drawn].flatMap((element): DrawnWire[] => {
      const edge = byKey.get(element.dataset.id ?? '');
      const path = element.querySelector<SVGPathElement>('path.react-flow__edge-path');
      return edge && path ? [{ edge, element, path, bounds: path.getBBox(), points: null }] : [];
    });
  }

  /** The nearest first. */
  near({ x, y }: Point, radius: number): readonly Edge[] {
    return this.wires
      .filter(
        ({ bounds }) =>
          x >= bounds.x - radius &&
          y >= bounds.y - radius &&
          x <= bounds.x + bounds.width + radius &&
          y <= bounds.y + bounds.height + radius,
      )
      .map((wire) => ({ edge: wire.edge, far: distanceTo(pointsOf(wire), { x, y }) }))
      .filter(({ far }) => far <= radius)
      .sort((a, b) => a.far - b.far)
      .map(({ edge }) => edge);
  }

  mark(edge: Edge, name: 'data-insert' | 'data-cut', isOn: boolean): void {
    const key = edgeKey(edge);
    this.wires.find((wire) => edgeKey(wire.edge) === key)?.element.toggleAttribute(name, isOn);
  }
}

function pointsOf(wire: DrawnWire): readonly Point[] {
  if (wire.points) return wire.points;
  const length = wire.path.getTotalLength();
  const count = Math.max(2, Math.ceil(length / STEP));
  wire.points = Array.from({ length: count + 1 }, (_, at) => {
    const { x, y } = wire.path.getPointAtLength((length * at) / count);
    return { x, y };
  });
  return wire.points;
}

/** From a point to the nearest place of a line through points. */
export function distanceTo(line: readonly Point[], { x, y }: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, b] of line.entries()) {
    const a = line[index - 1] ?? b;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const square = dx * dx + dy * dy;
    const share = square === 0 ? 0 : ((x - a.x) * dx + (y - a.y) * dy) / square;
    const at = Math.min(1, Math.max(0, share));
    least = Math.min(least, Math.hypot(a.x + dx * at - x, a.y + dy * at - y));
  }
  return least;
}
