/**
 * The expressions of documents: numbers, names, `+ - * / %`, comparisons, `?:` and a few functions. jsep
 * reads the text; everything else that JavaScript allows is refused here, so nothing in a document can
 * run code. `expression-print.ts` writes what this reads.
 */
import jsep from 'jsep';

export const FUNCTIONS = {
  min: { arity: [1, 16], apply: (args: readonly number[]) => Math.min(...args) },
  max: { arity: [1, 16], apply: (args: readonly number[]) => Math.max(...args) },
  floor: { arity: [1, 1], apply: ([x = 0]: readonly number[]) => Math.floor(x) },
  ceil: { arity: [1, 1], apply: ([x = 0]: readonly number[]) => Math.ceil(x) },
  round: { arity: [1, 1], apply: ([x = 0]: readonly number[]) => Math.round(x) },
  log2: { arity: [1, 1], apply: ([x = 0]: readonly number[]) => Math.log2(x) },
  sqrt: { arity: [1, 1], apply: ([x = 0]: readonly number[]) => Math.sqrt(x) },
  pow: { arity: [2, 2], apply: ([x = 0, y = 0]: readonly number[]) => x ** y },
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

/** Truth is 1, falsehood 0; anything but 0 is true. */
export const OPERATORS = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
  '<': (a: number, b: number) => Number(a < b),
  '<=': (a: number, b: number) => Number(a <= b),
  '>': (a: number, b: number) => Number(a > b),
  '>=': (a: number, b: number) => Number(a >= b),
  '==': (a: number, b: number) => Number(a === b),
  '!=': (a: number, b: number) => Number(a !== b),
} as const;
export type Operator = keyof typeof OPERATORS;

export type Node =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'negate'; readonly of: Node }
  | {
      readonly type: 'binary';
      readonly operator: Operator;
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly type: 'call'; readonly name: FunctionName; readonly args: readonly Node[] }
  | { readonly type: 'choose'; readonly test: Node; readonly yes: Node; readonly no: Node };

export type Parsed =
  | { readonly ok: true; readonly node: Node; readonly names: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly fault: SyntaxFault };

/** What is wrong with a text, in parts, for those who say it in other words. */
export interface SyntaxFault {
  readonly type:
    | 'too-long'
    | 'expected-value'
    | 'unclosed'
    | 'unexpected'
    | 'unknown-function'
    | 'bare-function'
    | 'arity'
    | 'two-expressions'
    | 'not-allowed';
  /** The sign or name that it is about. */
  readonly word: string;
  /** Counted from 0, where it is known. */
  readonly at: number | null;
}

const MAX_LENGTH = 400;
const MAX_KNOWN = 5000;
const known = new Map<string, Parsed>();

export function parseExpression(text: string): Parsed {
  const before = known.get(text);
  if (before) return before;
  const parsed = parse(text);
  if (known.size >= MAX_KNOWN) known.clear();
  if (text.length <= MAX_LENGTH) known.set(text, parsed);
  return parsed;
}

/** `lookup` answers undefined for a name it does not know; the first such name is returned instead of a number. */
export function evaluate(
  node: Node,
  lookup: (name: string) => number | undefined,
): number | { readonly unknown: string } {
  switch (node.type) {
    case 'number':
      return node.value;
    case 'name':
      return lookup(node.name) ?? { unknown: node.name };
    case 'negate': {
      const value = evaluate(node.of, lookup);
      return typeof value === 'number' ? -value : value;
    }
    case 'binary': {
      const left = evaluate(node.left, lookup);
      if (typeof left !== 'number') return left;
      const right = evaluate(node.right, lookup);
      return typeof right === 'number' ? OPERATORS[node.operator](left, right) : right;
    }
    case 'call': {
      const values: number[] = [];
      for (const arg of node.args) {
        const value = evaluate(arg, lookup);
        if (typeof value !== 'number') return value;
        values.push(value);
      }
      return FUNCTIONS[node.name].apply(values);
    }
    case 'choose': {
      const test = evaluate(node.test, lookup);
      if (typeof test !== 'number') return test;
      return evaluate(test !== 0 ? node.yes : node.no, lookup);
    }
    default:
      return node satisfies never;
  }
}

class Refusal extends Error {
  constructor(
    message: string,
    readonly type: SyntaxFault['type'],
    readonly word = '',
  ) {
    super(message);
  }
}

