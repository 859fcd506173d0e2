/**
 * The part of Markdown that notes use, read into a tree: headings, lists, code, emphasis, links over http(s). Anything else,
 * HTML above all, is text. Pure.
 */

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'strong' | 'em'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly url: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly Inline[] }
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'list'; readonly start: number | null; readonly items: readonly Item[] }
  | { readonly type: 'code'; readonly text: string };

export interface Item {
  readonly children: readonly Inline[];
  /** How far it is indented: 0 for the outermost. */
  readonly depth: number;
}

const HEADING = /^(#{1,3})\s+(.*?)\s*#*$/;
const ITEM = /^(\s*)(?:[-*+]|(\d{1,4})[.)])\s+(.*)$/;
const FENCE = /^```/;
const MOST_DEPTH = 3;

export function readMarkdown(text: string): readonly Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  /** The lines from here for as long as they are of one kind. */
  const take = (belongs: (line: string) => boolean): string[] => {
    const taken: string[] = [];
    for (let line = lines[at]; line !== undefined && belongs(line); line = lines[at]) {
      taken.push(line);
      at += 1;
    }
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line);
    if (line.trim() === '') at += 1;
    else if (FENCE.test(line)) {
      at += 1;
      blocks.push({ type: 'code', text: take((next) => !FENCE.test(next)).join('\n') });
      at += 1;
    } else if (heading) {
      const level = Math.min(3, heading[1]?.length ?? 1) as 1 | 2 | 3;
      blocks.push({ type: 'heading', level, children: readInline(heading[2] ?? '') });
      at += 1;
    } else if (ITEM.test(line)) blocks.push(listOf(take((next) => ITEM.test(next))));
    else {
      const paragraph = take(isPlain).join('\n');
      blocks.push({ type: 'paragraph', children: readInline(paragraph) });
    }
  }
  return blocks;
}

const isPlain = (line: string) =>
  line.trim() !== '' && !HEADING.test(line) && !ITEM.test(line) && !FENCE.test(line);

function listOf(lines: readonly string[]): Block {
  const [, , number] = ITEM.exec(lines[0] ?? '') ?? [];
  const items = lines.map((line): Item => {
    const [, indent = '', , text = ''] = ITEM.exec(line) ?? [];
    const depth = Math.min(MOST_DEPTH, Math.floor(indent.replace(/\t/g, '  ').length / 2));
    return { children: readInline(text), depth };
  });
  return { type: 'list', start: number === undefined ? null : Number(number), items };
}

const TOKENS: readonly (readonly [RegExp, (match: RegExpExecArray, depth: number) => Inline])[] = [
  [/\\([\\`*_[\]()#+.!-])/y, ([, text = '']) => ({ type: 'text', text })],
  [/\n/y, () => ({ type: 'break' })],
  [/`([^`\n]+)`/y, ([, text = '']) => ({ type: 'code', text })],
  [/\*\*([^\n]+?)\*\*(?!\*)/y, ([, text = ''], depth) => marked('strong', text, depth)],
  [/__([^\n]+?)__(?!\w)/y, ([, text = ''], depth) => marked('strong', text, depth)],
  [/\*([^\s*][^*\n]*)\*/y, ([, text = ''], depth) => marked('em', text, depth)],
  [/_([^\s_][^_\n]*)_(?!\w)/y, ([, text = ''], depth) => marked('em', text, depth)],
  [
    /\[([^\]\n]{1,300})\]\((https?:\/\/[^\s()]{1,2000})\)/y,
    ([, text = '', url = ''], depth) => ({ type: 'link', url, children: inside(text, depth) }),
  ],
  [
    /https?:\/\/[^\s<>()[\]]{1,2000}[^\s<>()[\].,;:!?'"]/y,
    ([url]) => ({ type: 'link', url, children: [{ type: 'text', text: url }] }),
  ],
];
const DEEPEST = 4;

const marked = (type: 'strong' | 'em', text: string, depth: number): Inline => ({
  type,
  children: inside(text, depth),
});
const inside = (text: string, depth: number): readonly Inline[] =>
  depth >= DEEPEST ? [{ type: 'text', text }] : readInline(text, depth + 1);

export function readInline(text: string, depth = 0): readonly Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') parts.push({ type: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const found = tokenAt(text, at, depth);
    if (found) {
      flush();
      parts.push(found.inline);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return parts;
}

/** Letters before an underscore make it part of a name, as in `batch_size`. */
const STARTS = new Set(['\\', '\n', '`', '*', '_', '[', 'h']);

function tokenAt(text: string, at: number, depth: number) {
  const letter = text[at] ?? '';
  if (!STARTS.has(letter)) return null;
  if ((letter === '_' || letter === 'h') && /\w/.test(text[at - 1] ?? '')) return null;
  for (const [pattern, make] of TOKENS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { inline: make(match, depth), end: at + match[0].length };
  }
  return null;
}

/** What is left without the marks: for labels and lists of notes. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === 'break') return ' ';
      return 'children' in inline ? plainText(inline.children) : inline.text;
    })
    .join('');
}

/** The first line of a frame is its title; the rest stands in it. */
export function titleAndRest(text: string): { readonly title: string; readonly rest: string } {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const title = first.replace(/^#{1,3}\s+/, '').trim();
  return { title, rest: end < 0 ? '' : text.slice(end + 1) };
}
