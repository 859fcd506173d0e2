/**
 * Looks over JSON text before it is parsed: how deep it nests and how much it holds, in one pass without
 * building anything; and after parsing failed, where. Engines do not agree on telling that.
 */

export interface TextSize {
  readonly depth: number;
  /** Entries of objects and lists, roughly. */
  readonly values: number;
}

const QUOTE = 34;
const BACKSLASH = 92;

/** Stops early where a limit is passed. */
export function measureJson(text: string, maxDepth: number, maxValues: number): TextSize {
  let [depth, deepest, values] = [0, 0, 0];
  for (let at = 0; at < text.length && deepest <= maxDepth && values <= maxValues; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case 123: // {
      case 91: // [
        depth++;
        values++;
        deepest = Math.max(deepest, depth);
        break;
      case 125: // }
      case 93: // ]
        depth--;
        break;
      case 44: // ,
        values++;
        break;
    }
  }
  return { depth: deepest, values };
}

/** Index of the closing quote, or of the last character where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return text.length - 1;
}

export interface DoubledKey {
  readonly key: string;
  readonly at: number;
}

/**
 * Keys that stand once more in one object, where the parser would silently keep the last. Expects JSON that
 * parses; keys are compared as they are written.
 */
export function findDoubledKeys(text: string, most = 100): readonly DoubledKey[] {
  const found: DoubledKey[] = [];
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length && found.length < most; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        SPACE.lastIndex = end + 1;
        SPACE.test(text);
        const keys = open.at(-1);
        if (keys && text[SPACE.lastIndex] === ':') {
          const key = text.slice(at + 1, end);
          if (keys.has(key)) found.push({ key, at });
          keys.add(key);
        }
        at = end;
        break;
      }
      case 123: // {
        open.push(new Set());
        break;
      case 91: // [
        open.push(null);
        break;
      case 125: // }
      case 93: // ]
        open.pop();
        break;
    }
  }
  return found;
}

export const findDoubledKey = (text: string): DoubledKey | null =>
  findDoubledKeys(text, 1)[0] ?? null;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SPACE = /[ \t\n\r]*/y;

/** Index of the first character that JSON does not allow there; the length of the text where it ends too early. */
export function locateJsonError(text: string): number {
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const isThere = pattern.test(text);
    if (isThere) at = pattern.lastIndex;
    return isThere;
  };
  const skip = (character: string) => {
    match(SPACE);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  /** False with `at` on the culprit. */
  const string = () => {
    if (!skip('"')) return false;
    for (; at < text.length; at++) {
      if (text[at] === '"') {
        at++;
        return true;
      }
      if (text.charCodeAt(at) < 32) return false;
      if (text[at] !== '\\') continue;
      if (!match(ESCAPE)) return false;
      at--;
    }
    return false;
  };
  const open: ('{' | '[')[] = [];
  const key = () => string() && skip(':');
  for (;;) {
    if (skip('{')) {
      if (!skip('}')) {
        open.push('{');
        if (!key()) return at;
        continue;
      }
    } else if (skip('[')) {
      if (!skip(']')) {
        open.push('[');
        continue;
      }
    } else if (text[at] === '"') {
      if (!string()) return at;
    } else if (!match(NUMBER) && !match(WORD)) {
      return at;
    }
    // A value has ended: so may what holds it.
    while (open.length > 0 && skip(open.at(-1) === '{' ? '}' : ']')) open.pop();
    if (open.length === 0) {
      match(SPACE);
      return at;
    }
    if (!skip(',')) return at;
    if (open.at(-1) === '{' && !key()) return at;
  }
}
