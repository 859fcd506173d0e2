/** Palette entries on their way to the canvas by drag and drop. The entry in the hand is kept here. */
import type { DragEvent } from 'react';
import { toCanvas } from '../canvas/shown-flow.ts';
import { addEntry } from './add-node.ts';
import type { PaletteEntry } from './entries.ts';

const TYPE = 'application/x-ganvas-node';
let held: PaletteEntry | null = null;

export function startEntryDrag(event: DragEvent, entry: PaletteEntry) {
  held = entry;
  event.dataTransfer.setData(TYPE, entry.id);
  event.dataTransfer.effectAllowed = 'copy';
}

export const isEntryDrag = (event: DragEvent) => event.dataTransfer.types.includes(TYPE);

/** The entry in the hand. */
export const heldEntry = (): PaletteEntry | null => held;

export function dropEntry(event: DragEvent): void {
  if (!isEntryDrag(event) || !held) return;
  event.preventDefault();
  addEntry(held, toCanvas({ x: event.clientX, y: event.clientY }));
  held = null;
}
