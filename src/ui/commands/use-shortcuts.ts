/** The keys of the whole page: finds the command of a stroke and runs it where the focus lets it. */
import { useEffect, useMemo } from 'react';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { strokeOf, strokesOf } from './hotkey.ts';
import { keyMap } from './key-map.ts';
import { isApple, useShortcutSettings } from './keys.ts';
import { isEnabled, runCommand } from './run-command.ts';
import { hears, placeOf } from './scope.ts';

/** Its usual keys make an event that the page answers; others, which a person chose, do not. */
const isLeftToBrowser = ({ isByBrowser, keys = [] }: Command, stroke: string) =>
  isByBrowser === true && keys.some((usual) => strokeOf(usual) === stroke);

export function useShortcuts(): void {
  const shortcuts = useShortcutSettings();
  const commands = useMemo(() => keyMap(COMMANDS, shortcuts), [shortcuts]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      // What had the focus may have used the key; an input method composes with it.
      if (event.defaultPrevented || event.isComposing) return;
      const place = placeOf(event.target);
      for (const stroke of strokesOf(event, isApple())) {
        const command = commands.get(stroke);
        if (command && isLeftToBrowser(command, stroke)) return;
        if (!command || !hears(command, stroke, place) || !isEnabled(command)) continue;
        event.preventDefault();
        runCommand(command);
        return;
      }
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [commands]);
}
