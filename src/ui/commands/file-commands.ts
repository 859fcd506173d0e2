/** Commands for documents: their tabs, files and links. */
import { useRunStore } from '../../store/run-store.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import { duplicateAsVariant, newDocument, pickFiles } from '../files/file-actions.ts';
import { useFilesStore } from '../files/files-store.ts';
import { exportGraph, saveDocument, saveDocumentAs } from '../files/save-document.ts';
import { takeAway } from '../files/take-away.ts';
import { useTakeAwayDialog } from '../files/take-away-store.ts';
import { usePageStore } from '../page-store.ts';
import type { Command } from './command.ts';

const tabs = () => useTabsStore.getState();
const hasOthers = () => tabs().tabs.length > 1;

function moveActive(way: 1 | -1): void {
  const { active, move } = tabs();
  move(active, tabs().tabs.findIndex(({ id }) => id === active) + way);
}

function openTakeAway(): void {
  const { run } = useRunStore.getState();
  if (run) useTakeAwayDialog.getState().open(run.id);
}

/** Alt 1 … Alt 8 show a tab by its place, Alt 9 the last. */
const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const numbered = NUMBERS.map(
  (number): Command => ({
    id: `tab-${number}`,
    group: 'file',
    keys: [`alt+${number}`],
    isKeyOnly: true,
    isForFields: true,
    run: () => {
      const tab = number === 9 ? tabs().tabs.at(-1) : tabs().tabs[number - 1];
      if (tab) tabs().show(tab.id);
    },
  }),
);

export const fileCommands: readonly Command[] = [
  { id: 'presets', group: 'file', run: () => usePageStore.getState().setGalleryOpen(true) },
  { id: 'new', group: 'file', keys: ['alt+N'], run: newDocument },
  {
    id: 'import',
    group: 'file',
    keys: ['mod+O'],
    isForFields: true,
    run: () => void pickFiles(),
  },
  {
    id: 'save',
    group: 'file',
    keys: ['mod+S'],
    isForAllOfThePage: true,
    isForFields: true,
    run: () => void saveDocument(),
  },
  {
    id: 'save-as',
    group: 'file',
    keys: ['mod+shift+S'],
    isForAllOfThePage: true,
    isForFields: true,
    run: () => void saveDocumentAs(),
  },
  { id: 'variant', group: 'file', run: duplicateAsVariant },
  { id: 'share', group: 'file', run: () => useFilesStore.getState().setShareOpen(true) },
  { id: 'recent', group: 'file', run: () => useFilesStore.getState().setRecentOpen(true) },
  { id: 'close-tab', group: 'file', keys: ['alt+W'], run: () => tabs().close(tabs().active) },
  {
    id: 'reopen-tab',
    group: 'file',
    keys: ['alt+shift+W'],
    isEnabled: () => tabs().closed.length > 0,
    run: () => tabs().reopen(),
  },
  {
    id: 'next-tab',
    group: 'file',
    keys: ['alt+PageDown'],
    isForFields: true,
    isEnabled: hasOthers,
    run: () => tabs().showBeside(1),
  },
  {
    id: 'previous-tab',
    group: 'file',
    keys: ['alt+PageUp'],
    isForFields: true,
    isEnabled: hasOthers,
    run: () => tabs().showBeside(-1),
  },
  {
    id: 'tab-left',
    group: 'file',
    keys: ['alt+shift+PageUp'],
    isEnabled: hasOthers,
    run: () => moveActive(-1),
  },
  {
    id: 'tab-right',
    group: 'file',
    keys: ['alt+shift+PageDown'],
    isEnabled: hasOthers,
    run: () => moveActive(1),
  },
  ...numbered,
  { id: 'export', group: 'file', run: exportGraph },
  { id: 'export-pytorch', group: 'file', run: () => void takeAway('pytorch') },
  { id: 'export-tfjs', group: 'file', run: () => void takeAway('tfjs') },
  { id: 'export-weights', group: 'file', run: () => void takeAway('safetensors') },
  {
    id: 'take-away',
    group: 'file',
    isEnabled: () => useRunStore.getState().run !== null,
    run: openTakeAway,
  },
];
