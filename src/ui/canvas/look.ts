/** Where the person looks on the canvas on show: all of it, what is selected, one node; how near. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useOverlayStore } from '../overlays/overlay-state.ts';
import { isMotionReduced } from '../reduced-motion.ts';
import { firstLook, type Room, type Scene, type Viewport, wholeLook } from './first-look.ts';
import { flowState } from './flow-store.ts';
import { noteId } from './flow-types.ts';
import { shownFlow } from './shown-flow.ts';

const DURATION_MS = 240;
/** Pixels that a legend takes at the right. */
const LEGEND = 260;
/** The way through the levels, buttons, the menu of overlays. */
const OVER_CANVAS = 'main nav, .react-flow__controls, .react-flow__panel button[data-on]';
/** Between a card and the edge of the canvas. */
const EDGE = 8;
/** So wide that a canvas has room for both. */
const WIDE = 2.5 * LEGEND;
/** Nearer than that a few cards would look like posters. */
const SELECTION = { padding: 0.15, maxZoom: 1.25 };
/** Small print can be read from here on. */
export const READABLE_ZOOM = 0.85;

const glide = () => ({ duration: isMotionReduced() ? 0 : DURATION_MS });

/** What lies over the canvas now, as boxes of it. */
function roomNow(): Room | null {
  const canvas = document.querySelector<HTMLElement>('.react-flow');
  if (!canvas || canvas.clientWidth === 0) return null;
  const { left, top } = canvas.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = canvas;
  const over = [...document.querySelectorAll(OVER_CANVAS)].map((element) => {
    const box = element.getBoundingClientRect();
    return {
      left: box.left - left,
      top: box.top - top,
      right: box.right - left,
      bottom: box.bottom - top,
    };
  });
  const hasLegend = useOverlayStore.getState().overlay !== null && width > WIDE;
  const legend = { left: width - LEGEND, top: 0, right: width, bottom: height };
  return { width, height, over: hasLegend ? [...over, legend] : over };
}

function sceneNow(): Scene {
  const { nodes = [], edges = [], nodeLookup } = flowState() ?? {};
  const boxes = nodes.map(({ id, type, position: { x, y } }) => {
    const { width = 0, height = 0 } = nodeLookup?.get(id)?.measured ?? {};
    return { id, type, left: x, top: y, right: x + width, bottom: y + height };
  });
  return {
    cards: boxes.filter(({ type }) => type === 'card'),
    notes: boxes.filter(({ type }) => type === 'note'),
    wires: edges.map(({ source, target }) => [source, target] as const),
  };
}

function viewOf(look: typeof firstLook): Viewport | null {
  const room = roomNow();
  return room && look(sceneNow(), room);
}

/** On the first visit of a canvas: all of it, or what can be read of it. */
export const firstView = (): Viewport | null => viewOf(firstLook);

export function fitAll(): void {
  const view = viewOf(wholeLook);
  if (view) void shownFlow()?.setViewport(view, glide());
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
