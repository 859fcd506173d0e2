/**
 * Python as text: literals, docstrings, and lines of at most 88 columns broken as black breaks them: what is in the last
 * bracket on a line of its own, or one element a line with a comma after each.
 */
import type { TorchValue } from '../nodes/torch.ts';

export const WIDTH = 88;
const STEP = '    ';

/** A value as Python writes it. Strings stand as they are. */
export function literal(value: TorchValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return value;
  return value.length === 1 ? `(${number(value[0] ?? 0)},)` : `(${value.map(number).join(', ')})`;
}

export function number(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'float("inf")';
  if (value === Number.NEGATIVE_INFINITY) return 'float("-inf")';
  if (Number.isNaN(value)) return 'float("nan")';
  // JavaScript writes 1e-8 as Python does, and 1e+21 with a sign that Python takes too.
  return String(value);
}

/** A number that Python must take for a float. */
export function float(value: number): string {
  const text = number(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

export function quoted(text: string): string {
  const json = JSON.stringify(text);
  return json.includes('\\"') && !text.includes("'")
    ? `'${json.slice(1, -1).replaceAll('\\"', '"')}'`
    : json;
}

export function indent(text: string, levels = 1): string {
  const space = STEP.repeat(levels);
  return text.replace(/^(?=.)/gm, space);
}

/** `"""…"""`, its lines wrapped. Paragraphs are separated by an empty line. */
export function docstring(text: string, levels: number): string {
  const space = STEP.repeat(levels);
  const clean = text.replaceAll('\\', '/').replaceAll('"""', "'''").trim();
  const paragraphs = clean.split('\n\n').map((part) => wrap(part, WIDTH - space.length - 6));
  const [first = '', ...rest] = paragraphs;
  const lines = [...first.split('\n'), ...rest.flatMap((part) => ['', ...part.split('\n')])];
  if (lines.length === 1) {
    const [only = ''] = lines;
    return `${space}"""${only}${only.endsWith('"') ? ' ' : ''}"""`;
  }
  return [
    `${space}"""${lines[0]}`,
    ...lines.slice(1).map((line) => (line ? space + line : '')),
    `${space}"""`,
  ].join('\n');
}

/** `# …` lines. */
export function comment(text: string, levels: number): string {
  const space = STEP.repeat(levels);
  return wrap(text, WIDTH - space.length - 2)
    .split('\n')
    .map((line) => `${space}# ${line}`)
    .join('\n');
}

/** Line ends of the text are kept. */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      const lines: string[] = [];
      let current = '';
      for (const word of line.split(/ +/)) {
        if (current !== '' && current.length + 1 + word.length > width) {
          lines.push(current);
          current = word;
        } else current = current === '' ? word : `${current} ${word}`;
      }
      return [...lines, current].join('\n');
    })
    .join('\n');
}

/** One statement at an indentation, broken where it is too long. */
export function statement(text: string, levels = 0): string {
  return broken(text, STEP.repeat(levels), 0).join('\n');
}

/** `reserve` columns stay free at the end, for a comma. */
function broken(text: string, space: string, reserve: number): string[] {
  if (text.includes('\n') || space.length + text.length + reserve <= WIDTH) return [space + text];
  const bracket = lastBracket(text);
  if (!bracket) return [space + text];
  const sum = bracket.close < text.length - 1 ? /^(return|\S+ =) ([^(].*)$/.exec(text) : null;
  if (sum && space.length + STEP.length + (sum[2]?.length ?? 0) <= WIDTH) {
    return [`${space}${sum[1]} (`, `${space}${STEP}${sum[2]}`, `${space})`];
  }
  const value = sum?.[2] ?? '';
  if (sum && SIGNS.some((signs) => splitAtSigns(value, signs).length > 1)) {
    return [`${space}${sum[1]} (`, ...terms(value, space + STEP), `${space})`];
  }
  const { open, close } = bracket;
  const [head, body, tail] = [
    text.slice(0, open + 1),
    text.slice(open + 1, close),
    text.slice(close),
  ];
  const inner = `${space}${STEP}`;
  const parts = splitAtCommas(body);
  if (parts.length === 0) return [space + text];
  const isComprehension = / for .* in /.test(body) && parts.length === 1;
  const isStarred = parts.some((part) => part.startsWith('*'));
  // Lists, tuples and dictionaries that do not fit stand one element a line; arguments may share one.
  const isDisplay = !/[\w)\]]$/.test(text.slice(0, open)) && parts.length > 1;
  if (!isDisplay && inner.length + body.length <= WIDTH && !body.endsWith(',')) {
    return [space + head, inner + body.trim(), space + tail];
  }
  const comma =
    (isComprehension || (parts.length === 1 && !head.endsWith('('))) && !isStarred ? '' : ',';
  const lines = parts.flatMap((part) => {
    const rows = broken(part, inner, comma.length);
    const last = rows.pop() ?? '';
    return [...rows, last + comma];
  });
  return [space + head, ...lines, space + tail];
}

