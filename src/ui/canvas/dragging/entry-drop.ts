/** A palette entry dragged over the canvas: lights the wire that it would go into, and stands there when it is dropped. */
import type { DragEvent } from 'react';
import { CARD } from '../../layout/estimate.ts';
import { addEntry } from '../../palette/add-node.ts';
import { heldEntry, isEntryDrag, takeEntry } from '../../palette/drag.ts';
import type { PaletteEntry } from '../../palette/entries.ts';
import { toCanvas } from '../shown-flow.ts';
import { type NewCard, newCard } from './new-card.ts';

interface Hovering extends NewCard {
  readonly entry: PaletteEntry;
}
let hovering: Hovering | null = null;

function hoverWith(entry: PaletteEntry): Hovering {
  if (hovering?.entry === entry) return hovering;
  hovering?.target.clear();
  hovering = { entry, ...newCard(entry) };
  return hovering;
}

/** A wire is thin: it is meant from so far, in units of the canvas. */
const REACH = 20;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** `at` is a point of the window, here and below. */
export function hoverEntry(entry: PaletteEntry, at: Point): void {
  // A network that is made with the node has no ports yet.
  if (!entry.makes) hoverWith(entry).target.point(toCanvas(at), REACH);
}

export function leaveEntry(): void {
  hovering?.target.clear();
  hovering = null;
}

export function putEntry(entry: PaletteEntry, at: Point): void {
  const held = hovering;
  hovering = null;
  const place = toCanvas(at);
  if (held?.entry !== entry || !held.target.isAimed) {
    held?.target.clear();
    addEntry(entry, place);
    return;
  }
  const { target, height } = held;
  const box = {
    x: Math.round(place.x - CARD.width / 2),
    y: Math.round(place.y - height / 2),
    width: CARD.width,
    height,
  };
  addEntry(entry, place, (id) => target.edits(box, id));
  target.clear();
}

export function entryOver(event: DragEvent): void {
  if (!isEntryDrag(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  const entry = heldEntry();
  if (entry) hoverEntry(entry, { x: event.clientX, y: event.clientY });
}

export function entryLeaves({ currentTarget, relatedTarget }: DragEvent): void {
  // Only from one part of the canvas to another.
  if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
  leaveEntry();
}

export function entryDropped(event: DragEvent): void {
  const entry = isEntryDrag(event) ? takeEntry() : null;
  if (!entry) return;
  event.preventDefault();
  putEntry(entry, { x: event.clientX, y: event.clientY });
}
