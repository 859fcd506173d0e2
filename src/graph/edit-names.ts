/** Renaming and removing nodes, networks and blocks, with everything that refers to them. */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import { Id } from '../../graph-schemas/primitives.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { isUseOf, removeNodes } from './edit-graph.ts';
import { blockId, graphIds, graphOf, networkId, own, splitRef } from './graph-of.ts';
import { nodesOfRole } from './ports.ts';
import type { GraphId } from './problem.ts';
import { mapReferences, type Reference } from './references.ts';
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
    withNodes(canvas, (node) =>
      mapReferences(node, (used) => (used.to === kind && used.name === from ? to : used.name)),
    ),
  );
}

/** Its uses go too, and steps no longer train it. */
export function removeNetwork(document: Document, name: string): Document {
  if (!own(document.networks, name)) return document;
  const freed = withoutUses(document, networkId(name));
  const rest = { ...freed, networks: without(freed.networks, name) };
  const isStep = (node: GraphNode) => definitionOf(node.kind)?.family === 'step';
  const isGone = (used: Reference) => used.to === 'network' && used.name === name;
  return withGraphs(rest, (canvas) =>
    Object.values(canvas.nodes).some(isStep)
      ? withNodes(canvas, (node) =>
          mapReferences(node, (used) => (isGone(used) ? null : used.name)),
        )
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
