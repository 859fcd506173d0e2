/**
 * Drags that begin on empty canvas: a box that selects, a stroke that cuts wires. Everything else there stays React Flow's,
 * which pans. Listens on the canvas itself, ahead of React Flow.
 */
import { create } from 'zustand';
import type { Edge } from '../../../../graph-schemas/document.ts';
import type { Box } from '../../../graph/insert-node.ts';
import { edgeKey, useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { useSettingsStore } from '../../../store/settings-store.ts';
import { keepMenuShut, onEscape, onOtherButton } from '../break-off.ts';
import { WireField } from '../dragging/wire-field.ts';
import { panAtEdges } from '../edge-pan.ts';
import { flowState, fromWindow } from '../flow-store.ts';
import { FRAME_Z, isNoteId, noteId, noteIndex } from '../flow-types.ts';
import { swallow } from '../swallow.ts';
import { boxOf } from '../wiring/spots.ts';
import { heldWire } from '../wiring/wire-hand.ts';
import { type BoxMode, boxBetween, boxHits, combined } from './box-hits.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is drawn, in units of the canvas. */
export const usePaneDrawing = create<{
  readonly box: (Box & { readonly mode: BoxMode }) | null;
  readonly stroke: readonly Point[];
}>()(() => ({ box: null, stroke: [] }));

const NOTHING = { box: null, stroke: [] } as const;
/** Less is a click. */
const LEAST = 4;
/** Units of the canvas between two looks for wires along a stroke, and how near a wire has to be. */
const STROKE_STEP = 6;

interface Gesture {
  readonly pointer: number;
  readonly from: Point;
  move(at: Point): void;
  /** `isDone` is false where the gesture was broken off. */
  end(isDone: boolean): void;
}

/** Space pans by the mouse whatever else a drag does. */
let isSpaceHeld = false;

export function listenOnPane(canvas: HTMLElement): () => void {
  let gesture: Gesture | null = null;
  let pane: Element | null = null;
  let stops: (() => void)[] = [];

  function onDown(event: PointerEvent): void {
    if (gesture) {
      // A second finger pinches: the pane is React Flow's again.
      stop(false);
      return;
    }
    pane = event.target instanceof Element ? event.target.closest('.react-flow__pane') : null;
    if (!pane || event.target !== pane || !event.isPrimary || heldWire()) return;
    gesture = begin(event, canvas);
    // d3 asks for this class when the mouse event or the touch comes after the pointer event.
    if (!gesture) return;
    pane.classList.add('nopan');
    const giveUp = () => stop(false);
    stops = [onEscape(giveUp)];
    if (event.button === 0) stops.push(onOtherButton(giveUp));
    else keepMenuShut();
  }
  function onMove(event: PointerEvent): void {
    if (gesture?.pointer !== event.pointerId) return;
    gesture.move({ x: event.clientX, y: event.clientY });
  }
  function onUp(event: PointerEvent): void {
    if (gesture?.pointer !== event.pointerId) return;
    const { from } = gesture;
    const isDrag = Math.hypot(event.clientX - from.x, event.clientY - from.y) > LEAST;
    stop(isDrag);
    if (isDrag) swallow(canvas, ['click', 'contextmenu']);
  }
  const onCancel = (event: PointerEvent) => {
    if (gesture?.pointer === event.pointerId) stop(false);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.code === 'Space') isSpaceHeld = event.type === 'keydown';
  };
  function stop(isDone: boolean): void {
    gesture?.end(isDone);
    gesture = null;
    for (const end of stops) end();
    stops = [];
    pane?.classList.remove('nopan');
    usePaneDrawing.setState(NOTHING);
  }

  canvas.addEventListener('pointerdown', onDown, true);
  addEventListener('pointermove', onMove);
  addEventListener('pointerup', onUp, true);
  addEventListener('pointercancel', onCancel);
  addEventListener('keydown', onKey, true);
  addEventListener('keyup', onKey, true);
  return () => {
    stop(false);
    canvas.removeEventListener('pointerdown', onDown, true);
    removeEventListener('pointermove', onMove);
    removeEventListener('pointerup', onUp, true);
    removeEventListener('pointercancel', onCancel);
    removeEventListener('keydown', onKey, true);
    removeEventListener('keyup', onKey, true);
  };
}

