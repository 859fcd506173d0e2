/** Changing one part of a document while sharing the rest. */
import type { Document, Graph, GraphNode } from '../../graph-schemas/document.ts';
import { blockId, graphOf, nameOf, networkId, own } from './graph-of.ts';
import type { GraphId } from './problem.ts';

export function withGraph(
  document: Document,
  id: GraphId,
  change: (graph: Graph) => Graph,
): Document {
  const graph = graphOf(document, id);
  if (!graph) return document;
  const changed = change(graph);
  if (changed === graph) return document;
  if (id === 'objective') return { ...document, objective: changed };
  const name = nameOf(id);
  if (id.startsWith('networks.')) {
    return { ...document, networks: { ...document.networks, [name]: changed } };
  }
  return { ...document, blocks: { ...document.blocks, [name]: changed } };
}

export function withNode(
  document: Document,
  graph: GraphId,
  id: string,
  change: (node: GraphNode) => GraphNode,
): Document {
  return withGraph(document, graph, (canvas) => {
    const node = own(canvas.nodes, id);
    const changed = node && change(node);
    if (!changed || changed === node) return canvas;
    return { ...canvas, nodes: { ...canvas.nodes, [id]: changed } };
  });
}

/** Every node for which `change` answers another one. */
export function withNodes(graph: Graph, change: (node: GraphNode, id: string) => GraphNode): Graph {
  const nodes = mapRecord(graph.nodes, change);
  return nodes === graph.nodes ? graph : { ...graph, nodes };
}

/** The same record where nothing changed. */
export function mapRecord<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => T,
): Record<string, T> {
  let isSame = true;
  const entries = Object.entries(record).map(([key, value]) => {
    const changed = change(value, key);
    isSame &&= changed === value;
    return [key, changed] as const;
  });
  return isSame ? record : Object.fromEntries(entries);
}

/** The entry keeps its place. */
export function renameKey<T>(
  record: Readonly<Record<string, T>>,
  from: string,
  to: string,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key === from ? to : key, value]),
  );
}

export function without<T extends object, K extends keyof T>(record: T, ...keys: K[]): Omit<T, K> {
  const copy = { ...record };
  for (const key of keys) delete copy[key];
  return copy;
}

/** Every canvas of a document. */
export function withGraphs(
  document: Document,
  change: (graph: Graph, id: GraphId) => Graph,
): Document {
  const networks = mapRecord(document.networks, (graph, name) => change(graph, networkId(name)));
  const blocks =
    document.blocks &&
    mapRecord(document.blocks, (block, name) => {
      const changed = change(block, blockId(name));
      return changed === block ? block : { ...block, ...changed };
    });
  const objective = change(document.objective, 'objective');
  return { ...document, networks, ...(blocks ? { blocks } : {}), objective };
}
