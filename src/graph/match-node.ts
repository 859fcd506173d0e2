/** Whether a node says what a node of a block says, where the block's parameters may stand for any numbers; and for which. Pure. */
import type { Block, Document, GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { parseExpression } from './expression.ts';
import { freeNamesOfBlock } from './free-names.ts';
import { own } from './graph-of.ts';
import { isPlain, mapNumerics, numericsOf, type Written } from './numerics.ts';
import { usedBlock } from './uses.ts';

/** Of parameters of the block, as far as they are known. */
export type Values = ReadonlyMap<string, Written>;

/** The values with what this node adds to them; null where the nodes differ, or want two values of one parameter. */
export function matchNode(
  document: Document,
  block: Block,
  model: GraphNode,
  node: GraphNode,
  known: Values,
): Values | null {
  if (model.kind !== node.kind) return null;
  const [expected, found] = [inFull(model), inFull(node)];
  if (!isEqual(withoutNumbers(expected), withoutNumbers(found))) return null;
  const numbers = new Map(numericsOf(found).map(({ path, value }) => [path, value]));
  const values = new Map(known);
  const bind = (name: string, value: Written): boolean => {
    const before = values.get(name);
    values.set(name, before ?? value);
    return (before === undefined || before === value) && !namesIn(value).includes('i');
  };
  const isParameter = (name: string) => own(block.parameters ?? {}, name) !== undefined;
  for (const { path, value } of numericsOf(expected)) {
    const other = numbers.get(path);
    if (other === undefined) return null;
    const isBound =
      typeof value === 'string' && isParameter(value)
        ? bind(value, other)
        : value === other &&
          namesIn(value)
            .filter(isParameter)
            .every((name) => bind(name, name));
    if (!isBound) return null;
  }
  // What a block inside reads from around it, it reads under that name here, too.
  const used = usedBlock(model);
  const around = used === null ? [] : [...freeNamesOfBlock(document, used)];
  return around.filter(isParameter).every((name) => bind(name, name)) ? values : null;
}

/** Settings that are left out are those that the kind starts with. */
function inFull(node: GraphNode): GraphNode {
  const parsed = definitionOf(node.kind)?.params.safeParse(node.params ?? {});
  return {
    kind: node.kind,
    params: (parsed?.success ? parsed.data : (node.params ?? {})) as GraphNode['params'] & {},
  };
}

const withoutNumbers = (node: GraphNode) => mapNumerics(node, () => 0).params;

function namesIn(value: Written): readonly string[] {
  const parsed = typeof value === 'string' ? parseExpression(value) : null;
  return parsed?.ok ? parsed.names : [];
}

/** In whatever order names stand. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, at) => isEqual(item, b[at]));
  }
  if (!isPlain(a) || !isPlain(b)) return Object.is(a, b);
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isEqual(a[name], b[name]))
  );
}
