/** Moves the eye a little inwards on entering a level and outwards on leaving it. Draws nothing. */
import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { viewports } from '../../store/viewports.ts';

const FAR = 0.86;
const NEAR = 1.14;
const DURATION_MS = 170;

let depth = useCanvasStore.getState().trail.length;
let revealed = 0;

/** Where the animation starts; 1 for none. Whoever is on the way to a node is moved there by what shows it. */
function startZoom(): number {
  const { trail, reveal } = useCanvasStore.getState();
  const before = depth;
  const isRevealing = reveal !== null && reveal.token !== revealed;
  depth = trail.length;
  revealed = reveal?.token ?? revealed;
  if (isRevealing || matchMedia('(prefers-reduced-motion: reduce)').matches) return 1;
  return depth > before ? FAR : depth < before ? NEAR : 1;
}

export function Arrival({ graph }: { readonly graph: GraphId }) {
  const { getViewport, setViewport } = useReactFlow();
  useEffect(() => {
    const start = startZoom();
    const box = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (start === 1 || !box) return;
    const end = getViewport();
    const [x, y] = [box.width / 2, box.height / 2];
    let isOver = false;
    const from = { x: x - (x - end.x) * start, y: y - (y - end.y) * start, zoom: end.zoom * start };
    void setViewport(from)
      .then(() => setViewport(end, { duration: DURATION_MS }))
      .then(() => {
        isOver = true;
      });
    return () => {
      // Left halfway, the level is found again as it was, not as the animation had it.
      if (!isOver) viewports.set(graph, end);
    };
  }, [graph, getViewport, setViewport]);
  return null;
}
