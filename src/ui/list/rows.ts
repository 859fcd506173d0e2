/** The rows of the list: every node of a level, in the order a person asked for, with what stands at its ports. Pure. */
import type { Graph } from '../../../graph-schemas/document.ts';
import type { GraphFacts, NodeFacts } from '../../compiler/compile-types.ts';
import type { Problem } from '../../graph/problem.ts';
import type { InputPort, OutputPort, ValueType } from '../../nodes/define.ts';

export type SortKey = 'order' | 'id' | 'kind' | 'parameters' | 'cost' | 'problems';

export interface Sort {
  readonly by: SortKey;
  readonly isFalling: boolean;
}

export interface InputRow {
  readonly port: InputPort;
  readonly fedBy: string | null;
  readonly type: ValueType | undefined;
}

export interface OutputRow {
  readonly port: OutputPort;
  readonly readers: readonly string[];
  readonly type: ValueType | undefined;
}

export interface NodeRow {
  readonly id: string;
  readonly kind: string;
  readonly facts: NodeFacts | undefined;
  readonly inputs: readonly InputRow[];
  readonly outputs: readonly OutputRow[];
  readonly problems: readonly Problem[];
}

/** `order` is the one in which a person reads the canvas; `kindName` says how kinds are called. */
export function nodeRows(
  graph: Graph,
  facts: GraphFacts | undefined,
  problems: readonly Problem[],
  order: readonly string[],
): readonly NodeRow[] {
  const fedBy = new Map(graph.edges.map(({ from, to }) => [to, from]));
  const readers = new Map<string, string[]>();
  for (const { from, to } of graph.edges) readers.set(from, [...(readers.get(from) ?? []), to]);
  const told = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { node } = problem.where;
    if (node !== undefined) told.set(node, [...(told.get(node) ?? []), problem]);
  }
  return order.flatMap((id) => {
    const node = graph.nodes[id];
    if (!node) return [];
    const own = facts?.nodes[id];
    return {
      id,
      kind: node.kind,
      facts: own,
      problems: told.get(id) ?? [],
      inputs: (own?.ports.inputs ?? []).map((port) => ({
        port,
        fedBy: fedBy.get(`${id}.${port.name}`) ?? null,
        type: own?.inputs[port.name],
      })),
      outputs: (own?.ports.outputs ?? []).map((port) => ({
        port,
        readers: readers.get(`${id}.${port.name}`) ?? [],
        type: own?.outputs[port.name],
      })),
    };
  });
}

/** Equal rows stay in their order. */
export function sortedRows(
  rows: readonly NodeRow[],
  { by, isFalling }: Sort,
  kindName: (kind: string) => string,
): readonly NodeRow[] {
  if (by === 'order') return isFalling ? [...rows].reverse() : rows;
  const compare = (a: NodeRow, b: NodeRow): number => {
    switch (by) {
      case 'id':
        return a.id.localeCompare(b.id, undefined, { numeric: true });
      case 'kind':
        return kindName(a.kind).localeCompare(kindName(b.kind));
      case 'parameters':
        return (a.facts?.trainable ?? 0) - (b.facts?.trainable ?? 0);
      case 'cost':
        return (a.facts?.multiplyAdds ?? 0) - (b.facts?.multiplyAdds ?? 0);
      case 'problems':
        return a.problems.length - b.problems.length;
      default:
        return by satisfies never;
    }
  };
  return [...rows].sort((a, b) => (isFalling ? compare(b, a) : compare(a, b)));
}
