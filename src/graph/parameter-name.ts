/** Which names a parameter may have: those by which an expression can mean it. */
import { Id } from '../../graph-schemas/primitives.ts';
import { FUNCTIONS } from './expression.ts';

/** `i` is the number of a copy; the others are words of the expression language. */
const WORDS: ReadonlySet<string> = new Set(['i', 'true', 'false', 'null', 'this']);

export function isParameterName(name: string): boolean {
  const isTaken = WORDS.has(name) || Object.hasOwn(FUNCTIONS, name);
  return !isTaken && !name.includes('-') && Id.safeParse(name).success;
}
