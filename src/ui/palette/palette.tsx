/** The palette: everything that can stand on the canvas on show, grouped, searchable; drag an entry or click it. */
import { ScrollArea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { Group } from '../../nodes/define.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { SearchIcon } from '../icons.tsx';
import { addNext } from './add-node.ts';
import { type PaletteEntry, paletteEntries } from './entries.ts';
import classes from './palette.module.css';
import { PaletteGroup } from './palette-group.tsx';
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
  const groups = useMemo(() => groupsOf(entries), [entries]);
  const found = useMemo(() => searchEntries(entries, query), [entries, query]);
  const isSearching = query.trim() !== '';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys pass from the field to its results and back.
    <div className={classes.palette} onKeyDown={moveFocus}>
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
      <ScrollArea
        className={classes.scroll ?? ''}
        classNames={{ scrollbar: classes.scrollbar ?? '' }}
        type="auto"
        scrollbarSize={8}
      >
        {isSearching ? (
          <ul className={classes.list}>
            {found.map((entry) => (
              <PaletteItem key={entry.id} entry={entry} onAdd={addNext} />
            ))}
          </ul>
        ) : (
          groups.map(([group, members]) => (
            <PaletteGroup key={group} group={group} entries={members} onAdd={addNext} />
          ))
        )}
        {found.length === 0 && (
          <p className={classes.none}>
            Nothing here is called “{query}”. Try another word, such as conv, noise or loss.
          </p>
        )}
      </ScrollArea>
    </div>
  );
}

function groupsOf(entries: readonly PaletteEntry[]) {
  const groups = new Map<Group, PaletteEntry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups];
}

/** Up and down go from the field through what can be pressed, headings too. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[at + by];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
