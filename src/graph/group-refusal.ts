/** Why a selection cannot become a block, as data: the page says it in words and offers what can be done. Pure. */
import type { Document, Graph } from '../../graph-schemas/document.ts';
import { parseExpression } from './expression.ts';
import { graphOf, own, splitRef } from './graph-of.ts';
import { numericsOf } from './numerics.ts';
import type { GraphId } from './problem.ts';
import { portsAmong } from './uses.ts';

export type GroupRefusal =
  /** Layers stand in networks; the objective holds no blocks. */
  | { readonly type: 'objective' }
  | { readonly type: 'nothing' }
  /** Inputs and outputs are the border of the canvas itself. */
  | { readonly type: 'ends'; readonly ids: readonly string[] }
  /** These lie between selected nodes: without them the block would feed itself. */
  | { readonly type: 'between'; readonly ids: readonly string[] }
  /** They read the number of the copy that they are part of, which a block inside does not see. */
  | { readonly type: 'copy-number'; readonly ids: readonly string[] }
  | { readonly type: 'name'; readonly name: string; readonly isTaken: boolean }
  | { readonly type: 'parameter-name'; readonly name: string };

export function refusalToGroup(
  document: Document,
  graphId: GraphId,
  ids: readonly string[],
): GroupRefusal | null {
  const graph = graphOf(document, graphId);
  const chosen = ids.filter((id) => graph && own(graph.nodes, id));
  if (!graph || chosen.length === 0) return { type: 'nothing' };
  if (graphId === 'objective') return { type: 'objective' };
  const ends = portsAmong(graph, chosen);
  if (ends.size > 0) return { type: 'ends', ids: [...ends] };
  const between = nodesBetween(graph, new Set(chosen));
  if (between.length > 0) return { type: 'between', ids: between };
  const counting = chosen.filter((id) => readsCopyNumber(graph, id));
  return counting.length > 0 ? { type: 'copy-number', ids: counting } : null;
}

/** Nodes outside that selected ones feed and that feed selected ones. */
function nodesBetween(graph: Graph, chosen: ReadonlySet<string>): readonly string[] {
  const wires = graph.edges.map(({ from, to }) => [splitRef(from)[0], splitRef(to)[0]] as const);
  const after = reach(wires, chosen);
  const before = reach(
    wires.map(([from, to]) => [to, from] as const),
    chosen,
  );
  return Object.keys(graph.nodes).filter((id) => after.has(id) && before.has(id));
}

function reach(
  wires: readonly (readonly [string, string])[],
  chosen: ReadonlySet<string>,
): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const [from, to] of wires) next.set(from, [...(next.get(from) ?? []), to]);
  const found = new Set<string>();
  const open = [...chosen];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const to of next.get(id) ?? []) {
      if (chosen.has(to) || found.has(to)) continue;
      found.add(to);
      open.push(to);
    }
  }
  return found;
}

function readsCopyNumber(graph: Graph, id: string): boolean {
  const node = own(graph.nodes, id);
  return (
    node !== undefined &&
    numericsOf(node).some(({ path, value }) => {
      if (typeof value !== 'string' || path.startsWith('arguments.')) return false;
      const parsed = parseExpression(value);
      return parsed.ok && parsed.names.includes('i');
    })
  );
}
