/**
 * Cards and notes in the hand, from their first move to the last: they keep to the grid or to guides, frames take along what
 * stands in them, a lone card may go into a wire. React Flow moves what is dragged; this corrects where to.
 */
import type { NodeChange, NodePositionChange } from '@xyflow/react';
import { create } from 'zustand';
import type { Edit } from '../../../graph/edit-types.ts';
import { graphOf, splitRef } from '../../../graph/graph-of.ts';
import type { Box } from '../../../graph/insert-node.ts';
import { useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { useSettingsStore } from '../../../store/settings-store.ts';
import { onChangeBelow, onEscape, onOtherButton } from '../break-off.ts';
import { changeFlow, flowState } from '../flow-store.ts';
import { type FlowNode, FRAME_Z } from '../flow-types.ts';
import { isAltHeld } from '../pointer.ts';
import { boxOf, type NodeLookup, spotsOf } from '../wiring/spots.ts';
import { putDown } from './carry.ts';
import { coveredBy } from './covered.ts';
import { type Guide, snapBox, snapToGrid, type Tether } from './guides.ts';
import { WireTarget } from './wire-target.ts';

export const GRID = 22;
/** Pixels of the window. */
const REACH = 6;

export const useGuides = create<{ readonly guides: readonly Guide[] }>()(() => ({ guides: [] }));

interface Session {
  /** Where everything stood that moves, by id; the first is the one in the hand. */
  readonly from: ReadonlyMap<string, Point>;
  /** What frames take along. */
  readonly carried: ReadonlySet<string>;
  readonly box: Box;
  readonly others: readonly Box[];
  readonly tethers: readonly Tether[];
  readonly target: WireTarget | null;
  /** Turns snapping off, or on where it is off. */
  isInverted: boolean;
  /** End listening for what calls the drag off. */
  readonly stops: readonly (() => void)[];
}
interface Point {
  readonly x: number;
  readonly y: number;
}

let session: Session | null = null;
/** React Flow goes on with the drag until the hand lets go, and nobody hears of it. */
let isCalledOff = false;
const follow = (event: MouseEvent | KeyboardEvent) => {
  if (session) session.isInverted = event.ctrlKey || event.metaKey;
};
const EVENTS = ['mousemove', 'keydown', 'keyup'] as const;

/** `ids` are those that React Flow moves. */
export function beginDrag(ids: readonly string[]): void {
  endDrag();
  resume();
  const lookup = flowState()?.nodeLookup;
  if (!lookup || ids.length === 0) return;
  const carried = carriedBy(ids, lookup);
  const moving = new Set([...ids, ...carried]);
  const stay = [...lookup.values()].filter(({ id }) => !moving.has(id));
  session = {
    from: new Map(
      [...moving].flatMap((id) => {
        const at = lookup.get(id)?.internals.positionAbsolute;
        return at ? [[id, { x: at.x, y: at.y }]] : [];
      }),
    ),
    carried,
    box: around([...moving].flatMap((id) => lookup.get(id) ?? []).map(boxOf)),
    others: stay.filter(({ zIndex }) => zIndex !== FRAME_Z).map(boxOf),
    tethers: tethersOf(moving, lookup),
    target: ids.length === 1 ? WireTarget.for(ids[0] ?? '', lookup) : null,
    isInverted: false,
    stops: [onEscape(callOff), onOtherButton(callOff), onChangeBelow(callOff)],
  };
  for (const name of EVENTS) addEventListener(name, follow, true);
}

/** Moves of nodes in the hand, corrected; other changes pass. */
export function adjustDrag(changes: NodeChange<FlowNode>[]): NodeChange<FlowNode>[] {
  if (isCalledOff) return changes.filter(({ type }) => type !== 'position');
  if (!session) return changes;
  const { from, carried } = session;
  const lead = changes.find((change): change is Moved => isMove(change) && from.has(change.id));
  const start = lead && from.get(lead.id);
  if (!lead || !start) return changes;
  const raw = { x: lead.position.x - start.x, y: lead.position.y - start.y };
  const by = corrected(session, raw);
  const place = (id: string, at: Point): Moved => ({
    id,
    type: 'position',
    position: { x: at.x + by.x, y: at.y + by.y },
    ...(lead.dragging === undefined ? {} : { dragging: lead.dragging }),
  });
  session.target?.hold({ ...session.box, x: session.box.x + by.x, y: session.box.y + by.y });
  const moved = changes.map((change) => {
    const at = isMove(change) ? from.get(change.id) : undefined;
    return at && isMove(change) ? { ...change, ...place(change.id, at) } : change;
  });
  const along = [...carried].flatMap((id) => {
    const at = from.get(id);
    return at ? [place(id, at)] : [];
  });
  return [...moved, ...along];
}

type Moved = NodePositionChange & { readonly position: Point };
const isMove = (change: NodeChange<FlowNode>): change is Moved =>
  change.type === 'position' && change.position !== undefined;

/** Ends the drag; returns the edits that the place of the drop stands for, beside the move itself. */
export function finishDrag(): readonly Edit[] {
  // A copy is put where the drag ends: it goes into no wire.
  const edits = isAltHeld() ? [] : (session?.target?.edits() ?? []);
  endDrag();
  return edits;
}

/** Everything is again where the drag began. */
export function callOff(): void {
  if (!session) return;
  endDrag();
  isCalledOff = true;
  changeFlow({ autoPanOnNodeDrag: false });
  addEventListener('pointerdown', resume, true);
}

/** A press begins a drag of its own; a second finger on the way belongs to the one before. */
function resume(event?: PointerEvent): void {
  if (!isCalledOff || event?.isPrimary === false) return;
  isCalledOff = false;
  changeFlow({ autoPanOnNodeDrag: true });
  removeEventListener('pointerdown', resume, true);
}

export const isDragging = (): boolean => session !== null || isCalledOff;

export function endDrag(): void {
  // After React has given the cards their places.
  queueMicrotask(putDown);
  session?.target?.clear();
  for (const stop of session?.stops ?? []) stop();
  session = null;
  for (const name of EVENTS) removeEventListener(name, follow, true);
  if (useGuides.getState().guides.length > 0) useGuides.setState({ guides: [] });
}

function corrected({ box, others, tethers, isInverted }: Session, raw: Point): Point {
  const zoom = flowState()?.transform[2] ?? 1;
  const at = { ...box, x: box.x + raw.x, y: box.y + raw.y };
  const { snapsToGrid } = useSettingsStore.getState().canvas;
  const moved = tethers.map(({ own, other }): Tether => {
    return { own: [own[0] + raw.x, own[1] + raw.y], other };
  });
  const isOnGrid = snapsToGrid !== isInverted;
  const snap = isOnGrid
    ? snapToGrid(at, GRID)
    : isInverted
      ? { dx: 0, dy: 0, guides: [] }
      : snapBox(at, others, moved, REACH / zoom);
  const shown = useGuides.getState().guides;
  if (shown.length + snap.guides.length > 0) useGuides.setState({ guides: snap.guides });
  return { x: raw.x + snap.dx, y: raw.y + snap.dy };
}

/** What stands wholly in a frame goes with it, unless it is in the hand itself. */
function carriedBy(ids: readonly string[], lookup: NodeLookup): ReadonlySet<string> {
  const held = new Set(ids);
  const frames = ids.flatMap((id) => {
    const node = lookup.get(id);
    return node?.zIndex === FRAME_Z ? [boxOf(node)] : [];
  });
  const boxes = [...lookup.values()].map((node) => [node.id, boxOf(node)] as const);
  return new Set(frames.flatMap((frame) => coveredBy(frame, boxes)).filter((id) => !held.has(id)));
}

function tethersOf(moving: ReadonlySet<string>, lookup: NodeLookup): readonly Tether[] {
  const { graph } = useCanvasStore.getState();
  const edges = graphOf(useDocumentStore.getState().document, graph)?.edges ?? [];
  const spot = (ref: string, side: 'input' | 'output') => {
    const [node, port] = splitRef(ref);
    const found = lookup.get(node);
    return found && spotsOf(found).find((other) => other.side === side && other.port === port);
  };
  return edges.flatMap((edge): Tether[] => {
    const goes = moving.has(splitRef(edge.from)[0]);
    if (goes === moving.has(splitRef(edge.to)[0])) return [];
    const [source, target] = [spot(edge.from, 'output'), spot(edge.to, 'input')];
    if (!source || !target) return [];
    const [own, other] = goes ? [source, target] : [target, source];
    return [{ own: [own.x, own.y], other: [other.x, other.y] }];
  });
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
