/** The palette: everything that can stand on the canvas on show, grouped, searchable; drag an entry or click it. */
import { ScrollArea, TextInput, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import type { Group } from '../../nodes/define.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { SearchIcon } from '../icons.tsx';
import { later } from '../later.tsx';
import { groupTitle } from '../texts/kind-texts.ts';
import { useLanguage, useTexts } from '../texts/texts.ts';
import { addNext } from './add-next.ts';
import { elsewhere } from './elsewhere.ts';
import { type PaletteEntry, searchableEntries } from './entries.ts';
import classes from './palette.module.css';
import { PaletteGroup } from './palette-group.tsx';
import { PaletteItem } from './palette-item.tsx';
import { entriesOfIds, recentOf } from './remembered.ts';
import { findEntries } from './search.ts';
import { useEntryCard } from './use-entry-card.ts';

const EntryCard = later(async () => (await import('./entry-card.tsx')).EntryCard);

export function Palette() {
  const graph = useCanvasStore((state) => state.graph);
  const networks = useDocumentStore((state) => state.document.networks);
  const blocks = useDocumentStore((state) => state.document.blocks);
  const favourites = useSettingsStore((state) => state.favouriteEntries);
  const recent = useSettingsStore((state) => state.recentEntries);
  const language = useLanguage();
  const { palette: texts } = useTexts();
  const [query, setQuery] = useState('');
  const card = useEntryCard();
  const cardId = useId();
  // Of the document only the names of networks and blocks matter.
  const entries = useMemo(
    () => searchableEntries(useDocumentStore.getState().document, graph),
    [graph, networks, blocks, language],
  );
  const groups = useMemo(() => groupsOf(entries), [entries]);
  const found = useMemo(() => findEntries(entries, query), [entries, query]);
  const starred = useMemo(() => entriesOfIds(entries, favourites), [entries, favourites]);
  const last = useMemo(() => recentOf(entries, recent, favourites), [entries, recent, favourites]);
  const isSearching = query.trim() !== '';
  const hint = useMemo(
    () => elsewhere(useDocumentStore.getState().document, graph, query, found),
    [graph, query, found],
  );
  const shown = card.shown && entries.find(({ id }) => id === card.shown?.id);
  const own = [
    ['favourites', texts.favourites, starred],
    ['recent', texts.recent, last],
  ] as const;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys pass from the field to its results and back.
    <div
      className={classes.palette}
      onKeyDown={(event) => {
        if (event.key === 'Escape') card.hide();
        moveFocus(event);
      }}
    >
      <TextInput
        className={classes.search}
        data-search="palette"
        aria-label={texts.search}
        placeholder={texts.search}
        leftSection={<SearchIcon size={14} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && isSearching && found[0]) addNext(found[0].entry);
          if (event.key === 'Escape' && query !== '') {
            // Once to empty the field, once more to leave it.
            event.stopPropagation();
            setQuery('');
          }
        }}
      />
      <VisuallyHidden role="status">{isSearching && texts.found(found.length)}</VisuallyHidden>
      <ScrollArea
        className={classes.scroll ?? ''}
        classNames={{ scrollbar: classes.scrollbar ?? '' }}
        type="auto"
        scrollbarSize={8}
        {...card.watch}
      >
        {isSearching && (hint !== null || found.length === 0) && (
          <p className={classes.none}>{hint ?? texts.none(query)}</p>
        )}
        {isSearching ? (
          <ul className={classes.list}>
            {found.map(({ entry, ...match }) => (
              <PaletteItem key={entry.id} entry={entry} onAdd={addNext} found={match} />
            ))}
          </ul>
        ) : (
          <>
            {own.map(
              ([group, title, members]) =>
                members.length > 0 && (
                  <PaletteGroup
                    key={group}
                    group={group}
                    title={title}
                    entries={members}
                    onAdd={addNext}
                  />
                ),
            )}
            {groups.map(([group, members]) => (
              <PaletteGroup
                key={group}
                group={group}
                title={groupTitle(group)}
                entries={members}
                onAdd={addNext}
              />
            ))}
          </>
        )}
      </ScrollArea>
      {card.shown && shown && <EntryCard id={cardId} entry={shown} beside={card.shown.beside} />}
    </div>
  );
}

function groupsOf(entries: readonly PaletteEntry[]) {
  const groups = new Map<Group, PaletteEntry[]>();
  for (const entry of entries) {
    if (entry.option === undefined)
      groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  }
  return [...groups];
}

/** Up and down go from the field through what can be pressed, headings too. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const stops = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('input, button:not([tabindex="-1"])'),
  ];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[at + by];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
