/** The keys of a command as a menu shows them beside its name; nothing where it has none. */
import { useSettingsStore } from '../../store/settings-store.ts';
import type { CommandId } from './command.ts';
import { COMMANDS } from './commands.ts';
import { keysOf, keyText } from './keys.ts';

export function commandKeyText(id: CommandId): string {
  const command = COMMANDS.find((each) => each.id === id);
  const [keys] = command ? keysOf(command, useSettingsStore.getState().shortcuts) : [];
  return keys === undefined ? '' : keyText(keys);
}
