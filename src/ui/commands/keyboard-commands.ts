/** Commands that do on the canvas what a pointer does: walk, select, move, connect, enter. */
import { loneNote } from '../canvas/notes/note-actions.ts';
import { editCurrentNumber, hasNumber } from '../canvas/numbers/number-editing.ts';
import { connectSelected } from '../keyboard/connect-state.ts';
import {
  canLeave,
  currentNode,
  enterSelected,
  hasNodes,
  hasSelection,
  inspect,
  isWireMenuOpen,
  leave,
  nudge,
  rename,
  walk,
  walkToEnd,
} from '../keyboard/keyboard-actions.ts';
import type { Direction } from '../keyboard/walk.ts';
import type { Command, CommandId } from './command.ts';

const ARROWS: Readonly<Record<Direction, string>> = {
  left: 'ArrowLeft',
  right: 'ArrowRight',
  up: 'ArrowUp',
  down: 'ArrowDown',
};
const DIRECTIONS: readonly Direction[] = ['left', 'right', 'up', 'down'];

const onArrows = (
  id: (direction: Direction) => CommandId,
  modifiers: string,
  isEnabled: () => boolean,
  run: (direction: Direction) => void,
): readonly Command[] =>
  DIRECTIONS.map((direction) => ({
    id: id(direction),
    group: 'keys',
    keys: [`${modifiers}${ARROWS[direction]}`],
    isForCanvas: true,
    isKeyOnly: true,
    isEnabled,
    run: () => run(direction),
  }));

const hasCurrent = () => currentNode() !== null;

export const keyboardCommands: readonly Command[] = [
  {
    id: 'connect',
    group: 'edit',
    keys: ['C'],
    menus: ['nodes'],
    isForCanvas: true,
    isEnabled: hasSelection,
    run: connectSelected,
  },
  {
    id: 'open-node',
    group: 'view',
    keys: ['Enter'],
    isForCanvas: true,
    isEnabled: () => hasCurrent() || loneNote() !== null,
    run: enterSelected,
  },
  {
    id: 'leave',
    group: 'view',
    keys: ['Escape'],
    isForCanvas: true,
    isEnabled: () => !isWireMenuOpen() && canLeave(),
    run: leave,
  },
  {
    id: 'inspect',
    group: 'edit',
    keys: ['alt+Enter'],
    isForCanvas: true,
    isEnabled: hasCurrent,
    run: inspect,
  },
  {
    id: 'edit-number',
    group: 'edit',
    keys: ['shift+Enter'],
    menus: ['nodes'],
    isForCanvas: true,
    isEnabled: hasNumber,
    run: () => void editCurrentNumber(),
  },
  {
    id: 'rename',
    group: 'edit',
    keys: ['F2'],
    isForCanvas: true,
    isEnabled: hasCurrent,
    run: rename,
  },
  ...onArrows((direction) => `walk-${direction}`, '', hasNodes, walk),
  ...onArrows(
    (direction) => `extend-${direction}`,
    'shift+',
    hasNodes,
    (direction) => walk(direction, true),
  ),
  ...onArrows((direction) => `move-${direction}`, 'mod+', hasSelection, nudge),
  ...onArrows(
    (direction) => `leap-${direction}`,
    'mod+shift+',
    hasSelection,
    (direction) => nudge(direction, true),
  ),
  {
    id: 'walk-first',
    group: 'keys',
    keys: ['Home'],
    isForCanvas: true,
    isKeyOnly: true,
    isEnabled: hasNodes,
    run: () => walkToEnd(false),
  },
  {
    id: 'walk-last',
    group: 'keys',
    keys: ['End'],
    isForCanvas: true,
    isKeyOnly: true,
    isEnabled: hasNodes,
    run: () => walkToEnd(true),
  },
];
