/** Commands for notes and frames, and for how the canvas answers the hand. */

import { useCanvasStore } from '../../store/canvas-store.ts';
import { addNote, frameSelection } from '../canvas/notes/note-actions.ts';
import { pointerOnCanvas } from '../canvas/pointer.ts';
import { toggleCanvasSetting } from '../canvas/selecting/canvas-settings.ts';
import { centreOfCanvas, toCanvas } from '../canvas/shown-flow.ts';
import type { Command } from './command.ts';

export const canvasCommands: readonly Command[] = [
  {
    id: 'add-note',
    group: 'edit',
    keys: ['shift+N'],
    menus: ['canvas'],
    isForCanvas: true,
    run: () => addNote(useCanvasStore.getState().graph, 'note', placeForNote()),
  },
  {
    id: 'frame-selection',
    group: 'arrange',
    keys: ['shift+F'],
    menus: ['nodes', 'canvas'],
    isForCanvas: true,
    run: () => frameSelection(placeForNote()),
  },
  {
    id: 'snap-to-grid',
    group: 'view',
    keys: ['alt+S'],
    run: () => toggleCanvasSetting('snapsToGrid'),
  },
  {
    id: 'drag-selects',
    group: 'select',
    keys: ['W'],
    isForCanvas: true,
    run: () => toggleCanvasSetting('dragSelects'),
  },
  { id: 'box-contains', group: 'select', run: () => toggleCanvasSetting('boxContains') },
];

/** Under the pointer where it is on the canvas, as from a context menu. */
function placeForNote(): { readonly x: number; readonly y: number } {
  const at = pointerOnCanvas();
  return at ? toCanvas(at) : centreOfCanvas();
}