function begin(event: PointerEvent, canvas: HTMLElement): Gesture | null {
  const from = { x: event.clientX, y: event.clientY };
  const isModified = event.ctrlKey || event.metaKey;
  if (event.button === 2 && isModified) return cutStroke(event.pointerId, from, canvas);
  if (event.button !== 0) return null;
  const mode = modeOf(event);
  return mode && boxDrag(event.pointerId, from, canvas, mode);
}

function modeOf(event: PointerEvent): BoxMode | null {
  if (event.altKey) return 'subtract';
  if (event.shiftKey || event.ctrlKey || event.metaKey) return 'add';
  const { dragSelects } = useSettingsStore.getState().canvas;
  if (!dragSelects || isSpaceHeld) return null;
  // A finger adds: it has no key to say so.
  return event.pointerType === 'touch' ? 'add' : 'replace';
}

function boxDrag(pointer: number, from: Point, canvas: HTMLElement, mode: BoxMode): Gesture {
  const bounds = canvas.getBoundingClientRect();
  const { selectedNodes, selectedNotes, selectedEdges, select } = useCanvasStore.getState();
  const before = [...selectedNodes, ...selectedNotes.map(noteId)];
  const nodes = [...(flowState()?.nodeLookup.values() ?? [])];
  const boxed = (isFrame: boolean) =>
    nodes
      .filter(({ zIndex }) => (zIndex === FRAME_Z) === isFrame)
      .map((node) => [node.id, boxOf(node)] as const);
  const [boxes, frames] = [boxed(false), boxed(true)];
  const onCanvas = (at: Point) => fromWindow(at, bounds, flowState()?.transform ?? [0, 0, 1]);
  const corner = onCanvas(from);
  let last = from;
  let chosen = before.join();
  let endPan: (() => void) | null = null;

  function draw(): void {
    const box = boxBetween(corner, onCanvas(last));
    usePaneDrawing.setState({ box: { ...box, mode } });
    const { boxContains } = useSettingsStore.getState().canvas;
    // Boxes are drawn inside frames all the time.
    const hits = [...boxHits(box, boxes, boxContains), ...boxHits(box, frames, true)];
    const ids = combined(before, hits, mode);
    if (ids.join() === chosen) return;
    chosen = ids.join();
    choose(ids);
  }
  function choose(ids: readonly string[]): void {
    const notes = ids.filter(isNoteId).map(noteIndex);
    select(
      ids.filter((id) => !isNoteId(id)),
      mode === 'replace' ? [] : selectedEdges,
      notes,
    );
  }
  return {
    pointer,
    from,
    move(at) {
      if (!endPan && Math.hypot(at.x - from.x, at.y - from.y) <= LEAST) return;
      endPan ??= panAtEdges(bounds, () => last, draw);
      last = at;
      draw();
    },
    end(isDone) {
      endPan?.();
      if (!isDone && endPan) choose(before);
    },
  };
}

function cutStroke(pointer: number, from: Point, canvas: HTMLElement): Gesture {
  const bounds = canvas.getBoundingClientRect();
  const onCanvas = (at: Point) => fromWindow(at, bounds, flowState()?.transform ?? [0, 0, 1]);
  const field = new WireField();
  const cut = new Map<string, Edge>();
  const { graph } = useCanvasStore.getState();
  let stroke: readonly Point[] = [onCanvas(from)];
  return {
    pointer,
    from,
    move(at) {
      const [next, last] = [onCanvas(at), stroke.at(-1) ?? onCanvas(from)];
      const steps = Math.ceil(Math.hypot(next.x - last.x, next.y - last.y) / STROKE_STEP);
      for (let step = 1; step <= steps; step += 1) {
        const share = step / steps;
        const point = {
          x: last.x + (next.x - last.x) * share,
          y: last.y + (next.y - last.y) * share,
        };
        for (const edge of field.near(point, STROKE_STEP)) {
          if (cut.has(edgeKey(edge))) continue;
          cut.set(edgeKey(edge), edge);
          field.mark(edge, 'data-cut', true);
        }
      }
      stroke = [...stroke, next];
      usePaneDrawing.setState({ stroke });
    },
    end(isDone) {
      for (const edge of cut.values()) field.mark(edge, 'data-cut', false);
      if (!isDone || cut.size === 0) return;
      const edges = [...cut.values()];
      useDocumentStore.getState().dispatch({ type: 'disconnect', graph, edges });
    },
  };
}
