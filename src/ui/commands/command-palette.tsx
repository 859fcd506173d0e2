/** `Ctrl K`: one list of everything that can be done, added, opened or gone to. */
import { Kbd } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useEffect, useMemo, useState } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { SearchIcon } from '../icons.tsx';
import { elsewhere } from '../palette/elsewhere.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './command-palette.module.css';
import type { Item } from './command-search.ts';
import { useShortcutSettings } from './keys.ts';
import { paletteItems } from './palette-items.ts';
import { chooseFirst, paletteStore, useIsPaletteOpen } from './palette-store.ts';
import { useRecentCommands } from './run-command.ts';

export function CommandPalette() {
  const [query, setQuery] = useState('');
  const isOpen = useIsPaletteOpen();
  const { commands: texts } = useTexts();
  const groups = useGroups(query, isOpen);
  // Enter does what stands first, whatever made the list: the opening, a key, or a change of the document.
  useEffect(() => {
    if (groups.length > 0) chooseFirst();
  }, [groups]);
  return (
    <Spotlight
      store={paletteStore}
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      // The groups are filtered already, by our own search.
      filter={(_query, actions) => actions}
      // Its key is that of the command, which a person may change.
      shortcut={null}
      transitionProps={{ duration: 0 }}
      highlightQuery
      attributes={{ content: { 'aria-label': texts.labels['command-palette'] } }}
      classNames={{ actionBody: classes.body ?? '', actionDescription: classes.description ?? '' }}
      scrollable
      maxHeight="min(460px, 70dvh)"
      nothingFound={groups.length === 0 ? (hintFor(query) ?? texts.nothingFound) : null}
      searchProps={{
        leftSection: <SearchIcon />,
        placeholder: texts.search,
        'aria-label': texts.search,
        // At once, so that no key that follows quickly goes to the canvas.
        autoFocus: true,
      }}
    />
  );
}

/** Asked for only where nothing is found. */
function hintFor(query: string): string | null {
  const { document } = useDocumentStore.getState();
  return elsewhere(document, useCanvasStore.getState().graph, query, []);
}

function useGroups(query: string, isOpen: boolean): SpotlightActionGroupData[] {
  const graph = useCanvasStore((state) => state.graph);
  const document = useDocumentStore((state) => state.document);
  const recent = useRecentCommands((state) => state.ids);
  const shortcuts = useShortcutSettings();
  const { commands: texts } = useTexts();
  return useMemo(
    () =>
      // Closed it costs nothing, though every edit changes what it would show.
      isOpen
        ? paletteItems(document, graph, shortcuts, query).map(({ type, items }) => ({
            group: texts.items[type],
            actions: items.map((item) => actionOf(item, texts.notNow)),
          }))
        : [],
    [isOpen, document, graph, query, shortcuts, texts, recent],
  );
}

function actionOf({ id, title, detail, keys, isDisabled, run }: Item, notNow: string) {
  const description = isDisabled ? notNow : detail;
  return {
    id,
    label: title,
    disabled: isDisabled === true,
    ...(description === undefined ? {} : { description }),
    ...(keys === undefined ? {} : { rightSection: <Kbd size="xs">{keys}</Kbd> }),
    onClick: run,
  };
}
