/** Commands for the page around the canvas: its panels, the list in place of the canvas, help. */
import { useSettingsStore } from '../../store/settings-store.ts';
import {
  nextRegion,
  panelElement,
  type ResultTab,
  showPanel,
  showResults,
  togglePanel,
} from '../keyboard/panels.ts';
import { toggleListView } from '../list/list-state.ts';
import { setLeftTab } from '../outline/show-outline.ts';
import { usePageStore } from '../page-store.ts';
import type { Command } from './command.ts';
import { openCommandPalette } from './palette-store.ts';

const RESULT_TABS: readonly ResultTab[] = [
  'problems',
  'losses',
  'samples',
  'explore',
  'data',
  'plan',
  'queue',
];

const THEMES = { auto: 'light', light: 'dark', dark: 'auto' } as const;

export const pageCommands: readonly Command[] = [
  {
    id: 'command-palette',
    group: 'help',
    keys: ['mod+K'],
    menus: ['canvas'],
    isForFields: true,
    run: openCommandPalette,
  },
  {
    id: 'shortcuts',
    group: 'help',
    keys: ['?', 'F1'],
    run: () => usePageStore.getState().setShortcutsOpen(true),
  },
  {
    id: 'search-nodes',
    group: 'edit',
    keys: ['shift+A', '/'],
    menus: ['canvas'],
    run: () => {
      setLeftTab('palette');
      showPanel('palette', () => document.querySelector<HTMLElement>('[data-search="palette"]'));
    },
  },
  { id: 'list-view', group: 'view', keys: ['shift+V'], menus: ['canvas'], run: toggleListView },
  { id: 'toggle-palette', group: 'view', keys: ['T'], run: () => togglePanel('palette') },
  { id: 'toggle-inspector', group: 'view', keys: ['N'], run: () => togglePanel('inspector') },
  { id: 'toggle-results', group: 'view', keys: ['B'], run: () => togglePanel('results') },
  ...RESULT_TABS.map(
    (tab): Command => ({
      id: `show-${tab}`,
      group: 'view',
      run: () => {
        showResults(tab);
        showPanel(
          'results',
          () =>
            panelElement('results')?.querySelector<HTMLElement>('[role="tab"][data-active]') ??
            null,
        );
      },
    }),
  ),
  {
    id: 'show-parameters',
    group: 'view',
    run: () => usePageStore.getState().setParametersOpen(true),
  },
  {
    id: 'next-region',
    group: 'keys',
    keys: ['F6'],
    isForFields: true,
    isKeyOnly: true,
    run: () => nextRegion(1),
  },
  {
    id: 'previous-region',
    group: 'keys',
    keys: ['shift+F6'],
    isForFields: true,
    isKeyOnly: true,
    run: () => nextRegion(-1),
  },
  {
    id: 'theme',
    group: 'view',
    run: () => {
      const { theme, setTheme } = useSettingsStore.getState();
      setTheme(THEMES[theme]);
    },
  },
];
