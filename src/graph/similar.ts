/** What a person may have meant by a word: case, signs between words and names in other libraries do not count. */
import { catalog } from '../nodes/catalog.ts';
import type { Definition } from '../nodes/define.ts';

const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Shorter words are parts of too many others. */
const LEAST = 3;

/** Kinds of that name in other writing, else of that title or alias, else with that name inside of theirs or around it. */
export function kindsLike(
  word: string,
  isWanted: (definition: Definition) => boolean,
): readonly Definition[] {
  const asked = plain(word);
  const wanted = [...catalog.values()].filter(isWanted);
  const named = wanted.filter(({ kind }) => plain(kind) === asked);
  if (named.length > 0) return named;
  const known = wanted.filter(({ title, aliases }) =>
    [title, ...aliases].some((name) => plain(name) === asked),
  );
  if (known.length > 0) return known.slice(0, 4);
  return wanted.filter(({ kind }) => isPart(plain(kind), asked)).slice(0, 4);
}

/** The one name of the list that the word can stand for, if there is one. */
export function nameLike(word: string, names: readonly string[]): string | undefined {
  const asked = plain(word);
  const same = names.filter((name) => plain(name) === asked);
  const near = same.length > 0 ? same : names.filter((name) => isPart(plain(name), asked));
  return near.length === 1 ? near[0] : undefined;
}

function isPart(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < LEAST) return false;
  return a.includes(b) || b.includes(a);
}
