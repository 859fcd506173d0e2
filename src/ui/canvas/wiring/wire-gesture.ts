/**
 * The pointer on ports: press and drag a wire, or click a port and then another. A drag that begins at a wired input takes
 * its wire off (Alt begins a new one). Listens on the canvas itself, ahead of React Flow.
 */
import type { Edge } from '../../../../graph-schemas/document.ts';
import type { FixedEnd } from '../../../graph/connections.ts';
import { graphOf, splitRef } from '../../../graph/graph-of.ts';
import { edgeKey, useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { onChangeBelow, onEscape, onOtherButton } from '../break-off.ts';
import { panAtEdges } from '../edge-pan.ts';
import { swallow } from '../swallow.ts';
import { dropWire } from './wire-drop.ts';
import {
  canvasBounds,
  heldWire,
  leadWire,
  letGo,
  type Point,
  type Taken,
  takeWire,
} from './wire-hand.ts';

/** Less is a click. */
const LEAST_DRAG = { fine: 4, coarse: 9 };
/** A wire is taken off its port from so near, in pixels of the window. */
const NEAR_END = 30;

/** Where a wire may be taken: at a port, or near one end of a wire that is there. */
type End =
  | { readonly type: 'port'; readonly port: FixedEnd }
  | { readonly type: 'wire'; readonly held: FixedEnd; readonly picked: Edge };

interface Press {
  readonly pointer: number;
  readonly at: Point;
  readonly end: End | null;
  readonly isCoarse: boolean;
  readonly isFresh: boolean;
}

const pointOf = ({ clientX, clientY }: PointerEvent): Point => ({ x: clientX, y: clientY });

export function listenForWires(canvas: HTMLElement): () => void {
  let press: Press | null = null;
  let last: Point = { x: 0, y: 0 };
  let endPan = () => {};
  let stops: readonly (() => void)[] = [];

  /** False where nothing is known about the port. */
  function take(taken: Taken, at: Point): boolean {
    if (!takeWire(taken, at, release)) return false;
    stops = [onEscape(drop), onOtherButton(drop), onChangeBelow(drop)];
    return true;
  }
  /** A press is over; a wire that was taken by a click stays in the hand. */
  function rest(): void {
    press = null;
    endPan();
  }
  function drop(): void {
    rest();
    letGo();
  }
  function release(): void {
    for (const stop of stops) stop();
    stops = [];
  }

  function onDown(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const end = endAt(event);
    if (!end && !heldWire()) return;
    // A second finger, or a control on the canvas, is no end of a wire.
    if (!end && !isOnCanvas(event.target)) return;
    const isCoarse = event.pointerType === 'touch';
    const at = pointOf(event);
    press = { pointer: event.pointerId, at, end, isCoarse, isFresh: event.altKey };
  }

  function onMove(event: PointerEvent): void {
    if (press && event.pointerId !== press.pointer) return;
    const at = pointOf(event);
    const hand = heldWire();
    if (hand && (!press || !hand.isCarried)) {
      last = at;
      leadWire(at);
      return;
    }
    if (hand || !press?.end || !isDrag(press, at)) return;
    const { isCoarse } = press;
    if (take({ ...heldFrom(press.end, press.isFresh), isCarried: false, isCoarse }, at)) {
      last = at;
      const bounds = canvas.getBoundingClientRect();
      endPan = panAtEdges(
        bounds,
        () => (heldWire()?.aim.type === 'level' ? centreOf(bounds) : last),
        () => leadWire(last),
      );
    }
  }

  function onUp(event: PointerEvent): void {
    if (!press || event.pointerId !== press.pointer) return;
    const { end, isCoarse } = press;
    const at = pointOf(event);
    const isClick = !isDrag(press, at);
    const hand = heldWire();
    rest();
    if (hand && !hand.isCarried) dropWire(at, !isInside(at));
    else if (hand && isClick) {
      swallow(canvas, ['click']);
      leadWire(at);
      dropWire(at, false);
    } else if (end?.type === 'port' && isClick) {
      take({ fixed: end.port, picked: null, isCarried: true, isCoarse }, at);
    }
  }

  const onCancel = (event: PointerEvent) => {
    if (event.pointerId === press?.pointer) drop();
  };

  canvas.addEventListener('pointerdown', onDown, true);
  addEventListener('pointermove', onMove);
  addEventListener('pointerup', onUp, true);
  addEventListener('pointercancel', onCancel);
  return () => {
    drop();
    canvas.removeEventListener('pointerdown', onDown, true);
    removeEventListener('pointermove', onMove);
    removeEventListener('pointerup', onUp, true);
    removeEventListener('pointercancel', onCancel);
  };
}

function endAt(event: PointerEvent): End | null {
  const { target } = event;
  if (!(target instanceof Element)) return null;
  const handle = target.closest<HTMLElement>('.react-flow__handle');
  const { nodeid: node, handleid: port } = handle?.dataset ?? {};
  if (!handle || node === undefined || port === undefined) return wireEndAt(target, event);
  const side = handle.classList.contains('target') ? 'input' : 'output';
  return { type: 'port', port: { node, port, side } };
}

/** The end of a wire that the pointer is near to, held by the other one. */
function wireEndAt(target: Element, { clientX: x, clientY: y }: PointerEvent): End | null {
  const id = target.closest<HTMLElement>('.react-flow__edge')?.dataset.id;
  const picked = id === undefined ? undefined : edgesShown().find((edge) => edgeKey(edge) === id);
  if (!picked) return null;
  const [from, to] = [endOf(picked.from, 'output'), endOf(picked.to, 'input')];
  if (isNear(from, x, y)) return { type: 'wire', held: to, picked };
  return isNear(to, x, y) ? { type: 'wire', held: from, picked } : null;
}

function isNear({ node, port, side }: FixedEnd, x: number, y: number): boolean {
  const name = side === 'input' ? 'target' : 'source';
  const [id, at] = [CSS.escape(node), CSS.escape(port)];
  const box = document
    .querySelector(`.react-flow__handle.${name}[data-nodeid="${id}"][data-handleid="${at}"]`)
    ?.getBoundingClientRect();
  if (!box) return false;
  return Math.hypot(x - box.x - box.width / 2, y - box.y - box.height / 2) < NEAR_END;
}

const isOnCanvas = (target: EventTarget | null) =>
  target instanceof Element && target.closest('.react-flow__panel') === null;

function edgesShown(): readonly Edge[] {
  const { graph } = useCanvasStore.getState();
  return graphOf(useDocumentStore.getState().document, graph)?.edges ?? [];
}

function endOf(ref: string, side: FixedEnd['side']): FixedEnd {
  const [node, port] = splitRef(ref);
  return { node, port, side };
}

/** What a drag from here holds: a new wire, or one that was there by its other end. */
function heldFrom(end: End, isFresh: boolean) {
  if (end.type === 'wire') return { fixed: end.held, picked: end.picked };
  const { node, port, side } = end.port;
  const isInput = side === 'input' && !isFresh;
  const picked = isInput ? edgesShown().find(({ to }) => to === `${node}.${port}`) : undefined;
  return picked
    ? { fixed: endOf(picked.from, 'output'), picked }
    : { fixed: end.port, picked: null };
}

/** Nothing pans from there. */
const centreOf = ({ left, top, width, height }: DOMRect): Point => ({
  x: left + width / 2,
  y: top + height / 2,
});

const isDrag = ({ at, isCoarse }: Press, { x, y }: Point) =>
  Math.hypot(x - at.x, y - at.y) > LEAST_DRAG[isCoarse ? 'coarse' : 'fine'];

function isInside({ x, y }: Point): boolean {
  const bounds = canvasBounds();
  if (!bounds) return false;
  return x >= bounds.left && x <= bounds.right && y >= bounds.top && y <= bounds.bottom;
}
