/** Text that is nearly JSON → JSON: commas, comments, numbers that JSON has no word for, a file that was cut off. */
import { findDoubledKeys, locateJsonError } from './json-text.ts';
import type { Repair } from './repair-types.ts';

export interface MendedText {
  readonly text: string;
  readonly repairs: readonly Repair[];
}

/** A file with more faults than this is no damaged document. */
const MOST = 50;

/** Null where no such repair makes JSON of it. */
export function mendJson(source: string): MendedText | null {
  let text = source;
  const repairs: Repair[] = [];
  for (let round = 0; !isJson(text); round++) {
    if (round === MOST) return null;
    const at = locateJsonError(text);
    const step = mendAt(text, at);
    if (!step || step.text === text) return null;
    repairs.push({ type: 'text', what: step.what, ...placeOf(text, step.at ?? at) });
    text = step.text;
  }
  for (const { key, at } of findDoubledKeys(text))
    repairs.push({ type: 'doubled', key, ...placeOf(text, at) });
  return { text, repairs };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Step {
  readonly text: string;
  readonly what: Extract<Repair, { type: 'text' }>['what'];
  readonly at?: number;
}

function mendAt(text: string, at: number): Step | null {
  const rest = text.slice(at);
  const before = text.slice(0, at).trimEnd();
  const last = before.at(-1) ?? '';
  if (rest === '') return closeCut(text);
  const comment = /^(\/\/[^\n]*|\/\*[\s\S]*?\*\/)/.exec(rest)?.[0];
  if (comment) return { text: text.slice(0, at) + rest.slice(comment.length), what: 'comment' };
  const word = /^(NaN|-?Infinity)\b/.exec(rest)?.[0];
  if (word) return { text: `${text.slice(0, at)}null${rest.slice(word.length)}`, what: 'number' };
  if (/^[}\]]/.test(rest) && last === ',')
    return { text: before.slice(0, -1) + rest, what: 'comma', at: before.length - 1 };
  if (rest[0] === ',' && /[,[{]/.test(last))
    return { text: text.slice(0, at) + rest.slice(1), what: 'comma' };
  if (before !== '' && isJson(before)) return { text: before, what: 'rest' };
  if (/^["{[]/.test(rest) && /[}\]"\w]/.test(last))
    return { text: `${text.slice(0, at)},${rest}`, what: 'comma' };
  return null;
}

/** Goes back to where the last thing was whole, and closes what is open there. */
function closeCut(text: string): Step | null {
  const open: string[] = [];
  let whole: { at: number; open: string } | null = null;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (isText) {
      if (character === '\\') at++;
      else if (character === '"') isText = false;
    } else if (character === '"') {
      isText = true;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']');
      whole = { at: at + 1, open: open.join('') };
    } else if (character === '}' || character === ']') {
      open.pop();
      whole = { at: at + 1, open: open.join('') };
    } else if (character === ',') {
      whole = { at, open: open.join('') };
    }
  }
  if (!whole || whole.open === '') return null;
  const closing = [...whole.open].reverse().join('');
  return { text: text.slice(0, whole.at) + closing, what: 'cut', at: text.length };
}

export function placeOf(
  text: string,
  at: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}
