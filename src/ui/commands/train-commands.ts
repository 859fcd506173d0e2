/** Commands for the run: the same as the buttons in the top bar. */
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { openCompare } from '../compare/compare-store.ts';
import { askToFork, canForkNow } from '../run/fork-actions.ts';
import { canStepNow, canStopNow, mainActionNow, pressMain } from '../run/train-actions.ts';
import { trainAnew } from '../run/train-anew.ts';
import { openSweep } from '../variants/sweep-store.ts';
import type { Command } from './command.ts';

const queueActions = () => import('../variants/queue-actions.ts');
const hasErrors = () => useDocumentStore.getState().compilation.program === null;

export const trainCommands: readonly Command[] = [
  {
    id: 'train',
    group: 'train',
    keys: ['mod+Enter'],
    isForFields: true,
    isEnabled: () => mainActionNow().isEnabled || mainActionNow().isBlockedByProblems,
    run: pressMain,
  },
  {
    id: 'train-step',
    group: 'train',
    keys: ['mod+shift+Enter'],
    isForFields: true,
    isEnabled: canStepNow,
    run: () => useRunStore.getState().stepOnce(),
  },
  {
    id: 'train-stop',
    group: 'train',
    keys: ['mod+.'],
    isEnabled: canStopNow,
    run: () => useRunStore.getState().stop(),
  },
  {
    id: 'train-anew',
    group: 'train',
    isEnabled: () => mainActionNow().offersAnew,
    run: trainAnew,
  },
  { id: 'compare', group: 'train', run: () => openCompare() },
  { id: 'fork-run', group: 'train', isEnabled: canForkNow, run: askToFork },
  { id: 'sweep', group: 'train', run: () => openSweep() },
  {
    id: 'queue-document',
    group: 'train',
    isEnabled: () => !hasErrors(),
    run: () => void queueActions().then(({ addDocumentToQueue }) => addDocumentToQueue()),
  },
  {
    id: 'queue-switch',
    group: 'train',
    run: () => void queueActions().then(({ switchQueue }) => switchQueue()),
  },
];
