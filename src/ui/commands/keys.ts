/** How keys are written for people, and the settings that hold a person's own. */
import { useSettingsStore } from '../../store/settings-store.ts';

export { keysOf } from './key-map.ts';

export const useShortcutSettings = () => useSettingsStore((state) => state.shortcuts);

export const isApple = (): boolean => /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

const ARROWS: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
};

/** `mod+shift+Z` → `Ctrl Shift Z`, or `⌘ ⇧ Z`. */
export function keyText(keys: string): string {
  const names: Readonly<Record<string, string>> = isApple()
    ? { mod: '⌘', ctrl: '⌃', meta: '⌘', shift: '⇧', alt: '⌥', enter: '↩', ...ARROWS }
    : { mod: 'Ctrl', ctrl: 'Ctrl', meta: 'Meta', shift: 'Shift', alt: 'Alt', ...ARROWS };
  const isPlus = keys.endsWith('++') || keys === '+';
  const parts = isPlus ? [...keys.slice(0, -1).split('+').filter(Boolean), '+'] : keys.split('+');
  return parts.map((part) => names[part.trim().toLowerCase()] ?? part.trim()).join(' ');
}