function parse(text: string): Parsed {
  if (text.length > MAX_LENGTH) {
    return {
      ok: false,
      message: `an expression has at most ${MAX_LENGTH} characters, got ${text.length}`,
      fault: { type: 'too-long', word: `${MAX_LENGTH}`, at: MAX_LENGTH },
    };
  }
  try {
    const names = new Set<string>();
    const node = convert(jsep(text), names);
    return { ok: true, node, names: [...names] };
  } catch (error) {
    const { reason, fault } = explained(error, text);
    const place = fault.at === null ? '' : ` at character ${fault.at + 1}`;
    const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
    return {
      ok: false,
      message: `cannot read the expression "${shown}": ${reason}${place}`,
      fault,
    };
  }
}

function explained(error: unknown, text: string): { reason: string; fault: SyntaxFault } {
  if (error instanceof Refusal) {
    const { message, type, word } = error;
    return { reason: message, fault: { type, word, at: placeOf(word, text) } };
  }
  // jsep says what it expected, and where it was; its types do not tell.
  const { description = '', index = 0 } = error as { description?: string; index?: number };
  const reason = description.replace(/^./, (c) => c.toLowerCase());
  const operator = /^expected expression after (\S+)/.exec(reason)?.[1];
  const isValue = operator !== undefined || /expected expression|missing unary/.test(reason);
  const type = isValue ? 'expected-value' : /^unclosed/.test(reason) ? 'unclosed' : 'unexpected';
  const at = Math.min(index, text.length);
  const word = operator ?? (type === 'unclosed' ? '(' : (text[at] ?? ''));
  return { reason, fault: { type, word, at } };
}

/** Where a name stands as a whole. */
export function placeOf(name: string, text: string): number | null {
  if (name === '') return null;
  for (const { 0: word, index } of text.matchAll(/[A-Za-z_$][\w$]*|[^\w\s]+/g)) {
    if (word === name) return index;
  }
  return null;
}

/** jsep gives nodes whose other fields are untyped. */
type Loose = jsep.Expression & Readonly<Record<string, unknown>>;

function convert(expression: unknown, names: Set<string>): Node {
  const source = expression as Loose;
  const child = (key: string) => convert(source[key], names);
  switch (source.type) {
    case 'Literal':
      if (typeof source.value === 'number' && Number.isFinite(source.value)) {
        return { type: 'number', value: source.value };
      }
      throw new Refusal(
        `expected a number, found ${String(source.raw)}`,
        'not-allowed',
        String(source.raw),
      );
    case 'Identifier': {
      const name = String(source.name);
      if (Object.hasOwn(FUNCTIONS, name)) {
        throw new Refusal(`${name} is a function; write ${name}(…)`, 'bare-function', name);
      }
      names.add(name);
      return { type: 'name', name };
    }
    case 'UnaryExpression': {
      const of = child('argument');
      if (source.operator === '+') return of;
      if (source.operator !== '-') throw noOperator(String(source.operator));
      return of.type === 'number' ? { type: 'number', value: -of.value } : { type: 'negate', of };
    }
    case 'BinaryExpression': {
      const operator = String(source.operator);
      if (!isOperator(operator)) throw noOperator(operator);
      return { type: 'binary', operator, left: child('left'), right: child('right') };
    }
    case 'ConditionalExpression':
      return {
        type: 'choose',
        test: child('test'),
        yes: child('consequent'),
        no: child('alternate'),
      };
    case 'CallExpression':
      return call(source, names);
    case 'Compound':
      throw new Refusal('expected one expression', 'two-expressions');
    default:
      throw new Refusal(
        'expected numbers, parameter names, + - * / %, comparisons, ?: and the functions ' +
          Object.keys(FUNCTIONS).join(', '),
        'not-allowed',
      );
  }
}

const noOperator = (operator: string) =>
  new Refusal(`there is no operator ${operator}`, 'unexpected', operator);

function call(source: Loose, names: Set<string>): Node {
  const callee = source.callee as Loose;
  const name = callee.type === 'Identifier' ? String(callee.name) : '';
  if (!isFunction(name)) {
    throw new Refusal(
      `there is no function ${name || 'of that kind'}; there are ${Object.keys(FUNCTIONS).join(', ')}`,
      'unknown-function',
      name,
    );
  }
  const args = source.arguments as readonly unknown[];
  const [least, most] = FUNCTIONS[name].arity;
  if (args.length < least || args.length > most) {
    const expected = least === most ? `${least}` : `${least} to ${most}`;
    throw new Refusal(`${name} takes ${expected} values, got ${args.length}`, 'arity', name);
  }
  return { type: 'call', name, args: args.map((arg) => convert(arg, names)) };
}

function isOperator(text: string): text is Operator {
  return Object.hasOwn(OPERATORS, text);
}

function isFunction(text: string): text is FunctionName {
  return Object.hasOwn(FUNCTIONS, text);
}
