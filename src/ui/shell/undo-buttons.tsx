/** Undo and redo. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { useDocumentStore } from '../../store/document-store.ts';
import { RedoIcon, UndoIcon } from '../icons.tsx';

export function UndoButtons() {
  const canUndo = useDocumentStore((state) => state.canUndo);
  const canRedo = useDocumentStore((state) => state.canRedo);
  const { undo, redo } = useDocumentStore.getState();
  return (
    <>
      <Tooltip label="Undo (Ctrl Z)">
        <ActionIcon aria-label="Undo" disabled={!canUndo} onClick={undo}>
          <UndoIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Ctrl Shift Z)">
        <ActionIcon aria-label="Redo" disabled={!canRedo} onClick={redo}>
          <RedoIcon />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
