/** Entries that a person used last or marked with a star, kept in the settings by id. */
import { useSettingsStore } from '../../store/settings-store.ts';
import type { PaletteEntry } from './entries.ts';

const MOST_SHOWN = 6;

/** What was added now stands first. */
export function rememberEntry({ id, makes }: PaletteEntry): void {
  // The next new network is another one.
  if (makes !== undefined) return;
  const { recentEntries, setRecentEntries } = useSettingsStore.getState();
  setRecentEntries([id, ...recentEntries.filter((other) => other !== id)]);
}

export function toggleFavourite({ id }: PaletteEntry): void {
  const { favouriteEntries, setFavouriteEntries } = useSettingsStore.getState();
  const others = favouriteEntries.filter((other) => other !== id);
  setFavouriteEntries(others.length < favouriteEntries.length ? others : [...others, id]);
}

/** Those that stand on the canvas on show, in the order of `ids`. */
export function entriesOfIds(
  entries: readonly PaletteEntry[],
  ids: readonly string[],
): readonly PaletteEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Favourites are in sight already. */
export function recentOf(
  entries: readonly PaletteEntry[],
  recent: readonly string[],
  favourites: readonly string[],
): readonly PaletteEntry[] {
  const ids = recent.filter((id) => !favourites.includes(id));
  return entriesOfIds(entries, ids).slice(0, MOST_SHOWN);
}
