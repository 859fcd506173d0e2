/** Finds palette entries by names, symbols, settings and papers; better matches first. Pure. */
import type { PaletteEntry } from './entries.ts';
import { type Term, type TermType, termsOf } from './entry-terms.ts';
import { folded, matchName, type Range } from './match.ts';

export interface Found {
  readonly entry: PaletteEntry;
  /** Letters of the title that answer the query. */
  readonly ranges: readonly Range[];
  /** What answered, where the title does not. */
  readonly because: { readonly type: TermType; readonly text: string } | null;
  /** 0 … 1, or 0 for an empty query. */
  readonly score: number;
}

export function searchEntries(
  entries: readonly PaletteEntry[],
  query: string,
): readonly PaletteEntry[] {
  return findEntries(entries, query).map(({ entry }) => entry);
}

/** All of them for an empty query. Of equal matches the earlier entry stays before. */
export function findEntries(entries: readonly PaletteEntry[], query: string): readonly Found[] {
  const wish = query.trim().replace(/\s+/g, ' ');
  if (wish === '') return entries.map((entry) => ({ entry, ranges: [], because: null, score: 0 }));
  return entries.flatMap((entry) => scored(entry, wish) ?? []).sort((a, b) => b.score - a.score);
}

interface Best {
  readonly term: Term;
  readonly score: number;
  readonly ranges: readonly Range[];
}

/** Null unless the whole query, or each word of it, is found. */
function scored(entry: PaletteEntry, query: string): Found | null {
  const terms = termsOf(entry);
  const whole = bestOf(entry, terms, query);
  const words = query.split(' ');
  const each = words.length > 1 ? words.map((word) => bestOf(entry, terms, word)) : [];
  const isFound = each.length > 0 && each.every((best) => best !== null);
  const all = isFound ? (each as readonly Best[]) : [];
  const mean = all.reduce((sum, { score }) => sum + score, 0) / (all.length || 1);
  // Words that are found apart are worth a little less than the phrase.
  const apart = isFound ? 0.9 * mean : 0;
  if (!whole && !isFound) return null;
  const used = whole && whole.score >= apart ? [whole] : all;
  // By the names of its kind the kind is found; an entry with an option is found by the option.
  if (entry.option && used.every(({ term }) => term.type === 'name')) return null;
  const shown = used.map((best) => ({ ...best, at: placeInTitle(entry, best.term) }));
  const ranges = shown.flatMap(({ at, ranges }) =>
    at < 0 ? [] : ranges.map(([from, to]): Range => [from + at, to + at]),
  );
  const other = shown.find(({ at }) => at < 0)?.term;
  // Called by its own name an option comes before its kind, otherwise after it.
  const isNamed = used.some(({ term: { type } }) => type === 'alias' || type === 'option');
  const score = Math.max(whole?.score ?? 0, apart) + (entry.option ? (isNamed ? 0.01 : -0.01) : 0);
  return { entry, score, ranges, because: other ? { type: other.type, text: other.text } : null };
}

/** Where a term stands in the title of an entry; -1 where it does not. */
function placeInTitle({ title, option }: PaletteEntry, { type, text }: Term): number {
  if (type === 'title') return 0;
  const isPart = option !== undefined && type !== 'paper' && type !== 'authors';
  return isPart ? folded(title).indexOf(folded(text)) : -1;
}

/** Of terms that match about as well, one that can be shown in the title. */
const IN_TITLE = 0.06;
/** "squared" means Squared error, more than any option of that name. */
const FIRST_WORD = 0.98;

const isFirstWord = (title: string, query: string) => folded(title).startsWith(`${folded(query)} `);

function bestOf(entry: PaletteEntry, terms: readonly Term[], query: string): Best | null {
  let best: Best | null = null;
  for (const term of terms) {
    const match = matchName(term.text, query, term.mayScatter);
    if (!match) continue;
    const isShown = entry.option !== undefined && placeInTitle(entry, term) >= 0;
    const score = Math.max(
      match.score * term.weight + (isShown ? IN_TITLE : 0),
      term.type === 'title' && isFirstWord(term.text, query) ? FIRST_WORD : 0,
    );
    if (score > (best?.score ?? 0)) best = { term, score, ranges: match.ranges };
  }
  return best;
}
