/** Where a context menu is open, and of what. What it is opened on is selected, unless it is already part of the selection. */
import { create } from 'zustand';
import { useCanvasStore } from '../../store/canvas-store.ts';
import type { CommandMenu } from '../commands/command.ts';
import { isNoteId } from './flow-types.ts';

export interface ContextMenuState {
  readonly menu: CommandMenu;
  readonly at: { readonly x: number; readonly y: number };
}

export const useContextMenu = create<{ readonly open: ContextMenuState | null }>()(() => ({
  open: null,
}));

export const closeContextMenu = (): void => useContextMenu.setState({ open: null });

/** `target` is what was clicked, or what had the focus. */
export function openContextMenu(target: Element, at: ContextMenuState['at']): void {
  useContextMenu.setState({ open: { menu: menuOf(target), at } });
}

function menuOf(target: Element): CommandMenu {
  const { selectedNodes, selectedEdges, selectedNotes, select } = useCanvasStore.getState();
  const id = (selector: string) => target.closest<HTMLElement>(selector)?.dataset.id;
  const node = id('.react-flow__node');
  const wire = id('.react-flow__edge');
  if (node !== undefined) {
    const note = isNoteId(node) ? Number(node.slice(node.indexOf(':') + 1)) : null;
    if (note !== null && !selectedNotes.includes(note)) select([], [], [note]);
    if (note === null && !selectedNodes.includes(node)) select([node]);
    return useCanvasStore.getState().selectedNodes.length > 0 ? 'nodes' : 'notes';
  }
  if (wire !== undefined) {
    if (!selectedEdges.includes(wire) || selectedNodes.length > 0) select([], [wire]);
    return 'wire';
  }
  // React Flow draws a box around several selected nodes, which covers them.
  if (target.closest('.react-flow__nodesselection')) {
    return selectedNodes.length > 0 ? 'nodes' : 'notes';
  }
  return 'canvas';
}

/** By a key, where nothing of the canvas has the focus: of what is selected. */
export function menuOfSelection(): CommandMenu {
  const { selectedNodes, selectedEdges, selectedNotes } = useCanvasStore.getState();
  if (selectedNodes.length > 0) return 'nodes';
  if (selectedNotes.length > 0) return 'notes';
  return selectedEdges.length > 0 ? 'wire' : 'canvas';
}
