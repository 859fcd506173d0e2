/** Which command a stroke runs, who is in the way of new keys, and which strokes the browser keeps to itself. Pure. */
import type { Command, CommandId } from './command.ts';
import { strokeOf } from './hotkey.ts';

export type Shortcuts = Readonly<Record<string, readonly string[]>>;
type Keyed = Pick<Command, 'id' | 'keys'>;

/** A person's own keys, or the usual ones. */
export function keysOf(command: Keyed, shortcuts: Shortcuts): readonly string[] {
  return shortcuts[command.id] ?? command.keys ?? [];
}

/** The first command to name a stroke has it. */
export function keyMap<C extends Keyed>(
  commands: readonly C[],
  shortcuts: Shortcuts,
): ReadonlyMap<string, C> {
  const map = new Map<string, C>();
  for (const command of commands) {
    for (const keys of keysOf(command, shortcuts)) {
      const stroke = strokeOf(keys);
      if (!map.has(stroke)) map.set(stroke, command);
    }
  }
  return map;
}

export interface KeyConflict {
  readonly stroke: string;
  readonly commands: readonly CommandId[];
}

/** Strokes that more than one command names. */
export function keyConflicts(
  commands: readonly Keyed[],
  shortcuts: Shortcuts = {},
): readonly KeyConflict[] {
  const users = new Map<string, CommandId[]>();
  for (const command of commands) {
    const strokes = new Set(keysOf(command, shortcuts).map(strokeOf));
    for (const stroke of strokes) users.set(stroke, [...(users.get(stroke) ?? []), command.id]);
  }
  return [...users]
    .filter(([, ids]) => ids.length > 1)
    .map(([stroke, ids]) => ({ stroke, commands: ids }));
}

/** The settings after a command took a stroke from whoever had it. `null` gives a command its usual keys back. */
export function withKeys(
  commands: readonly Keyed[],
  shortcuts: Shortcuts,
  id: CommandId,
  keys: readonly string[] | null,
): Shortcuts {
  const { [id]: _, ...others } = shortcuts;
  const own = keys ?? commands.find((command) => command.id === id)?.keys ?? [];
  const taken = new Set(own.map(strokeOf));
  const losers = commands
    .filter((command) => command.id !== id)
    .map((command) => ({ id: command.id, keys: keysOf(command, others) }))
    .filter((command) => command.keys.some((stroke) => taken.has(strokeOf(stroke))))
    .map(({ id, keys }) => [id, keys.filter((stroke) => !taken.has(strokeOf(stroke)))] as const);
  const next = { ...others, ...Object.fromEntries(losers) };
  return keys === null ? next : { ...next, [id]: [...keys] };
}

/** Strokes that a browser acts on before a page hears them, or that people need it for. */
const RESERVED = new Set(
  [
    ...['mod+T', 'mod+N', 'mod+W', 'mod+Q', 'mod+R', 'mod+L', 'mod+shift+T', 'mod+shift+N'],
    ...['mod+shift+W', 'mod+shift+Q', 'mod+shift+R', 'mod+Tab', 'mod+shift+Tab', 'alt+F4'],
    ...['mod+M', 'mod+H', 'mod++', 'mod+-', 'mod+0', 'F5', 'mod+F5', 'F11', 'F12', 'mod+shift+I'],
    ...['mod+shift+J', 'mod+shift+C', 'mod+shift+Delete', 'Tab', 'shift+Tab', 'alt+Tab'],
    ...['alt+ArrowLeft', 'alt+ArrowRight', 'alt+D', 'mod+F4', 'mod+PageUp', 'mod+PageDown'],
  ].map(strokeOf),
);

export type Refusal = 'reserved' | 'meta' | 'widget';

/** Why a stroke cannot be given to a command; null where it can. */
export function refusalOfKeys(keys: string): Refusal | null {
  const stroke = strokeOf(keys);
  if (RESERVED.has(stroke) || /^mod\+[1-9]$/.test(stroke)) return 'reserved';
  if (/(^|\+)meta\+/.test(stroke)) return 'meta';
  if (['Space', 'shift+Space'].includes(stroke)) return 'widget';
  return null;
}
