/** Opens and closes the panels where they are not all in sight: on narrow windows, or when one is folded away. */
import { UnstyledButton } from '@mantine/core';
import { useSettingsStore } from '../../store/settings-store.ts';
import { GalleryIcon, KeyboardIcon, ListIcon, PlusIcon, SlidersIcon } from '../icons.tsx';
import { type PanelName, togglePanel } from '../keyboard/panels.ts';
import { toggleListView, useIsListView } from '../list/list-state.ts';
import { usePageStore } from '../page-store.ts';
import { useTexts } from '../texts/texts.ts';
import { usePanelOpen } from './panel.tsx';
import classes from './shell.module.css';

const ICONS = { palette: PlusIcon, results: GalleryIcon, inspector: SlidersIcon } as const;

const isPanel = (name: string) => name in ICONS;

export function PanelBar() {
  const { shell, keyboard } = useTexts();
  const { isNarrow } = usePanelOpen('palette');
  // The list of closed panels also holds what is dismissed for good, as the welcome.
  const isComplete = useSettingsStore(({ closedPanels }) => !closedPanels.some(isPanel));
  const isList = useIsListView();
  if (!isNarrow && isComplete) return null;
  return (
    <nav className={classes.panelBar} aria-label={keyboard.panels}>
      <Toggle name="palette" label={shell.palette} />
      <Toggle name="results" label={shell.results} />
      <Toggle name="inspector" label={shell.inspector} />
      <UnstyledButton
        className={classes.panelToggle}
        aria-pressed={isList}
        onClick={toggleListView}
      >
        <ListIcon size={15} />
        <span>{keyboard.list}</span>
      </UnstyledButton>
      <UnstyledButton
        className={classes.panelToggle}
        onClick={() => usePageStore.getState().setShortcutsOpen(true)}
      >
        <KeyboardIcon size={15} />
        <span>{keyboard.keys}</span>
      </UnstyledButton>
    </nav>
  );
}

function Toggle({ name, label }: { readonly name: PanelName; readonly label: string }) {
  const { isOpen } = usePanelOpen(name);
  const Icon = ICONS[name];
  return (
    <UnstyledButton
      className={classes.panelToggle}
      aria-pressed={isOpen}
      onClick={() => togglePanel(name)}
    >
      <Icon size={15} />
      <span>{label}</span>
    </UnstyledButton>
  );
}
