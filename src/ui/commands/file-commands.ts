/** Commands for documents as files. */
import { exportGraph, newDocument, pickFiles } from '../files/file-actions.ts';
import { takeAway } from '../files/take-away.ts';
import { usePageStore } from '../page-store.ts';
import type { Command } from './command.ts';

export const fileCommands: readonly Command[] = [
  { id: 'presets', group: 'file', run: () => usePageStore.getState().setGalleryOpen(true) },
  { id: 'new', group: 'file', run: newDocument },
  { id: 'import', group: 'file', run: pickFiles },
  { id: 'export', group: 'file', keys: ['mod+S'], isForAllOfThePage: true, run: exportGraph },
  { id: 'export-pytorch', group: 'file', run: () => void takeAway('pytorch') },
  { id: 'export-tfjs', group: 'file', run: () => void takeAway('tfjs') },
  { id: 'export-weights', group: 'file', run: () => void takeAway('safetensors') },
];
