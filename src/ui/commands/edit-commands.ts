/** Commands that change the document on show or what is selected of it. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { arrange, removeSelected, selectAll } from '../canvas/canvas-actions.ts';
import type { Command } from './command.ts';

const documentState = () => useDocumentStore.getState();
const canvasState = () => useCanvasStore.getState();

export const editCommands: readonly Command[] = [
  {
    id: 'undo',
    group: 'edit',
    keys: ['mod+Z'],
    isEnabled: () => documentState().canUndo,
    run: () => documentState().undo(),
  },
  {
    id: 'redo',
    group: 'edit',
    keys: ['mod+shift+Z', 'mod+Y'],
    isEnabled: () => documentState().canRedo,
    run: () => documentState().redo(),
  },
  { id: 'delete', group: 'edit', keys: ['Delete', 'Backspace'], run: removeSelected },
  { id: 'select-all', group: 'select', keys: ['mod+A'], run: selectAll },
  { id: 'arrange', group: 'arrange', run: () => arrange(canvasState().graph) },
  { id: 'back', group: 'view', run: () => canvasState().goTo(0) },
];
