/** The palette: everything that can stand on the canvas on show, grouped, searchable; drag an entry or click it. */
import { ScrollArea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { SearchIcon } from '../icons.tsx';
import { addNext } from './add-node.ts';
import { paletteEntries } from './entries.ts';
import classes from './palette.module.css';
import { PaletteItem } from './palette-item.tsx';
import { searchEntries } from './search.ts';

export function Palette() {
  const graph = useCanvasStore((state) => state.graph);
  const networks = useDocumentStore((state) => state.document.networks);
  const blocks = useDocumentStore((state) => state.document.blocks);
  const [query, setQuery] = useState('');
  // Of the document only the names of networks and blocks matter.
  const entries = useMemo(
    () => paletteEntries(useDocumentStore.getState().document, graph),
    [graph, networks, blocks],
  );
  const found = useMemo(() => searchEntries(entries, query), [entries, query]);
  const isSearching = query.trim() !== '';
  return (
    <div className={classes.palette}>
      <TextInput
        className={classes.search}
        aria-label="Search nodes"
        placeholder="Search nodes"
        leftSection={<SearchIcon size={14} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found[0]) addNext(found[0]);
          if (event.key === 'Escape') setQuery('');
        }}
      />
      <ScrollArea className={classes.scroll ?? ''} type="auto" scrollbarSize={8}>
        <ul className={classes.list}>
          {found.map((entry, index) => (
            <PaletteItem
              key={entry.id}
              entry={entry}
              heading={!isSearching && entry.group !== found[index - 1]?.group}
              onAdd={addNext}
            />
          ))}
        </ul>
        {found.length === 0 && (
          <p className={classes.none}>
            Nothing here is called “{query}”. Try another word, such as conv, noise or loss.
          </p>
        )}
      </ScrollArea>
    </div>
  );
}
