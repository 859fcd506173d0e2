/** Ctrl K: every node that can be added here, every network that can be opened, every command. */
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useMemo, useState } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { SearchIcon } from '../icons.tsx';
import { addNext } from '../palette/add-node.ts';
import { paletteEntries } from '../palette/entries.ts';
import { searchEntries } from '../palette/search.ts';
import { COMMANDS } from './commands.ts';

export function CommandPalette() {
  const graph = useCanvasStore((state) => state.graph);
  const document = useDocumentStore((state) => state.document);
  const [query, setQuery] = useState('');
  const groups = useMemo((): SpotlightActionGroupData[] => {
    const words = query.toLowerCase();
    const commands = COMMANDS.filter(({ label }) => label.toLowerCase().includes(words));
    const networks = Object.keys(document.networks).filter((name) =>
      `open network ${name}`.toLowerCase().includes(words),
    );
    return [
      {
        group: 'Add',
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
        group: 'Open',
        actions: networks.map((name) => ({
          id: `open ${name}`,
          label: `Open network ${name}`,
          onClick: () => useCanvasStore.getState().enter(`networks.${name}`),
        })),
      },
      {
        group: 'Commands',
        actions: commands.map(({ id, label, keys, run }) => ({
          id,
          label,
          rightSection: keys,
          onClick: run,
        })),
      },
    ].filter(({ actions }) => actions.length > 0);
  }, [document, graph, query]);
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
      nothingFound="Nothing is called that. Try conv, noise, loss, undo …"
      searchProps={{
        leftSection: <SearchIcon />,
        placeholder: 'Add a node or run a command',
        'aria-label': 'Add a node or run a command',
      }}
    />
  );
}
