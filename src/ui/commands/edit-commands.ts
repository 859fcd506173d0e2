/** Commands that change the document on show or what is selected of it. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { removeSelected } from '../canvas/canvas-actions.ts';
import { addPointToSelected, selectedWire, straightenSelected } from '../canvas/point-actions.ts';
import {
  countSelected,
  hasSelection,
  hasWires,
  selectAll,
  selectInverse,
  selectLinked,
  selectNextWire,
  selectNone,
} from '../canvas/selection.ts';
import { askForSwap, swappable } from '../canvas/swap-state.ts';
import { copySelected, duplicateSelected, pasteClipboard } from '../clipboard/clipboard-actions.ts';
import type { Command } from './command.ts';

const documentState = () => useDocumentStore.getState();
const canvasState = () => useCanvasStore.getState();
const hasItems = () => countSelected() > 0;
const hasNodes = () => canvasState().selectedNodes.length > 0;

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
  {
    id: 'cut',
    group: 'edit',
    keys: ['mod+X'],
    menus: ['nodes', 'notes'],
    isByBrowser: true,
    isEnabled: hasItems,
    run: () => void copySelected(true),
  },
  {
    id: 'copy',
    group: 'edit',
    keys: ['mod+C'],
    menus: ['nodes', 'notes'],
    isByBrowser: true,
    isEnabled: hasItems,
    run: () => void copySelected(false),
  },
  {
    id: 'paste',
    group: 'edit',
    keys: ['mod+V'],
    menus: ['nodes', 'notes', 'canvas'],
    isByBrowser: true,
    run: () => void pasteClipboard(false),
  },
  {
    id: 'paste-with-wires',
    group: 'edit',
    keys: ['mod+shift+V'],
    menus: ['canvas'],
    isByBrowser: true,
    run: () => void pasteClipboard(true),
  },
  {
    id: 'duplicate',
    group: 'edit',
    keys: ['mod+D'],
    menus: ['nodes', 'notes'],
    isEnabled: hasItems,
    run: () => duplicateSelected(false),
  },
  {
    id: 'duplicate-with-wires',
    group: 'edit',
    keys: ['mod+shift+D'],
    menus: ['nodes'],
    isEnabled: hasNodes,
    run: () => duplicateSelected(true),
  },
  {
    id: 'swap',
    group: 'edit',
    keys: ['shift+S'],
    menus: ['nodes'],
    isForCanvas: true,
    isEnabled: () => swappable() !== null,
    run: askForSwap,
  },
  {
    id: 'add-point',
    group: 'edit',
    keys: ['alt+R'],
    menus: ['wire'],
    isForCanvas: true,
    isEnabled: () => selectedWire() !== null,
    run: addPointToSelected,
  },
  {
    id: 'straighten',
    group: 'edit',
    menus: ['wire'],
    isEnabled: () => selectedWire()?.via !== undefined,
    run: straightenSelected,
  },
  {
    id: 'delete',
    group: 'edit',
    keys: ['Delete', 'Backspace', 'X'],
    menus: ['nodes', 'notes', 'wire'],
    isEnabled: hasSelection,
    run: removeSelected,
  },
  { id: 'select-all', group: 'select', keys: ['mod+A'], menus: ['canvas'], run: selectAll },
  {
    id: 'select-none',
    group: 'select',
    keys: ['alt+A'],
    isEnabled: hasSelection,
    run: selectNone,
  },
  { id: 'select-inverse', group: 'select', keys: ['mod+I'], run: selectInverse },
  {
    id: 'select-upstream',
    group: 'select',
    keys: ['L'],
    menus: ['nodes'],
    isForCanvas: true,
    isEnabled: hasNodes,
    run: () => selectLinked('up'),
  },
  {
    id: 'select-downstream',
    group: 'select',
    keys: ['alt+L'],
    menus: ['nodes'],
    isForCanvas: true,
    isEnabled: hasNodes,
    run: () => selectLinked('down'),
  },
  {
    id: 'next-wire',
    group: 'select',
    keys: ['Q'],
    isForCanvas: true,
    isEnabled: hasWires,
    run: () => selectNextWire(1),
  },
  {
    id: 'previous-wire',
    group: 'select',
    keys: ['shift+Q'],
    isForCanvas: true,
    isEnabled: hasWires,
    run: () => selectNextWire(-1),
  },
  { id: 'back', group: 'view', run: () => canvasState().goTo(0) },
];
