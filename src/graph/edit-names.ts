/** Renaming and removing nodes, networks and blocks, with everything that refers to them. */
import type { Document, Graph, GraphNode } from '../../graph-schemas/document.ts';
import { Id } from '../../graph-schemas/primitives.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';
import { isUseOf, removeNodes } from './edit-graph.ts';
import { blockId, graphIds, graphOf, networkId, own, splitRef } from './graph-of.ts';
import { nodesOfRole } from './ports.ts';
import type { GraphId } from './problem.ts';
import { renameKey, withGraph, withGraphs, withNodes, without } from './update.ts';

export function renameNode(document: Document, graph: GraphId, from: string, to: string): Document {
  const canvas = graphOf(document, graph);
  if (!canvas || !canRename(canvas.nodes, from, to)) return document;
  const isEnd = [...nodesOfRole(canvas, 'input'), ...nodesOfRole(canvas, 'output')].includes(from);
  const renamed = withGraph(document, graph, (before) => ({
    ...before,
    nodes: renameKey(before.nodes, from, to),
    edges: before.edges.map((edge) => ({
      ...edge,
      from: renameEnd(edge.from, from, to),
      to: renameEnd(edge.to, from, to),
    })),
  }));
  return isEnd ? renamePorts(renamed, graph, from, to) : renamed;
}

function renameEnd(ref: string, from: string, to: string): string {
  const [node, port] = splitRef(ref);
  return node === from ? `${to}.${port}` : ref;
}

/** Ends of a network are ports of its uses. */
function renamePorts(document: Document, graph: GraphId, from: string, to: string): Document {
  return withGraphs(document, (canvas) => {
    const follow = (ref: string) => {
      const [node, port] = splitRef(ref);
      return port === from && isUseOf(own(canvas.nodes, node), graph) ? `${node}.${to}` : ref;
    };
    const edges = canvas.edges.map((edge) => {
      const followed = { ...edge, from: follow(edge.from), to: follow(edge.to) };
      return followed.from === edge.from && followed.to === edge.to ? edge : followed;
    });
    return edges.every((edge, at) => edge === canvas.edges[at]) ? canvas : { ...canvas, edges };
  });
}

function canRename(record: Readonly<Record<string, unknown>>, from: string, to: string): boolean {
  return Object.hasOwn(record, from) && !Object.hasOwn(record, to) && Id.safeParse(to).success;
}

export function renameNetwork(document: Document, from: string, to: string): Document {
  if (!canRename(document.networks, from, to)) return document;
  const networks = renameKey(document.networks, from, to);
  return renameReferences({ ...document, networks }, 'network', from, to);
}

export function renameBlock(document: Document, from: string, to: string): Document {
  const blocks = document.blocks ?? {};
  if (!canRename(blocks, from, to)) return document;
  return renameReferences({ ...document, blocks: renameKey(blocks, from, to) }, 'block', from, to);
}

function renameReferences(
  document: Document,
  kind: 'network' | 'block',
  from: string,
  to: string,
): Document {
  return withGraphs(document, (canvas) =>
    withReferences(canvas, kind, (names) => names.map((name) => (name === from ? to : name))),
  );
}

/** Changes the lists of names (or single names) by which nodes refer to networks or blocks. */
function withReferences(
  graph: Graph,
  kind: 'network' | 'block',
  change: (names: readonly string[]) => readonly string[],
): Graph {
  return withNodes(graph, (node) => {
    const definition = definitionOf(node.kind);
    if (!definition || !node.params) return node;
    const params = { ...node.params };
    let isSame = true;
    for (const { name, meta } of fieldsOf(definition.params)) {
      const value = own(params, name);
      if (meta.type !== 'reference' && meta.type !== 'references') continue;
      if (meta.to !== kind || value === undefined) continue;
      const before = (Array.isArray(value) ? value : [value]).map(String);
      const after = change(before);
      if (after.join('\n') === before.join('\n')) continue;
      isSame = false;
      params[name] = Array.isArray(value) ? [...after] : (after[0] ?? '');
    }
    return isSame ? node : { ...node, params };
  });
}

/** Its uses go too, and steps no longer train it. */
export function removeNetwork(document: Document, name: string): Document {
  if (!own(document.networks, name)) return document;
  const freed = withoutUses(document, networkId(name));
  const rest = { ...freed, networks: without(freed.networks, name) };
  const isStep = (node: GraphNode) => definitionOf(node.kind)?.family === 'step';
  return withGraphs(rest, (canvas) =>
    Object.values(canvas.nodes).some(isStep)
      ? withReferences(canvas, 'network', (names) => names.filter((other) => other !== name))
      : canvas,
  );
}

/** Its uses go too. */
export function removeBlock(document: Document, name: string): Document {
  const { blocks } = document;
  if (!blocks || !own(blocks, name)) return document;
  const freed = withoutUses(document, blockId(name));
  return { ...freed, blocks: without(freed.blocks ?? {}, name) };
}

function withoutUses(document: Document, graph: GraphId): Document {
  return graphIds(document).reduce((current, id) => {
    const nodes = Object.entries(graphOf(current, id)?.nodes ?? {});
    const uses = nodes.flatMap(([name, node]) => (isUseOf(node, graph) ? [name] : []));
    return removeNodes(current, id, uses);
  }, document);
}
