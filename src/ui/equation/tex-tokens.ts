/** TeX as tokens: commands, braces, scripts, alignment marks, numbers and single characters. */
export type Token =
  | { readonly type: 'command'; readonly name: string }
  | { readonly type: 'open' | 'close' | 'sup' | 'sub' | 'column' | 'row' }
  | { readonly type: 'prime'; readonly count: number }
  | { readonly type: 'text'; readonly text: string }
  /** Words among the symbols, with their spaces. */
  | { readonly type: 'words'; readonly text: string };

const PATTERN = /\\\\|\\text\{([^{}]*)\}|\\([A-Za-z]+|.)|([{}^_&])|('+)|(\d+(?:\.\d+)?)|\s+|(.)/gu;
const MARKS = { '{': 'open', '}': 'close', '^': 'sup', _: 'sub', '&': 'column' } as const;

export function tokens(tex: string): Token[] {
  return [...tex.matchAll(PATTERN)].flatMap((match): Token[] => {
    const [whole, words, command, mark, primes, number, character] = match;
    if (whole === '\\\\') return [{ type: 'row' }];
    if (words !== undefined) return [{ type: 'words', text: words }];
    if (command !== undefined) return [{ type: 'command', name: command }];
    if (mark !== undefined) return [{ type: MARKS[mark as keyof typeof MARKS] }];
    if (primes !== undefined) return [{ type: 'prime', count: primes.length }];
    const text = number ?? character;
    return text === undefined ? [] : [{ type: 'text', text }];
  });
}
