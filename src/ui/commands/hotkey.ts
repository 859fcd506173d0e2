/**
 * Strokes of the keyboard, as commands name them and as events report them, in one spelling: `mod+shift+Z`, `?`,
 * `ArrowLeft`. Letters follow the layout of the keyboard; where it has no Latin ones, the place of the key decides. Pure.
 */

export interface KeyEvent {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** In this order they stand before the key. `mod` is the key of commands: ⌘ on Apple's machines, Ctrl elsewhere. */
const MODIFIERS = ['mod', 'ctrl', 'meta', 'alt', 'shift'] as const;
type Modifier = (typeof MODIFIERS)[number];

const NAMED: Readonly<Record<string, string>> = {
  ' ': 'Space',
  esc: 'Escape',
  del: 'Delete',
  plus: '+',
  return: 'Enter',
  arrowup: 'ArrowUp',
  arrowdown: 'ArrowDown',
  arrowleft: 'ArrowLeft',
  arrowright: 'ArrowRight',
};
const LETTER = /^[a-z]$/i;
const DIGIT = /^\d$/;
const ASCII = /^[\x21-\x7e]$/;

function nameOf(key: string): string {
  if (LETTER.test(key)) return key.toUpperCase();
  const known = NAMED[key.toLowerCase()];
  if (known) return known;
  return key.length > 1 ? `${key[0]?.toUpperCase()}${key.slice(1)}` : key;
}

/** The layout decides whether a sign needs Shift: it is no part of the stroke. */
const isSign = (key: string) => key.length === 1 && !LETTER.test(key) && !DIGIT.test(key);

function spelled(held: ReadonlySet<Modifier>, key: string): string {
  const before = MODIFIERS.filter((name) => held.has(name) && !(name === 'shift' && isSign(key)));
  return [...before, key].join('+');
}

/** One spelling for what `keys` names. */
export function strokeOf(keys: string): string {
  const isPlus = keys.endsWith('++') || keys === '+';
  const parts = (isPlus ? keys.slice(0, -1) : keys).split('+').map((part) => part.trim());
  const key = isPlus ? '+' : (parts.pop() ?? '');
  const held = new Set(
    MODIFIERS.filter((name) => parts.some((part) => part.toLowerCase() === name)),
  );
  return spelled(held, nameOf(key));
}

/** What an event may mean, the likeliest first; nothing for a modifier alone. */
export function strokesOf(event: KeyEvent, isApple: boolean): readonly string[] {
  const { key, code } = event;
  if (['Control', 'Meta', 'Shift', 'Alt', 'AltGraph'].includes(key)) return [];
  const held = new Set<Modifier>();
  if (isApple ? event.metaKey : event.ctrlKey) held.add('mod');
  if (isApple && event.ctrlKey) held.add('ctrl');
  if (!isApple && event.metaKey) held.add('meta');
  if (event.altKey) held.add('alt');
  if (event.shiftKey) held.add('shift');
  const strokes = key === 'Dead' ? [] : [spelled(held, nameOf(key))];
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  // A layout without Latin letters, or Option on Apple's machines, which turns them into other signs.
  if (letter && (key === 'Dead' || (key.length === 1 && !ASCII.test(key)))) {
    strokes.push(spelled(held, letter));
  }
  if (digit && !DIGIT.test(key)) strokes.push(spelled(held, digit));
  return strokes;
}
