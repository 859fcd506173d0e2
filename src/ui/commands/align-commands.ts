/** Commands that put selected nodes and notes in line, or at equal distances. */
import type { Alignment, Axis } from '../../graph/align.ts';
import { align, distribute } from '../canvas/align-actions.ts';
import { countSelected } from '../canvas/selection.ts';
import type { Command } from './command.ts';

const alignment = (how: Alignment, keys: string): Command => ({
  id: `align-${how}`,
  group: 'arrange',
  keys: [keys],
  menus: ['nodes', 'notes'],
  isForCanvas: true,
  isEnabled: () => countSelected() > 1,
  run: () => align(how),
});

const distribution = (axis: Axis, keys: string): Command => ({
  id: `distribute-${axis}`,
  group: 'arrange',
  keys: [keys],
  menus: ['nodes', 'notes'],
  isForCanvas: true,
  isEnabled: () => countSelected() > 2,
  run: () => distribute(axis),
});

export const alignCommands: readonly Command[] = [
  alignment('left', 'alt+shift+ArrowLeft'),
  alignment('centre', 'alt+shift+C'),
  alignment('right', 'alt+shift+ArrowRight'),
  alignment('top', 'alt+shift+ArrowUp'),
  alignment('middle', 'alt+shift+M'),
  alignment('bottom', 'alt+shift+ArrowDown'),
  distribution('horizontal', 'alt+shift+H'),
  distribution('vertical', 'alt+shift+V'),
];
