/** Which keys run a command: a person's own, or its usual ones; and how they are written for people. */
import { useSettingsStore } from '../../store/settings-store.ts';
import type { Command } from './command.ts';

type Shortcuts = Readonly<Record<string, readonly string[]>>;

export function keysOf(command: Command, shortcuts: Shortcuts): readonly string[] {
  return shortcuts[command.id] ?? command.keys ?? [];
}

export const useShortcutSettings = () => useSettingsStore((state) => state.shortcuts);

const isApple = () => /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

/** `mod+shift+Z` → `Ctrl Shift Z`, or `⌘ ⇧ Z`. */
export function keyText(keys: string): string {
  const names: Readonly<Record<string, string>> = isApple()
    ? { mod: '⌘', ctrl: '⌃', meta: '⌘', shift: '⇧', alt: '⌥' }
    : { mod: 'Ctrl', ctrl: 'Ctrl', meta: 'Meta', shift: 'Shift', alt: 'Alt' };
  return keys
    .split('+')
    .map((part) => names[part.trim().toLowerCase()] ?? part.trim())
    .join(' ');
}
