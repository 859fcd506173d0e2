/** One command in the sheet: its keys, new ones when a person presses them, and who is in their way. */
import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useState } from 'react';
import { useSettingsStore } from '../../store/settings-store.ts';
import { CrossIcon, ResetIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import type { Command, CommandId } from './command.ts';
import { COMMANDS } from './commands.ts';
import { strokeOf } from './hotkey.ts';
import { keyMap, keysOf, type Refusal, refusalOfKeys, withKeys } from './key-map.ts';
import { keyText, useShortcutSettings } from './keys.ts';
import classes from './shortcut-sheet.module.css';
import { useRecordedKeys } from './use-recorded-keys.ts';

interface ShortcutRowProps {
  readonly command: Command;
  readonly isRecording: boolean;
  setRecording(id: CommandId | null): void;
}

type Trouble =
  | { readonly type: 'refused'; readonly keys: string; readonly why: Refusal }
  | { readonly type: 'taken'; readonly keys: string; readonly by: CommandId };

export function ShortcutRow({ command, isRecording, setRecording }: ShortcutRowProps) {
  const { shortcuts: texts, commands } = useTexts();
  const shortcuts = useShortcutSettings();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const { id } = command;
  const label = commands.labels[id];
  const keys = keysOf(command, shortcuts);
  const { setShortcuts } = useSettingsStore.getState();
  const give = (next: readonly string[] | null) => {
    setTrouble(null);
    setRecording(null);
    setShortcuts(withKeys(COMMANDS, shortcuts, id, next));
  };

  useRecordedKeys(isRecording, (pressed) => {
    if (pressed === null) {
      setRecording(null);
      return;
    }
    const why = refusalOfKeys(pressed);
    const owner = keyMap(COMMANDS, shortcuts).get(strokeOf(pressed));
    setTrouble(null);
    if (why) setTrouble({ type: 'refused', keys: pressed, why });
    else if (owner && owner.id !== id) setTrouble({ type: 'taken', keys: pressed, by: owner.id });
    else {
      give([pressed]);
      return;
    }
    setRecording(null);
  });

  const shown = keys.map(keyText).join(' ');
  return (
    <li className={classes.row} data-command={id}>
      <span className={classes.label}>
        {label}
        {shortcuts[id] && <span className={classes.changed}> ({texts.changed})</span>}
      </span>
      {isRecording ? (
        <span role="status" className={classes.press}>
          {texts.press}
        </span>
      ) : (
        <span className={classes.keys}>
          <button
            type="button"
            className={classes.change}
            aria-label={keys.length === 0 ? texts.give(label) : texts.change(label, shown)}
            onClick={() => {
              setTrouble(null);
              setRecording(id);
            }}
          >
            {keys.map((one) => (
              <Kbd key={one} size="xs">
                {keyText(one)}
              </Kbd>
            ))}
            {keys.length === 0 && <span className={classes.none}>{texts.add}</span>}
          </button>
          {keys.length > 0 && (
            <ActionIcon
              className={classes.tool}
              size={24}
              aria-label={texts.clear(label)}
              onClick={() => give([])}
            >
              <CrossIcon size={11} />
            </ActionIcon>
          )}
          {shortcuts[id] && (
            <ActionIcon size={24} aria-label={texts.reset(label)} onClick={() => give(null)}>
              <ResetIcon size={12} />
            </ActionIcon>
          )}
        </span>
      )}
      {trouble?.type === 'refused' && (
        <p role="alert" className={classes.trouble}>
          {texts.refused[trouble.why](keyText(trouble.keys))}
        </p>
      )}
      {trouble?.type === 'taken' && (
        <div role="alert" className={classes.trouble}>
          {texts.conflict(keyText(trouble.keys), commands.labels[trouble.by])}
          <span className={classes.answers}>
            <Button size="compact-xs" onClick={() => give([trouble.keys])}>
              {texts.take}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setTrouble(null)}>
              {texts.cancel}
            </Button>
          </span>
        </div>
      )}
    </li>
  );
}
