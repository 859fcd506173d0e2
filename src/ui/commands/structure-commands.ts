/** Commands of blocks and networks, of the way through them, and of finding things in the document. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import {
  duplicateShown,
  goUp,
  groupSelection,
  makeUseUnique,
  repeatSelection,
  replaceEqual,
  selectedUse,
  selectionToNetwork,
  ungroupSelection,
  uniqueUse,
} from '../blocks/structure-actions.ts';
import { openFind } from '../find/find-store.ts';
import { showOutline } from '../outline/show-outline.ts';
import type { Command } from './command.ts';

const canvas = () => useCanvasStore.getState();
const hasNodes = () => canvas().selectedNodes.length > 0;
const isInside = () => canvas().graph !== 'objective';

export const structureCommands: readonly Command[] = [
  {
    id: 'group',
    group: 'structure',
    keys: ['mod+G'],
    menus: ['nodes'],
    isForCanvas: true,
    isEnabled: hasNodes,
    run: () => groupSelection(),
  },
  {
    id: 'ungroup',
    group: 'structure',
    keys: ['mod+shift+G'],
    menus: ['nodes'],
    isForCanvas: true,
    isEnabled: () => selectedUse() !== null,
    run: ungroupSelection,
  },
  {
    id: 'repeat',
    group: 'structure',
    keys: ['shift+R'],
    menus: ['nodes'],
    isForCanvas: true,
    isEnabled: () => hasNodes() && isInside(),
    run: repeatSelection,
  },
  {
    id: 'replace-equal',
    group: 'structure',
    menus: ['nodes'],
    isEnabled: () => selectedUse() !== null,
    run: replaceEqual,
  },
  {
    id: 'make-unique',
    group: 'structure',
    menus: ['nodes'],
    isEnabled: () => uniqueUse() !== null,
    run: makeUseUnique,
  },
  {
    id: 'selection-to-network',
    group: 'structure',
    menus: ['nodes'],
    isEnabled: () => hasNodes() && isInside(),
    run: selectionToNetwork,
  },
  {
    id: 'duplicate-graph',
    group: 'structure',
    isEnabled: isInside,
    run: duplicateShown,
  },
  {
    id: 'up',
    group: 'view',
    keys: ['alt+ArrowUp'],
    menus: ['canvas'],
    isEnabled: isInside,
    run: goUp,
  },
  {
    id: 'find',
    group: 'view',
    keys: ['mod+F'],
    menus: ['canvas'],
    run: () => openFind(),
  },
  { id: 'outline', group: 'view', keys: ['O'], run: showOutline },
];
