/** A layer of a block as it would be written outside: what its use gives stands in place of the block's names. Pure. */
import type { Block, GraphNode } from '../../graph-schemas/document.ts';
import { type Node, parseExpression } from './expression.ts';
import { printExpression, substitute } from './expression-print.ts';
import { own } from './graph-of.ts';
import { isPlain, mapNumerics, type Written } from './numerics.ts';
import { evaluateNumeric, Scope } from './scope.ts';

/** As long as expressions may be. */
const LONGEST = 400;

/** Of copy number `i`. Null where an expression would grow too long. */
export function inlined(
  node: GraphNode,
  block: Block,
  use: GraphNode,
  i: number,
): GraphNode | null {
  let isTooLong = false;
  const written = mapNumerics(node, (value, { path }) => {
    // In an argument `i` counts the copies of the use that stands in the block.
    const next = inPlace(value, block, use, i, path.startsWith('arguments.'));
    isTooLong ||= String(next).length > LONGEST;
    return next;
  });
  return isTooLong ? null : written;
}

function inPlace(
  value: Written,
  block: Block,
  use: GraphNode,
  i: number,
  isArgument: boolean,
): Written {
  const parsed = typeof value === 'string' ? parseExpression(value) : null;
  if (!parsed?.ok) return value;
  const tree = substitute(parsed.node, (name) => {
    if (name === 'i') return isArgument ? null : { type: 'number', value: i };
    const parameter = own(block.parameters ?? {}, name);
    return parameter ? given(name, parameter.value, use, i) : null;
  });
  return asShortAsCanBe(tree, value);
}

/** What the use says for a parameter, in the terms of the canvas around; the block's own value where it says nothing. */
function given(name: string, initial: number, use: GraphNode, i: number): Node {
  const all = use.params?.arguments;
  const value = isPlain(all) ? own(all, name) : undefined;
  if (typeof value === 'number') return { type: 'number', value };
  const parsed = typeof value === 'string' ? parseExpression(value) : null;
  if (!parsed?.ok) return { type: 'number', value: initial };
  return substitute(parsed.node, (inner) => (inner === 'i' ? { type: 'number', value: i } : null));
}

/** An expression with the values of some parameters in place of their names. */
export function withValues(
  text: string,
  values: Readonly<Record<string, { readonly value: number }>>,
): Written {
  const parsed = parseExpression(text);
  if (!parsed.ok) return text;
  const tree = substitute(parsed.node, (name) => {
    const known = own(values, name);
    return known ? { type: 'number', value: known.value } : null;
  });
  return asShortAsCanBe(tree, text);
}

/** A number where nothing but numbers is left. */
function asShortAsCanBe(tree: Node, before: Written): Written {
  const text = printExpression(tree);
  if (text === before) return before;
  const parsed = parseExpression(text);
  if (!parsed.ok || parsed.names.length > 0) return text;
  const value = evaluateNumeric(text, new Scope(new Map()));
  return typeof value === 'number' ? value : text;
}
