/** The React Flow instance of the canvas on show, for panels beside it that put things on the canvas. */
import type { ReactFlowInstance, XYPosition } from '@xyflow/react';
import type { FlowEdge, FlowNode } from './flow-types.ts';

type ShownFlow = ReactFlowInstance<FlowNode, FlowEdge>;

let shown: ShownFlow | null = null;

export function setShownFlow(flow: ShownFlow): void {
  shown = flow;
}

export const shownFlow = (): ShownFlow | null => shown;

/** From a point of the window to a point of the graph. */
export function toCanvas(point: XYPosition): XYPosition {
  return shown?.screenToFlowPosition(point) ?? point;
}

interface Seen {
  readonly from: XYPosition;
  readonly to: XYPosition;
}

/** The part of the graph that is on the screen, by two corners. */
function seen(): Seen {
  const box = document.querySelector('.react-flow')?.getBoundingClientRect();
  const { left = 0, top = 0, right = innerWidth, bottom = innerHeight } = box ?? {};
  return { from: toCanvas({ x: left, y: top }), to: toCanvas({ x: right, y: bottom }) };
}

/** The point of the graph in the middle of what is seen of it. */
export function centreOfCanvas(): XYPosition {
  const { from, to } = seen();
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

export function isSeen({ x, y }: XYPosition): boolean {
  const { from, to } = seen();
  return x >= from.x && x <= to.x && y >= from.y && y <= to.y;
}
