/**
 * The names that an expression on a canvas can use, with what they stand for there. In a block: as in its first use,
 * in the order of the document, which is also what the shapes on its canvas show.
 */
import type { Block, Document, GraphNode } from '../../graph-schemas/document.ts';
import { blockId, graphOf, nameOf, networkId, own } from './graph-of.ts';
import type { GraphId } from './problem.ts';
import { evaluateNumeric, Scope } from './scope.ts';

export interface VisibleName {
  readonly name: string;
  readonly value: number;
  readonly label?: string | undefined;
  readonly help?: string | undefined;
  /** Where it was made: the document, the block on whose canvas the expression stands, or the number of a copy. */
  readonly from: 'document' | 'block' | 'copy';
}

/** The nearest first; a block's own names hide equal ones of the document. */
export function visibleNames(
  document: Document,
  graph: GraphId | null,
  withCopy = false,
): readonly VisibleName[] {
  const names = new Map<string, VisibleName>();
  for (const { from, ...found } of namesAt(document, graph, 0))
    names.set(found.name, { ...found, from });
  if (withCopy && !names.has('i')) names.set('i', COPY);
  const rank = { block: 0, copy: 1, document: 2 } as const;
  return [...names.values()].sort((a, b) => rank[a.from] - rank[b.from]);
}

const COPY: VisibleName = { name: 'i', value: 0, from: 'copy' };
const MAX_DEPTH = 8;

/** Outer names first. */
function namesAt(document: Document, graph: GraphId | null, depth: number): readonly VisibleName[] {
  const outer = Object.entries(document.parameters).map(
    ([name, { value, label, help }]): VisibleName => ({
      name,
      value,
      label,
      help,
      from: 'document',
    }),
  );
  const block = graph?.startsWith('blocks.') && own(document.blocks ?? {}, nameOf(graph));
  if (!graph || !block) return outer;
  const given = argumentsOfFirstUse(document, nameOf(graph), depth);
  const inner = Object.entries(block.parameters ?? {}).map(
    ([name, { value, label, help }]): VisibleName => ({
      name,
      value: given.get(name) ?? value,
      label,
      help,
      from: 'block',
    }),
  );
  return [...outer, COPY, ...inner];
}

function argumentsOfFirstUse(
  document: Document,
  block: string,
  depth: number,
): ReadonlyMap<string, number> {
  const use = depth < MAX_DEPTH ? firstUse(document, block) : undefined;
  const written = use?.node.params?.arguments;
  if (!use || typeof written !== 'object' || written === null) return new Map();
  const around = [...namesAt(document, use.graph, depth + 1), COPY];
  const scope = new Scope(new Map(around.map(({ name, value }) => [name, value])));
  return new Map(
    Object.entries(written).flatMap(([name, value]) => {
      const known = typeof value === 'number' || typeof value === 'string';
      const number = known ? evaluateNumeric(value, scope) : null;
      return typeof number === 'number' ? [[name, number] as const] : [];
    }),
  );
}

function firstUse(
  document: Document,
  block: string,
): { readonly graph: GraphId; readonly node: GraphNode } | undefined {
  const graphs: readonly GraphId[] = [
    ...Object.keys(document.networks).map(networkId),
    ...Object.keys(document.blocks ?? ({} as Record<string, Block>)).map(blockId),
  ];
  for (const graph of graphs) {
    if (graph === blockId(block)) continue;
    for (const node of Object.values(graphOf(document, graph)?.nodes ?? {})) {
      if (node.kind === 'block' && node.params?.block === block) return { graph, node };
    }
  }
  return undefined;
}
