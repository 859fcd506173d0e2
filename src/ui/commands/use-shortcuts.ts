/** Keys of the whole page; fields that take text keep theirs. */
import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { useMemo } from 'react';
import { usePageStore } from '../page-store.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { keysOf, useShortcutSettings } from './keys.ts';

/** Keys are for what is on top: under a dialog the canvas does not hear them. */
function isCovered(): boolean {
  const { isGalleryOpen, importReport } = usePageStore.getState();
  return isGalleryOpen || importReport !== null;
}

function press(command: Command): void {
  if (isCovered() && !command.isForAllOfThePage) return;
  if (command.isEnabled?.() ?? true) command.run();
}

export function useShortcuts(): void {
  const shortcuts = useShortcutSettings();
  const items = useMemo(
    () =>
      COMMANDS.flatMap((command) =>
        keysOf(command, shortcuts).map((keys): HotkeyItem => [keys, () => press(command)]),
      ),
    [shortcuts],
  );
  useHotkeys(items);
}