/** Operators that bind alike, the weakest first. */
const SIGNS = ['+-', '*/'];

/** A sum or product inside of brackets: each operand on its own line, after its sign. */
function terms(text: string, space: string): string[] {
  if (space.length + text.length <= WIDTH) return [space + text];
  for (const signs of SIGNS) {
    const parts = splitAtSigns(text, signs);
    if (parts.length > 1) return parts.flatMap((part) => terms(part, space));
  }
  return broken(text, space, 0);
}

/** `a * b - c` at `+-`: `a * b`, `- c`. */
function splitAtSigns(text: string, signs: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  scan(text, (character, at) => {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (
      depth === 0 &&
      at > start &&
      signs.includes(character) &&
      text[at - 1] === ' ' &&
      text[at + 1] === ' '
    ) {
      parts.push(text.slice(start, at).trim());
      start = at;
    }
  });
  return [...parts, text.slice(start).trim()];
}

/** The last bracket that is not inside of another and is not empty. */
function lastBracket(text: string): { open: number; close: number } | null {
  const found: { open: number; close: number }[] = [];
  const stack: number[] = [];
  scan(text, (character, at) => {
    if ('([{'.includes(character)) stack.push(at);
    else if (')]}'.includes(character)) {
      const open = stack.pop() ?? 0;
      if (stack.length === 0 && at > open + 1) found.push({ open, close: at });
    }
  });
  return found.at(-1) ?? null;
}

/** Elements of a list, trimmed; a comma at the end is dropped. */
export function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  scan(text, (character, at) => {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  });
  const last = text.slice(start).trim();
  return last === '' ? parts : [...parts, last];
}

/** Visits every character outside of string literals. */
function scan(text: string, visit: (character: string, at: number) => void): void {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else visit(character, at);
  }
}

/** `name(a, b=c)` */
export function call(name: string, args: readonly string[]): string {
  return `${name}(${args.join(', ')})`;
}

/** Blocks of top-level code, two empty lines apart. */
export function topLevel(blocks: readonly string[]): string {
  return `${blocks
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .join('\n\n\n')}\n`;
}

/** Imports as isort groups them: `__future__`, the standard library, packages, own files. */
export function imports(lines: Iterable<string>, own: readonly string[]): string {
  const groups: [string[], string[], string[], string[]] = [[], [], [], []];
  const merged = new Map<string, Set<string>>();
  for (const line of new Set(lines)) {
    const from = /^from (\S+) import (.+)$/.exec(line);
    if (!from) groups[groupOf(line.split(/\s+/)[1] ?? '', own)].push(line);
    else {
      const [, module = '', names = ''] = from;
      const known = merged.get(module) ?? new Set();
      for (const name of names.split(',')) known.add(name.trim());
      merged.set(module, known);
    }
  }
  for (const [module, names] of merged) {
    groups[groupOf(module, own)].push(
      fromImport(
        module,
        [...names].sort((a, b) => (isortKey(a) < isortKey(b) ? -1 : 1)),
      ),
    );
  }
  return groups
    .map((group) =>
      group.sort((a, b) => importOrder(a) - importOrder(b) || (a < b ? -1 : 1)).join('\n'),
    )
    .filter((group) => group !== '')
    .join('\n\n');
}

function importOrder(line: string): number {
  return line.startsWith('import ') ? 0 : 1;
}

/** Constants, then classes, then functions. */
function isortKey(name: string): string {
  const rank = /^[A-Z0-9_]+$/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2;
  return `${rank}${name.toLowerCase()}`;
}

function fromImport(module: string, names: readonly string[]): string {
  const line = `from ${module} import ${names.join(', ')}`;
  if (line.length <= WIDTH) return line;
  return `from ${module} import (\n${names.map((name) => `${STEP}${name},\n`).join('')})`;
}

const PACKAGES = new Set(['torch', 'numpy', 'PIL', 'tensorboard']);

function groupOf(module: string, own: readonly string[]): 0 | 1 | 2 | 3 {
  const top = module.split('.')[0] ?? '';
  if (top === '__future__') return 0;
  if (own.includes(top)) return 3;
  return PACKAGES.has(top) ? 2 : 1;
}
