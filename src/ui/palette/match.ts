/** How well a name answers a query, and which of its letters do. Pure. */

export type Range = readonly [from: number, to: number];

export interface Match {
  /** 0 … 1. */
  readonly score: number;
  readonly ranges: readonly Range[];
}

const EXACT = 1;
/** A symbol that is meant has its own capitals: IN is a norm, in is an end of a network. */
const EXACT_OTHER_CASE = 0.9;
const PREFIX = 0.75;
const WORD_PREFIX = 0.6;
const INSIDE = 0.4;
const SCATTERED = 0.22;
/** Two Latin letters stand inside of nearly every word; two Chinese ones are a word. */
const LEAST_INSIDE = 3;
const LATIN = /^[\p{Script=Latin}\p{P}\p{N}]*$/u;
const BREAK = /[\s\-_(/.:,&]/;

const foldings = new Map<string, string>();
const MOST_FOLDINGS = 5000;

/** Lower case without accents, letter for letter, so that places in it are places in the name. */
export function folded(text: string): string {
  const known = foldings.get(text);
  if (known !== undefined) return known;
  const plain = [...text].map((letter) => {
    const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return bare.length === letter.length ? bare : letter;
  });
  const fold = plain.join('');
  // Names are few; what people type is not.
  if (foldings.size > MOST_FOLDINGS) foldings.clear();
  foldings.set(text, fold);
  return fold;
}

/** Null where the name does not answer. Longer names answer a little less. */
export function matchName(name: string, query: string, mayScatter: boolean): Match | null {
  if (query === '') return null;
  const [text, wish] = [folded(name), folded(query)];
  const at = text.indexOf(wish);
  if (text === wish) {
    const isMeant = name === query || query.length > 3;
    return { score: isMeant ? EXACT : EXACT_OTHER_CASE, ranges: [[0, name.length]] };
  }
  const brevity = 0.05 * Math.min(1, wish.length / text.length);
  if (at === 0) return { score: PREFIX + brevity, ranges: [[0, wish.length]] };
  const word = wordStart(text, wish);
  if (word >= 0) return { score: WORD_PREFIX + brevity, ranges: [[word, word + wish.length]] };
  if (wish.length < LEAST_INSIDE && LATIN.test(wish)) return null;
  if (at > 0) return { score: INSIDE + brevity, ranges: [[at, at + wish.length]] };
  return mayScatter ? scattered(text, wish) : null;
}

function wordStart(text: string, wish: string): number {
  for (let at = text.indexOf(wish, 1); at > 0; at = text.indexOf(wish, at + 1)) {
    if (BREAK.test(text[at - 1] ?? '')) return at;
  }
  return -1;
}

/** The letters of the query in their order, the first of a word or right after the one before as often as possible. */
function scattered(text: string, wish: string): Match | null {
  if (BREAK.test(wish)) return null;
  const ranges: [number, number][] = [];
  let at = 0;
  let leaps = 0;
  for (const letter of wish) {
    const next = text.indexOf(letter, at);
    if (next < 0) return null;
    const last = ranges.at(-1);
    if (last && last[1] === next) last[1] += 1;
    else {
      ranges.push([next, next + 1]);
      if (next > 0 && !BREAK.test(text[next - 1] ?? '')) leaps += 1;
    }
    at = next + 1;
  }
  // Many leaps into the middle of words are chance.
  return leaps > (wish.length < 5 ? 1 : 2) || text[0] !== wish[0]
    ? null
    : { score: SCATTERED - 0.05 * leaps, ranges };
}
