/** What can be written at the caret of an expression: parameters by their names or labels, functions by their names. */
import { FUNCTIONS } from '../../../graph/expression.ts';
import type { VisibleName } from '../../../graph/visible-names.ts';

export interface Completion {
  readonly name: string;
  readonly label: string | null;
  readonly value: number | null;
  readonly from: VisibleName['from'] | 'function';
}

export interface Completions {
  /** The stretch of the text that a completion replaces. */
  readonly start: number;
  readonly end: number;
  readonly options: readonly Completion[];
  /** Something is written already that stands by itself: Enter keeps it. */
  readonly isComplete: boolean;
}

const MOST = 12;

/** `isAsked`: the person wants to see all there is, even where nothing is written. */
export function completionsAt(
  text: string,
  caret: number,
  names: readonly VisibleName[],
  isAsked = false,
): Completions | null {
  const before = /[A-Za-z_$][\w$]*$/.exec(text.slice(0, caret))?.[0] ?? '';
  if (before === '' && !isAsked) return null;
  // A name that is asked for at a number takes its place.
  const digits = before === '' ? (/[\d.]+$/.exec(text.slice(0, caret))?.[0] ?? '') : '';
  const after = /^[\w$.]*/.exec(text.slice(caret))?.[0] ?? '';
  const options = [...names.map(ofName), ...Object.keys(FUNCTIONS).map(ofFunction)]
    .map((option) => ({ option, rank: rankOf(option, before.toLowerCase()) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option)
    .slice(0, isAsked ? undefined : MOST);
  if (options.length === 0) return null;
  const isComplete = options.some(
    ({ name, from }) => name === before + after && from !== 'function',
  );
  // Nothing is left to say.
  if (isComplete && options.length === 1 && !isAsked) return null;
  const start = caret - before.length - digits.length;
  return { start, end: caret + after.length, options, isComplete };
}

/** The text with a completion in it, and where the caret goes: inside of a function's parentheses. */
export function completed(
  text: string,
  { start, end }: Completions,
  { name, from }: Completion,
): { readonly text: string; readonly caret: number } {
  const isCall = from === 'function';
  const hasParenthesis = text.slice(end).trimStart().startsWith('(');
  const written = isCall && !hasParenthesis ? `${name}()` : name;
  const caret = start + name.length + (isCall ? 1 : 0);
  return { text: text.slice(0, start) + written + text.slice(end), caret };
}

function ofName({ name, label, value, from }: VisibleName): Completion {
  return { name, label: label ?? null, value, from };
}

function ofFunction(name: string): Completion {
  return { name, label: null, value: null, from: 'function' };
}

/** Names that begin so, then names with it inside, then labels that have a word beginning so. */
function rankOf({ name, label }: Completion, asked: string): number {
  const known = name.toLowerCase();
  if (known === asked) return 0;
  if (known.startsWith(asked)) return 1;
  if (asked.length >= 2 && known.includes(asked)) return 2;
  const words = label?.toLowerCase().split(/\s+/) ?? [];
  return asked !== '' && words.some((word) => word.startsWith(asked)) ? 3 : Infinity;
}
