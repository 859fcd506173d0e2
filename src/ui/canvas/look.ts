/** Where the person looks on the canvas on show: all of it, what is selected, one node; how near. */
import type { FitViewOptions } from '@xyflow/react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useOverlayStore } from '../overlays/overlay-state.ts';
import { isMotionReduced } from '../reduced-motion.ts';
import { noteId } from './flow-types.ts';
import { shownFlow } from './shown-flow.ts';

const DURATION_MS = 240;
/** Around what lies over the canvas: as far from its edge as from the cards. */
const GAP = 11;
/** Pixels that a legend takes at the right. */
const LEGEND = 260;
const BESIDE_LEGEND = { right: `${LEGEND}px` } as const;
/** Between a card and the edge of the canvas. */
const EDGE = 8;
/** So wide that a canvas has room for both. */
const WIDE = 2.5 * LEGEND;
/** Nearer than that a few cards would look like posters. */
const SELECTION = { padding: 0.15, maxZoom: 1.25 };
/** Small print can be read from here on. */
export const READABLE_ZOOM = 0.85;

const glide = () => ({ duration: isMotionReduced() ? 0 : DURATION_MS });

/** For the way through the levels above and the buttons below, which are larger for fingers. */
function room() {
  const heightOf = (selector: string) =>
    document.querySelector<HTMLElement>(selector)?.offsetHeight ?? 0;
  return {
    x: '5%',
    top: `${heightOf('main nav') + 2 * GAP}px`,
    bottom: `${heightOf('.react-flow__controls') + 2 * GAP}px`,
  } as const;
}

/** All of the canvas; beside the legend of an overlay, where there is room for both. */
export function wholeView(): FitViewOptions {
  const { clientWidth = 0 } = document.querySelector('.react-flow') ?? {};
  const hasLegend = useOverlayStore.getState().overlay !== null && clientWidth > WIDE;
  return { padding: { ...room(), ...(hasLegend ? BESIDE_LEGEND : {}) }, maxZoom: 1 };
}

export function fitAll(): void {
  void shownFlow()?.fitView({ ...wholeView(), ...glide() });
}

/** Where all of the canvas is seen, it makes way for the legend that comes to lie over it; who looks at a part stays there. */
export function makeRoomForLegend(): void {
  const flow = shownFlow();
  const { clientWidth: width = 0, clientHeight: height = 0 } =
    document.querySelector('.react-flow') ?? {};
  if (!flow) return;
  const { x, y, zoom } = flow.getViewport();
  const bounds = flow.getNodesBounds(flow.getNodes());
  const [left, top] = [bounds.x * zoom + x, bounds.y * zoom + y];
  const [right, bottom] = [left + bounds.width * zoom, top + bounds.height * zoom];
  if (left < 0 || top < 0 || right > width || bottom > height) return;
  const excess = right - (width - LEGEND);
  if (excess <= 0) return;
  if (left - excess >= EDGE) void flow.setViewport({ x: x - excess, y, zoom }, glide());
  else if (width > WIDE) fitAll();
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
