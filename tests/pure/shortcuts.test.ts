/** Keys: how strokes are read from keyboards of every layout, who has them, where they are heard, how they are given away. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/ui/commands/command.ts';
import { COMMANDS } from '../../src/ui/commands/commands.ts';
import { type KeyEvent, strokeOf, strokesOf } from '../../src/ui/commands/hotkey.ts';
import {
  keyConflicts,
  keyMap,
  keysOf,
  refusalOfKeys,
  withKeys,
} from '../../src/ui/commands/key-map.ts';
import { hears, type KeyPlace } from '../../src/ui/commands/scope.ts';
import { chinese } from '../../src/ui/texts/chinese.ts';
import { english } from '../../src/ui/texts/english.ts';

const pressed = (key: string, code: string, held: Partial<KeyEvent> = {}): KeyEvent => ({
  ...{ key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
  ...held,
});

describe('a stroke', () => {
  it('is spelled one way, however a command writes it', () => {
    expect(strokeOf('shift+mod+z')).toBe('mod+shift+Z');
    expect(strokeOf('mod + K')).toBe('mod+K');
    expect(strokeOf('shift+?')).toBe('?');
    expect(strokeOf('mod++')).toBe('mod++');
    expect(strokeOf('alt+arrowleft')).toBe('alt+ArrowLeft');
  });

  it('takes Ctrl for the key of commands, or ⌘ on Apple’s machines', () => {
    expect(strokesOf(pressed('z', 'KeyZ', { ctrlKey: true }), false)).toEqual(['mod+Z']);
    expect(strokesOf(pressed('z', 'KeyZ', { metaKey: true }), true)).toEqual(['mod+Z']);
    expect(strokesOf(pressed('z', 'KeyZ', { ctrlKey: true }), true)).toEqual(['ctrl+Z']);
  });

  it('follows the letters of the layout, and the place of the key where there are no Latin ones', () => {
    expect(strokesOf(pressed('z', 'KeyY', { ctrlKey: true }), false)).toEqual(['mod+Z']);
    expect(strokesOf(pressed('я', 'KeyZ', { ctrlKey: true }), false)).toContain('mod+Z');
    expect(strokesOf(pressed('†', 'KeyT', { altKey: true }), true)).toContain('alt+T');
    expect(strokesOf(pressed('?', 'Minus', { shiftKey: true }), false)).toEqual(['?']);
    expect(strokesOf(pressed('&', 'Digit1'), false)).toContain('1');
    expect(strokesOf(pressed('Control', 'ControlLeft', { ctrlKey: true }), false)).toEqual([]);
  });
});

describe('the usual keys', () => {
  it('belong to one command each', () => {
    expect(keyConflicts(COMMANDS)).toEqual([]);
  });

  it('are none that a browser keeps to itself', () => {
    const refused = COMMANDS.flatMap((command) => keysOf(command, {})).filter(refusalOfKeys);
    expect(refused).toEqual([]);
  });

  it('belong to commands of different ids, each with a label in both languages', () => {
    const ids = COMMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(english.commands.labels[id], id).toBeTruthy();
      expect(chinese.commands.labels[id], id).toBeTruthy();
    }
  });
});

const commands: readonly Command[] = [
  { id: 'undo', group: 'edit', keys: ['mod+Z'], run: () => undefined },
  { id: 'redo', group: 'edit', keys: ['mod+shift+Z', 'mod+Y'], run: () => undefined },
  { id: 'delete', group: 'edit', keys: ['Delete'], isForCanvas: true, run: () => undefined },
];

describe('keys of a person’s own', () => {
  it('are taken from who had them, and that one keeps its others', () => {
    const shortcuts = withKeys(commands, {}, 'undo', ['mod+Y']);
    expect(shortcuts).toEqual({ undo: ['mod+Y'], redo: ['mod+shift+Z'] });
    expect(keyConflicts(commands, shortcuts)).toEqual([]);
    expect(keyMap(commands, shortcuts).get('mod+Y')?.id).toBe('undo');
    expect(keyMap(commands, shortcuts).has('mod+Z')).toBe(false);
  });

  it('give way to the usual ones when those are asked back', () => {
    const taken = withKeys(commands, {}, 'delete', ['mod+Z']);
    expect(taken.undo).toEqual([]);
    const back = withKeys(commands, taken, 'undo', null);
    expect(back).toEqual({ delete: [] });
    expect(keyConflicts(commands, back)).toEqual([]);
  });

  it('are refused where the browser would not pass them on', () => {
    expect(refusalOfKeys('mod+W')).toBe('reserved');
    expect(refusalOfKeys('mod+3')).toBe('reserved');
    expect(refusalOfKeys('meta+X')).toBe('meta');
    expect(refusalOfKeys('Space')).toBe('widget');
    expect(refusalOfKeys('mod+shift+U')).toBeNull();
  });
});

describe('the place of the focus', () => {
  const canvas: KeyPlace = {
    isField: false,
    isMenu: false,
    isWidget: false,
    isCanvas: true,
    isCovered: false,
  };
  const [undo, , remove] = commands as [Command, Command, Command];

  it('keeps the keys of fields, dialogs, menus and buttons', () => {
    expect(hears(undo, 'mod+Z', canvas)).toBe(true);
    expect(hears(undo, 'mod+Z', { ...canvas, isField: true })).toBe(false);
    expect(hears({ ...undo, isForFields: true }, 'mod+Z', { ...canvas, isField: true })).toBe(true);
    expect(hears(undo, 'mod+Z', { ...canvas, isCovered: true })).toBe(false);
    expect(hears(remove, 'Delete', { ...canvas, isCanvas: false })).toBe(false);
    expect(hears(undo, 'Z', { ...canvas, isMenu: true })).toBe(false);
    expect(hears(undo, 'Enter', { ...canvas, isWidget: true })).toBe(false);
    expect(hears(undo, 'Z', { ...canvas, isWidget: true })).toBe(true);
  });
});
