/** What can be done with a model that this browser keeps: another name, or removing it with a way back. */
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useOwnModels } from '../../../store/own-models.ts';
import { showWithAction } from '../../files/show-with-action.tsx';
import { TrashIcon } from '../../icons.tsx';
import { useTexts } from '../../texts/texts.ts';

interface ModelToolsProps {
  readonly name: string;
  /** The field follows; other fields that name the model say that it is not here. */
  onRenamed(name: string): void;
}

export function ModelTools({ name, onRenamed }: ModelToolsProps) {
  const t = useTexts().inspector.model;
  const { rename, remove } = useOwnModels();
  const [draft, setDraft] = useState<string | null>(null);
  async function take() {
    const undo = await remove(name);
    if (!undo) return;
    showWithAction({
      title: t.removed(name),
      message: t.removedHelp,
      label: t.undo,
      act: () => void undo(),
    });
  }
  async function call(to: string) {
    setDraft(null);
    const wanted = to.trim();
    if (wanted === '' || wanted === name) return;
    const called = await rename(name, wanted);
    if (called !== null) onRenamed(called);
  }
  if (draft !== null)
    return (
      <TextInput
        size="xs"
        flex="1 1 100%"
        aria-label={t.newName(name)}
        description={t.renameHelp}
        value={draft}
        maxLength={200}
        autoFocus
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => setDraft(null)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void call(draft);
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setDraft(null);
        }}
      />
    );
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setDraft(name)}>
        {t.rename}
      </Button>
      <Tooltip label={t.remove(name)}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t.remove(name)}
          onClick={() => void take()}
        >
          <TrashIcon size={13} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
