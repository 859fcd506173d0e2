/** Commands that arrange the canvas on show, move the eye over it, and colour it. */
import { fitAll, fitSelection, zoomIn, zoomOut, zoomTo } from '../canvas/look.ts';
import { arrangeCanvas, arrangeSelection, canArrangeSelection } from '../layout/arrange.ts';
import { useOverlayStore } from '../overlays/overlay-state.ts';
import { NUMBER_OVERLAYS } from '../overlays/overlay-types.ts';
import { selectedStep, showSelectedGradient } from '../overlays/selected-step.ts';
import type { Command } from './command.ts';

export const viewCommands: readonly Command[] = [
  {
    id: 'arrange',
    group: 'arrange',
    keys: ['shift+L'],
    menus: ['canvas'],
    run: () => void arrangeCanvas(),
  },
  {
    id: 'arrange-selection',
    group: 'arrange',
    keys: ['alt+shift+L'],
    menus: ['nodes'],
    isEnabled: canArrangeSelection,
    run: () => void arrangeSelection(),
  },
  { id: 'fit', group: 'view', keys: ['shift+1'], menus: ['canvas'], run: fitAll },
  {
    id: 'fit-selection',
    group: 'view',
    keys: ['.', 'shift+2'],
    menus: ['nodes'],
    run: fitSelection,
  },
  {
    id: 'gradient-of-step',
    group: 'view',
    menus: ['nodes'],
    isEnabled: () => selectedStep() !== null,
    run: showSelectedGradient,
  },
  ...NUMBER_OVERLAYS.map(
    (overlay): Command => ({
      id: `overlay-${overlay}`,
      group: 'view',
      run: () => useOverlayStore.getState().choose(overlay),
    }),
  ),
  {
    id: 'overlay-none',
    group: 'view',
    isEnabled: () => useOverlayStore.getState().overlay !== null,
    run: () => useOverlayStore.getState().choose(null),
  },
  { id: 'zoom-in', group: 'view', keys: ['+', '='], run: zoomIn },
  { id: 'zoom-out', group: 'view', keys: ['-'], run: zoomOut },
  { id: 'zoom-full', group: 'view', keys: ['shift+0'], run: () => zoomTo(1) },
];
