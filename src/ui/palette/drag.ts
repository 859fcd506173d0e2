/** Palette entries on their way to the canvas by drag and drop. The entry in the hand is kept here. */
import type { DragEvent } from 'react';
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

/** The same, once. */
export function takeEntry(): PaletteEntry | null {
  const entry = held;
  held = null;
  return entry;
}
