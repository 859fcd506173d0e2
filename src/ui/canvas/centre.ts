/** The point of the graph in the middle of what is seen of it. */
import type { ReactFlowInstance, XYPosition } from '@xyflow/react';

type Flow = Pick<ReactFlowInstance, 'screenToFlowPosition'>;

export function centreOfCanvas(flow: Flow): XYPosition {
  const box = document.querySelector('.react-flow')?.getBoundingClientRect();
  const screen = box
    ? { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    : { x: innerWidth / 2, y: innerHeight / 2 };
  return flow.screenToFlowPosition(screen);
}
