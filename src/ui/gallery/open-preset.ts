/** Opens a preset, and hands its id along where its card is dragged. */
import type { DragEvent } from 'react';
import { presets } from '../../graph/presets.ts';
import { openDocument } from '../files/open-graph.ts';
import { usePageStore } from '../page-store.ts';
import { localPreset } from './preset-documents.ts';

/** What a drag of a card carries under this type is the preset's id. */
export const PRESET_TYPE = 'application/x-ganvas-preset';

/** False where there is no preset of that id. */
export function openPreset(id: string): boolean {
  const preset = presets.find((each) => each.id === id);
  if (!preset) return false;
  openDocument(localPreset(preset).document, { type: 'preset', preset: id });
  usePageStore.getState().setGalleryOpen(false);
  return true;
}

export function startPresetDrag(event: DragEvent, id: string): void {
  event.dataTransfer.setData(PRESET_TYPE, id);
  event.dataTransfer.effectAllowed = 'copy';
  // The gallery covers the canvas on which the card is to be dropped; closed right away it would end the drag.
  setTimeout(() => usePageStore.getState().setGalleryOpen(false), 60);
}
