/** Undo and redo. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { useDocumentStore } from '../../store/document-store.ts';
import { keyText } from '../commands/keys.ts';
import { RedoIcon, UndoIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';

export function UndoButtons() {
  const { shell, run } = useTexts();
  const canUndo = useDocumentStore((state) => state.canUndo);
  const canRedo = useDocumentStore((state) => state.canRedo);
  const { undo, redo } = useDocumentStore.getState();
  return (
    <>
      <Tooltip label={run.help.withKeys(shell.undo, keyText('mod+Z'))}>
        <ActionIcon aria-label={shell.undo} disabled={!canUndo} onClick={undo}>
          <UndoIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={run.help.withKeys(shell.redo, keyText('mod+shift+Z'))}>
        <ActionIcon aria-label={shell.redo} disabled={!canRedo} onClick={redo}>
          <RedoIcon />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
