/** Writes expressions with as few parentheses as `parseExpression` needs to read the same tree again. */
import { type Node, parseExpression } from './expression.ts';

/** As jsep binds them. */
const PRECEDENCE = {
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
} as const;
const CHOOSE = 0;
const UNARY = 20;
const ATOM = 30;

export function printExpression(node: Node): string {
  switch (node.type) {
    case 'number':
      return String(node.value === 0 ? 0 : node.value);
    case 'name':
      return node.name;
    case 'negate':
      return `-${within(node.of, ATOM)}`;
    case 'binary': {
      const level = PRECEDENCE[node.operator];
      return `${within(node.left, level)} ${node.operator} ${within(node.right, level + 1)}`;
    }
    case 'call':
      return `${node.name}(${node.args.map(printExpression).join(', ')})`;
    case 'choose':
      return `${within(node.test, 1)} ? ${printExpression(node.yes)} : ${printExpression(node.no)}`;
    default:
      return node satisfies never;
  }
}

/** The same text with one name replaced by another; text that cannot be read stays as it is. */
export function renameInExpression(text: string, from: string, to: string): string {
  const parsed = parseExpression(text);
  if (!parsed.ok || !parsed.names.includes(from)) return text;
  return printExpression(
    substitute(parsed.node, (name) => (name === from ? { type: 'name', name: to } : null)),
  );
}

/** The tree with other trees in place of names; null leaves a name as it is. */
export function substitute(node: Node, replace: (name: string) => Node | null): Node {
  const again = (child: Node) => substitute(child, replace);
  switch (node.type) {
    case 'number':
      return node;
    case 'name':
      return replace(node.name) ?? node;
    case 'negate':
      return { ...node, of: again(node.of) };
    case 'binary':
      return { ...node, left: again(node.left), right: again(node.right) };
    case 'call':
      return { ...node, args: node.args.map(again) };
    case 'choose':
      return { ...node, test: again(node.test), yes: again(node.yes), no: again(node.no) };
    default:
      return node satisfies never;
  }
}

function within(node: Node, level: number): string {
  const text = printExpression(node);
  return bindsAs(node) < level ? `(${text})` : text;
}

function bindsAs(node: Node): number {
  if (node.type === 'binary') return PRECEDENCE[node.operator];
  if (node.type === 'choose') return CHOOSE;
  if (node.type === 'negate') return UNARY;
  return node.type === 'number' && node.value < 0 ? UNARY : ATOM;
}
