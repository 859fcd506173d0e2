/** Keys of the whole page; fields that take text keep theirs. */
import { useHotkeys } from '@mantine/hooks';
import { useDocumentStore } from '../../store/document-store.ts';
import { removeSelected, selectAll } from '../canvas/canvas-actions.ts';
import { exportGraph } from '../files/file-actions.ts';

const undo = () => useDocumentStore.getState().undo();
const redo = () => useDocumentStore.getState().redo();

export function useShortcuts(): void {
  useHotkeys([
    ['mod+Z', undo],
    ['mod+shift+Z', redo],
    ['mod+Y', redo],
    ['mod+A', selectAll],
    ['mod+S', exportGraph],
    ['Delete', removeSelected],
    ['Backspace', removeSelected],
  ]);
}
