/** `Ctrl K`: one list of nodes to add, networks to open, commands to run. */
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useMemo, useState } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { SearchIcon } from '../icons.tsx';
import { addNext } from '../palette/add-node.ts';
import { paletteEntries } from '../palette/entries.ts';
import { searchEntries } from '../palette/search.ts';
import { useTexts } from '../texts/texts.ts';
import { COMMANDS } from './commands.ts';
import { keysOf, keyText, useShortcutSettings } from './keys.ts';

export function CommandPalette() {
  const graph = useCanvasStore((state) => state.graph);
  const document = useDocumentStore((state) => state.document);
  const shortcuts = useShortcutSettings();
  const { commands: texts } = useTexts();
  const [query, setQuery] = useState('');
  const groups = useMemo((): SpotlightActionGroupData[] => {
    const words = query.toLowerCase();
    const commands = COMMANDS.filter(
      (command) =>
        texts.labels[command.id].toLowerCase().includes(words) && (command.isEnabled?.() ?? true),
    );
    const networks = Object.keys(document.networks).filter((name) =>
      texts.openNetwork(name).toLowerCase().includes(words),
    );
    return [
      {
        group: texts.add,
        actions: searchEntries(paletteEntries(document, graph), query)
          .slice(0, query === '' ? 5 : 8)
          .map((entry) => ({
            id: `add ${entry.id}`,
            label: entry.title,
            description: entry.summary,
            onClick: () => addNext(entry),
          })),
      },
      {
        group: texts.open,
        actions: networks.map((name) => ({
          id: `open ${name}`,
          label: texts.openNetwork(name),
          onClick: () => useCanvasStore.getState().enter(`networks.${name}`),
        })),
      },
      {
        group: texts.all,
        actions: commands.map((command) => {
          const [keys] = keysOf(command, shortcuts);
          return {
            id: command.id,
            label: texts.labels[command.id],
            ...(keys === undefined ? {} : { rightSection: keyText(keys) }),
            onClick: command.run,
          };
        }),
      },
    ].filter(({ actions }) => actions.length > 0);
  }, [document, graph, query, shortcuts, texts]);
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      // The groups are filtered already, by our own search.
      filter={(_query, actions) => actions}
      shortcut={['mod + K']}
      scrollable
      maxHeight={460}
      nothingFound={texts.nothingFound}
      searchProps={{
        leftSection: <SearchIcon />,
        placeholder: texts.search,
        'aria-label': texts.search,
      }}
    />
  );
}
