/** Palette entries on their way to the canvas by drag and drop. The entry in the hand is kept here. */
import type { DragEvent } from 'react';
import { addEntry } from './add-node.ts';
import type { PaletteEntry } from './entries.ts';

const TYPE = 'application/x-ganvas-node';
let held: PaletteEntry | null = null;
let toFlow: ((point: { x: number; y: number }) => { x: number; y: number }) | null = null;

export function startEntryDrag(event: DragEvent, entry: PaletteEntry, convert: typeof toFlow) {
  held = entry;
  toFlow = convert;
  event.dataTransfer.setData(TYPE, entry.id);
  event.dataTransfer.effectAllowed = 'copy';
}

export const isEntryDrag = (event: DragEvent) => event.dataTransfer.types.includes(TYPE);

export function dropEntry(event: DragEvent): void {
  if (!isEntryDrag(event) || !held || !toFlow) return;
  event.preventDefault();
  addEntry(held, toFlow({ x: event.clientX, y: event.clientY }));
  held = null;
}
