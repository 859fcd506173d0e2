/** Where the person looks on the canvas on show: all of it, what is selected, one node; how near. */
import type { FitViewOptions } from '@xyflow/react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useOverlayStore } from '../overlays/overlay-state.ts';
import { isMotionReduced } from '../reduced-motion.ts';
import { noteId } from './flow-types.ts';
import { shownFlow } from './shown-flow.ts';

const DURATION_MS = 240;
/** Room above for the way through the levels, which lies over the canvas. */
export const FIT: FitViewOptions = {
  padding: { x: 0.07, bottom: 0.07, top: '54px' },
  maxZoom: 1,
};
/** Pixels that a legend takes at the right. */
const LEGEND = 280;
const BESIDE_LEGEND = { right: `${LEGEND}px` } as const;
/** Nearer than that a few cards would look like posters. */
const SELECTION = { padding: 0.15, maxZoom: 1.25 };
/** Small print can be read from here on. */
export const READABLE_ZOOM = 0.85;

const glide = () => ({ duration: isMotionReduced() ? 0 : DURATION_MS });

/** Beside the legend of an overlay, where there is room for both. */
export function fitAll(): void {
  const { clientWidth = 0 } = document.querySelector('.react-flow') ?? {};
  const hasLegend = useOverlayStore.getState().overlay !== null && clientWidth > 3 * LEGEND;
  const padding = { x: '5%', y: '7%', ...(hasLegend ? BESIDE_LEGEND : {}) } as const;
  void shownFlow()?.fitView({ ...FIT, padding, ...glide() });
}

/** All of the canvas where nothing is selected. */
export function fitSelection(): void {
  const { selectedNodes, selectedNotes } = useCanvasStore.getState();
  const ids = [...selectedNodes, ...selectedNotes.map(noteId)];
  if (ids.length === 0) fitAll();
  else {
    const nodes = ids.map((id) => ({ id }));
    void shownFlow()?.fitView({ nodes, ...SELECTION, ...glide() });
  }
}

export function zoomTo(zoom: number): void {
  void shownFlow()?.zoomTo(zoom, glide());
}

export function zoomIn(): void {
  void shownFlow()?.zoomIn(glide());
}

export function zoomOut(): void {
  void shownFlow()?.zoomOut(glide());
}

/** In the middle, near enough to read. */
export function lookAt(node: string): Promise<boolean> {
  const flow = shownFlow();
  if (!flow) return Promise.resolve(false);
  const zoom = Math.max(READABLE_ZOOM, flow.getZoom());
  return flow.fitView({ nodes: [{ id: node }], minZoom: zoom, maxZoom: zoom, ...glide() });
}

/** The point of the graph comes into the middle. */
export function lookTo(x: number, y: number): void {
  const flow = shownFlow();
  void flow?.setCenter(x, y, { zoom: flow.getZoom(), ...glide() });
}

/** Moves what is seen by shares of its width and height. */
export function lookFrom(right: number, down: number): void {
  const flow = shownFlow();
  const box = document.querySelector('.react-flow')?.getBoundingClientRect();
  if (!flow || !box) return;
  const { x, y, zoom } = flow.getViewport();
  void flow.setViewport(
    { x: x - right * box.width, y: y - down * box.height, zoom },
    { duration: isMotionReduced() ? 0 : 90 },
  );
}
