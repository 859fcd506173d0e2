/** Keys of the whole page; fields that take text keep theirs. */
import { useHotkeys } from '@mantine/hooks';
import { useDocumentStore } from '../../store/document-store.ts';
import { removeSelected, selectAll } from '../canvas/canvas-actions.ts';
import { exportGraph } from '../files/file-actions.ts';
import { usePageStore } from '../page-store.ts';

/** Keys are for what is on top: under a dialog the canvas does not hear them. */
function unlessCovered(run: () => void): () => void {
  return () => {
    const { isGalleryOpen, importReport } = usePageStore.getState();
    if (!isGalleryOpen && importReport === null) run();
  };
}

const undo = () => useDocumentStore.getState().undo();
const redo = () => useDocumentStore.getState().redo();

export function useShortcuts(): void {
  useHotkeys([
    ['mod+Z', unlessCovered(undo)],
    ['mod+shift+Z', unlessCovered(redo)],
    ['mod+Y', unlessCovered(redo)],
    ['mod+A', unlessCovered(selectAll)],
    ['mod+S', exportGraph],
    ['Delete', unlessCovered(removeSelected)],
    ['Backspace', unlessCovered(removeSelected)],
  ]);
}
