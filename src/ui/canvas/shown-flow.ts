/** The React Flow instance of the canvas on show, for panels beside it that put things on the canvas. */
import type { XYPosition } from '@xyflow/react';

interface ShownFlow {
  screenToFlowPosition(point: XYPosition): XYPosition;
}

let shown: ShownFlow | null = null;

export function setShownFlow(flow: ShownFlow): void {
  shown = flow;
}

/** From a point of the window to a point of the graph. */
export function toCanvas(point: XYPosition): XYPosition {
  return shown?.screenToFlowPosition(point) ?? point;
}

/** The point of the graph in the middle of what is seen of it. */
export function centreOfCanvas(): XYPosition {
  const box = document.querySelector('.react-flow')?.getBoundingClientRect();
  return toCanvas(
    box
      ? { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      : { x: innerWidth / 2, y: innerHeight / 2 },
  );
}
