/** `?`: all keys of the page, grouped and searchable, each to be changed; printable. */
import { Button, Kbd, Modal, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useSettingsStore } from '../../store/settings-store.ts';
import { SearchIcon } from '../icons.tsx';
import { usePageStore } from '../page-store.ts';
import { folded } from '../palette/match.ts';
import { useTexts } from '../texts/texts.ts';
import type { Command, CommandGroup, CommandId } from './command.ts';
import { COMMANDS } from './commands.ts';
import { keysOf } from './key-map.ts';
import { keyText, useShortcutSettings } from './keys.ts';
import { ShortcutRow } from './shortcut-row.tsx';
import classes from './shortcut-sheet.module.css';

/** Keys of parts of the page that are no commands, and cannot be changed. */
const FIXED = {
  palette: ['ArrowUp', 'ArrowDown', 'Enter', 'F'],
  list: ['ArrowUp', 'ArrowDown', 'ArrowRight', 'ArrowLeft', 'Enter', 'Delete'],
  pan: ['Space'],
  field: ['Enter', 'Escape'],
  panels: ['Escape'],
  border: ['ArrowLeft', 'ArrowRight'],
} as const;

export function ShortcutSheet() {
  const isOpen = usePageStore((state) => state.isShortcutsOpen);
  const setOpen = usePageStore((state) => state.setShortcutsOpen);
  const [recording, setRecording] = useState<CommandId | null>(null);
  const { shortcuts: texts } = useTexts();
  // Print leaves the page itself out while its sheet is open.
  useEffect(() => {
    document.body.toggleAttribute('data-prints-shortcuts', isOpen);
    if (!isOpen) setRecording(null);
  }, [isOpen]);
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={texts.title}
      size="min(1100px, 94vw)"
      closeOnEscape={recording === null}
      classNames={{ content: classes.content ?? '', body: classes.body ?? '' }}
      yOffset="4vh"
    >
      <Sheet recording={recording} setRecording={setRecording} />
    </Modal>
  );
}

interface SheetProps {
  readonly recording: CommandId | null;
  setRecording(id: CommandId | null): void;
}

function Sheet({ recording, setRecording }: SheetProps) {
  const { shortcuts: texts, commands } = useTexts();
  const shortcuts = useShortcutSettings();
  const [query, setQuery] = useState('');
  const groups = useMemo(
    () =>
      groupsOf(COMMANDS, (command) => {
        const names = [commands.labels[command.id], ...keysOf(command, shortcuts).map(keyText)];
        return names.some((name) => folded(name).includes(folded(query.trim())));
      }),
    [query, shortcuts, commands],
  );
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          data-autofocus
          className={classes.search}
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<SearchIcon size={14} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Button variant="default" onClick={() => print()}>
          {texts.print}
        </Button>
        <Button
          variant="default"
          disabled={Object.keys(shortcuts).length === 0}
          onClick={() => useSettingsStore.getState().setShortcuts({})}
        >
          {texts.resetAll}
        </Button>
      </div>
      {groups.length === 0 && <p>{texts.none}</p>}
      <div className={classes.groups}>
        {groups.map(([group, members]) => (
          <div key={group} className={classes.group}>
            <h3 className={classes.heading}>{commands.groups[group]}</h3>
            <ul className={classes.list}>
              {members.map((command) => (
                <ShortcutRow
                  key={command.id}
                  command={command}
                  isRecording={recording === command.id}
                  setRecording={setRecording}
                />
              ))}
            </ul>
          </div>
        ))}
        {query === '' && <Fixed />}
      </div>
    </>
  );
}

function Fixed() {
  const { shortcuts: texts } = useTexts();
  return (
    <div className={classes.group}>
      <h3 className={classes.heading}>{texts.fixedTitle}</h3>
      <ul className={classes.list}>
        {(Object.keys(FIXED) as (keyof typeof FIXED)[]).map((place) => (
          <li key={place} className={classes.row}>
            <span className={classes.label}>{texts.fixed[place]}</span>
            <span className={classes.keys}>
              {FIXED[place].map((keys) => (
                <Kbd key={keys} size="xs">
                  {keyText(keys)}
                </Kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function groupsOf(
  commands: readonly Command[],
  isFound: (command: Command) => boolean,
): readonly (readonly [CommandGroup, readonly Command[]])[] {
  const groups = new Map<CommandGroup, Command[]>();
  for (const command of commands) {
    if (!isFound(command)) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups];
}
