/** A palette entry dragged over the canvas: lights the wire that it would go into, and stands there when it is dropped. */
import type { DragEvent } from 'react';
import { CARD } from '../../layout/estimate.ts';
import { addEntry } from '../../palette/add-node.ts';
import { dropEntry, heldEntry, isEntryDrag } from '../../palette/drag.ts';
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
