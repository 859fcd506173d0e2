/**
 * The names that an expression on a canvas can use, with what they stand for there. In a block: as in the use by which
 * a person looks at it, which is also what the shapes on its canvas show; else as in the first use of the document.
 */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import { blockId, graphOf, nameOf, networkId, own } from './graph-of.ts';
import type { GraphId } from './problem.ts';
import { evaluateNumeric, Scope } from './scope.ts';
import type { Through } from './through.ts';

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
  through: Through | null = null,
): readonly VisibleName[] {
  const names = new Map<string, VisibleName>();
  for (const { from, ...found } of namesAt(document, graph, through?.uses ?? [], through))
    names.set(found.name, { ...found, from });
  if (withCopy && !names.has('i')) names.set('i', COPY);
  const rank = { block: 0, copy: 1, document: 2 } as const;
  return [...names.values()].sort((a, b) => rank[a.from] - rank[b.from]);
}

const COPY: VisibleName = { name: 'i', value: 0, from: 'copy' };
const MAX_DEPTH = 32;

interface Use {
  readonly graph: GraphId;
  readonly node: GraphNode;
}

/** Outer names first. `uses` lead from the network of `through` to the canvas; without them the first use will do. */
function namesAt(
  document: Document,
  graph: GraphId | null,
  uses: readonly string[],
  through: Through | null,
  depth = 0,
): readonly VisibleName[] {
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
  const use =
    (through && useThrough(document, nameOf(graph), uses, through)) ??
    firstUse(document, nameOf(graph));
  const around = use && depth < MAX_DEPTH ? use : null;
  // Of the copies of the canvas itself one is looked at; of those around it the first.
  const copy: VisibleName = { ...COPY, value: depth === 0 ? (through?.copy ?? 0) : 0 };
  const given = around
    ? argumentsOf(
        around.node,
        copy,
        namesAt(document, around.graph, uses.slice(0, -1), through, depth + 1),
      )
    : new Map<string, number>();
  const inner = Object.entries(block.parameters ?? {}).map(
    ([name, { value, label, help }]): VisibleName => ({
      name,
      value: given.get(name) ?? value,
      label,
      help,
      from: 'block',
    }),
  );
  return [...outer, copy, ...inner];
}

function argumentsOf(
  { params }: GraphNode,
  copy: VisibleName,
  around: readonly VisibleName[],
): ReadonlyMap<string, number> {
  const written = params?.arguments;
  if (typeof written !== 'object' || written === null) return new Map();
  const scope = new Scope(new Map([...around, copy].map(({ name, value }) => [name, value])));
  return new Map(
    Object.entries(written).flatMap(([name, value]) => {
      const isKnown = typeof value === 'number' || typeof value === 'string';
      const number = isKnown ? evaluateNumeric(value, scope) : null;
      return typeof number === 'number' ? [[name, number] as const] : [];
    }),
  );
}

const isUse = (node: GraphNode | undefined, block: string): node is GraphNode =>
  node?.kind === 'block' && node.params?.block === block;

/** The last of the uses, found on the canvas that those before it lead to. */
function useThrough(
  document: Document,
  block: string,
  uses: readonly string[],
  { network }: Through,
): Use | undefined {
  let graph: GraphId = networkId(network);
  for (const [at, id] of uses.entries()) {
    const node: GraphNode | undefined = graphOf(document, graph)?.nodes[id];
    if (at === uses.length - 1) return isUse(node, block) ? { graph, node } : undefined;
    graph = blockId(String(node?.params?.block));
  }
  return undefined;
}

function firstUse(document: Document, block: string): Use | undefined {
  const graphs: readonly GraphId[] = [
    ...Object.keys(document.networks).map(networkId),
    ...Object.keys(document.blocks ?? {}).map(blockId),
  ];
  for (const graph of graphs) {
    if (graph === blockId(block)) continue;
    for (const node of Object.values(graphOf(document, graph)?.nodes ?? {})) {
      if (isUse(node, block)) return { graph, node };
    }
  }
  return undefined;
}
