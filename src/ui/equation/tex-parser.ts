/**
 * The TeX that equations of node kinds use, as a tree of MathML elements. Forgiving: what it does not know
 * it shows as text, and lists under `unknown` for the test that reads every equation of the catalog.
 */
import {
  BARS,
  FUNCTIONS,
  inAlphabet,
  LETTERS,
  LIMITED,
  OPERATORS,
  SIZES,
  SPACES,
} from './tex-symbols.ts';
import { type Token, tokens } from './tex-tokens.ts';

export interface MathNode {
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children: readonly (MathNode | string)[];
}

export interface ParsedTex {
  readonly nodes: readonly MathNode[];
  readonly unknown: readonly string[];
}

export function parseTex(tex: string): ParsedTex {
  const parser = new Parser(tokens(tex));
  const nodes = parser.sequence(() => false);
  return { nodes, unknown: parser.unknown };
}

/** The parts that wide spaces separate: each can stand on a line of its own. */
export function clausesOf(nodes: readonly MathNode[]): readonly (readonly MathNode[])[] {
  const clauses: MathNode[][] = [[]];
  for (const node of nodes) {
    if (node.tag === 'mspace' && Number.parseFloat(node.attributes?.width ?? '0') >= 1) {
      clauses.push([]);
    } else clauses.at(-1)?.push(node);
  }
  return clauses;
}

type Stop = (token: Token) => boolean;

class Parser {
  readonly unknown: string[] = [];
  private at = 0;

  constructor(private readonly list: readonly Token[]) {}

  /** Atoms with their scripts, up to a token that stops, which is left. */
  sequence(stop: Stop): MathNode[] {
    const nodes: MathNode[] = [];
    for (let token = this.list[this.at]; token && !stop(token); token = this.list[this.at]) {
      nodes.push(this.scripted());
    }
    return nodes;
  }

  private scripted(): MathNode {
    let base = this.atom();
    let sup: MathNode | null = null;
    let sub: MathNode | null = null;
    for (;;) {
      const token = this.list[this.at];
      if (token?.type === 'sup') {
        this.at += 1;
        sup = this.atom();
      } else if (token?.type === 'sub') {
        this.at += 1;
        sub = this.atom();
      } else if (token?.type === 'prime') {
        this.at += 1;
        // Beside its letter: as a script few fonts keep it legible.
        base = node('mrow', base, node('mo', '′'.repeat(token.count), TIGHT));
      } else break;
    }
    const isTall = LIMITED.has(plain(base));
    if (sup && sub) return node(isTall ? 'munderover' : 'msubsup', base, sub, sup);
    if (sub) return node(isTall ? 'munder' : 'msub', base, sub);
    return sup ? node('msup', base, sup) : base;
  }

  private atom(): MathNode {
    const token = this.list[this.at];
    this.at += 1;
    switch (token?.type) {
      case 'open': {
        const inner = this.sequence(({ type }) => type === 'close');
        this.at += 1;
        return inner.length === 1 && inner[0] ? inner[0] : node('mrow', ...inner);
      }
      case 'text':
        return character(token.text);
      case 'words':
        // Spaces at the ends of a text are collapsed unless they are hard ones.
        return node('mtext', token.text.replaceAll(' ', '\u00a0'));
      case 'command':
        return this.command(token.name);
      default:
        return node('mrow');
    }
  }

  private command(name: string): MathNode {
    if (name === 'frac') return node('mfrac', this.atom(), this.atom());
    if (name === 'sqrt') return node('msqrt', this.atom());
    if (name === 'begin') return this.environment();
    if (name === 'mathrel' || name === 'mathbin') return this.relation();
    if (name === 'mathrm' || name === 'operatorname') {
      return node('mi', plain(this.atom()), { mathvariant: 'normal' });
    }
    if (name === 'mathbb' || name === 'mathcal') {
      return node('mi', inAlphabet(name, plain(this.atom())), { mathvariant: 'normal' });
    }
    if (name === 'hat' || name === 'bar' || name === 'tilde') {
      const mark = { hat: '^', bar: '¯', tilde: '~' }[name];
      return node('mover', this.atom(), node('mo', mark), { accent: 'true' });
    }
    if (SIZES.has(name)) return this.atom();
    const letter = LETTERS[name];
    if (letter !== undefined) return node('mi', letter);
    const operator = OPERATORS[name];
    if (operator !== undefined) return node('mo', operator, BARS.has(operator) ? BAR : {});
    if (FUNCTIONS.has(name)) {
      const gap = node('mspace', { width: '0.14em' });
      return node('mrow', gap, node('mi', name), gap);
    }
    const space = SPACES[name];
    if (space !== undefined) return node('mspace', { width: `${space}em` });
    this.unknown.push(name);
    return node('mtext', name);
  }

  /** A relation that is set as one with the equals sign behind it: `\\mathrel{+}=`. */
  private relation(): MathNode {
    const sign = plain(this.atom());
    const next = this.list[this.at];
    const isJoined = next?.type === 'text' && next.text === '=';
    if (isJoined) this.at += 1;
    return node('mo', isJoined ? `${sign}=` : sign);
  }

  /** `cases`: rows of columns behind a brace. */
  private environment(): MathNode {
    const name = plain(this.atom());
    if (name !== 'cases') this.unknown.push(`begin{${name}}`);
    const rows: MathNode[] = [];
    let cells: MathNode[] = [];
    const stop: Stop = (token) =>
      token.type === 'column' ||
      token.type === 'row' ||
      (token.type === 'command' && token.name === 'end');
    for (;;) {
      cells.push(node('mtd', ...this.sequence(stop)));
      const token = this.list[this.at];
      this.at += 1;
      if (token?.type === 'column') continue;
      rows.push(node('mtr', ...cells));
      cells = [];
      if (token?.type === 'row') continue;
      this.atom();
      break;
    }
    const table = node('mtable', ...rows, { columnalign: 'left' });
    return node('mrow', node('mo', '{', { stretchy: 'true' }), table);
  }
}

/** Bars open and close alike: a browser would take them for relations, with space around. */
const TIGHT = { lspace: '0', rspace: '0' } as const;
const BAR = { ...TIGHT, stretchy: 'false' } as const;

type Part = MathNode | string | Readonly<Record<string, string>>;

function node(tag: string, ...parts: readonly Part[]): MathNode {
  const children: (MathNode | string)[] = [];
  let attributes: Readonly<Record<string, string>> = {};
  for (const part of parts) {
    if (typeof part === 'string' || isNode(part)) children.push(part);
    else attributes = part;
  }
  return { tag, attributes, children };
}

const isNode = (part: Part): part is MathNode => typeof part === 'object' && 'children' in part;

function character(text: string): MathNode {
  if (/^\d/.test(text)) return node('mn', text);
  if (/^\p{L}$/u.test(text)) return node('mi', text);
  if (BARS.has(text)) return node('mo', text, BAR);
  const isFence = '()[]'.includes(text);
  return node('mo', text === '-' ? '−' : text, isFence ? { stretchy: 'false' } : {});
}

/** The characters below a node, for names and alphabets. */
function plain(node: MathNode): string {
  return node.children.map((child) => (typeof child === 'string' ? child : plain(child))).join('');
}
