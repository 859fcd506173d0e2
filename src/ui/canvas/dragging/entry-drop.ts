/** A palette entry dragged over the canvas: lights the wire that it would go into, and stands there when it is dropped. */
import type { DragEvent } from 'react';
import type { GraphNode } from '../../../../graph-schemas/document.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { CARD, estimated } from '../../layout/estimate.ts';
import { addEntry } from '../../palette/add-node.ts';
import { dropEntry, heldEntry, isEntryDrag } from '../../palette/drag.ts';
import type { PaletteEntry } from '../../palette/entries.ts';
import { toCanvas } from '../shown-flow.ts';
import { WireTarget } from './wire-target.ts';

interface Hovering {
  readonly entry: PaletteEntry;
  readonly target: WireTarget;
  /** Of its card. */
  readonly height: number;
}
let hovering: Hovering | null = null;

function hoverWith(entry: PaletteEntry): Hovering {
  if (hovering?.entry === entry) return hovering;
  hovering?.target.clear();
  const { document } = useDocumentStore.getState();
  const params = entry.params as NonNullable<GraphNode['params']>;
  const node: GraphNode = { kind: entry.kind, params };
  const [card] = estimated(document, { nodes: { node }, edges: [] }, { node: [0, 0] }).cards;
  const down = (input: string) =>
    card?.inputs.find(({ port }) => port === input)?.y ?? CARD.head / 2;
  hovering = { entry, target: new WireTarget('', node, down), height: card?.bottom ?? CARD.head };
  return hovering;
}

/** A wire is thin: it is meant from so far, in units of the canvas. */
const REACH = 20;

export function entryOver(event: DragEvent): void {
  if (!isEntryDrag(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  const entry = heldEntry();
  // A network that is made with the node has no ports yet.
  if (!entry || entry.makes) return;
  hoverWith(entry).target.point(toCanvas({ x: event.clientX, y: event.clientY }), REACH);
}

export function entryLeaves({ currentTarget, relatedTarget }: DragEvent): void {
  // Only from one part of the canvas to another.
  if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
  hovering?.target.clear();
  hovering = null;
}

export function entryDropped(event: DragEvent): void {
  const held = hovering;
  hovering = null;
  if (!held?.target.isAimed || heldEntry() !== held.entry) {
    dropEntry(event);
    return;
  }
  event.preventDefault();
  const { entry, target, height } = held;
  const at = toCanvas({ x: event.clientX, y: event.clientY });
  const box = {
    x: Math.round(at.x - CARD.width / 2),
    y: Math.round(at.y - height / 2),
    width: CARD.width,
    height,
  };
  addEntry(entry, at, (id) => target.edits(box, id));
  target.clear();
}
