/** Finds palette entries by title, kind and other names; better matches first. */
import type { PaletteEntry } from './entries.ts';

export function searchEntries(
  entries: readonly PaletteEntry[],
  query: string,
): readonly PaletteEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

/** 0 unless every word is found. */
function scoreOf(entry: PaletteEntry, words: readonly string[]): number {
  const names = [entry.title, entry.kind, entry.group, ...entry.aliases].map((name) =>
    name.toLowerCase(),
  );
  const scores = words.map((word) =>
    Math.max(0, ...names.map((name, rank) => matchOf(name, word) * (rank < 2 ? 2 : 1))),
  );
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function matchOf(name: string, word: string): number {
  if (name === word) return 4;
  if (name.startsWith(word)) return 3;
  if (name.split(/[\s\-(]/).some((part) => part.startsWith(word))) return 2;
  return name.includes(word) ? 1 : 0;
}
