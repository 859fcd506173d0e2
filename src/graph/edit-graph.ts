/** Edits of nodes and wires on one canvas. */
import type { Document, Edge, Graph, GraphNode } from '../../graph-schemas/document.ts';
import { Id } from '../../graph-schemas/primitives.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { graphOf, nameOf, own, splitRef } from './graph-of.ts';
import { keptWires, rememberLost, versionOf } from './keep-wires.ts';
import { nodesOfRole } from './ports.ts';
import type { GraphId } from './problem.ts';
import { withMovedPoints } from './reroute.ts';
import { Scope } from './scope.ts';
import { mapRecord, withGraph, withGraphs, withNode, without } from './update.ts';

export function addNode(document: Document, graph: GraphId, id: string, node: GraphNode): Document {
  if (!Id.safeParse(id).success) return document;
  return withGraph(document, graph, (canvas) =>
    own(canvas.nodes, id) ? canvas : { ...canvas, nodes: { ...canvas.nodes, [id]: node } },
  );
}

export function removeNodes(document: Document, graph: GraphId, ids: readonly string[]): Document {
  const canvas = graphOf(document, graph);
  const gone = new Set(ids.filter((id) => canvas && own(canvas.nodes, id)));
  if (!canvas || gone.size === 0) return document;
  const ends = new Set([...nodesOfRole(canvas, 'input'), ...nodesOfRole(canvas, 'output')]);
  const removed = withGraph(document, graph, (before) => ({
    ...before,
    nodes: Object.fromEntries(Object.entries(before.nodes).filter(([id]) => !gone.has(id))),
    edges: before.edges.filter(
      ({ from, to }) => !gone.has(splitRef(from)[0]) && !gone.has(splitRef(to)[0]),
    ),
  }));
  const lost = new Set([...gone].filter((id) => ends.has(id)));
  return lost.size > 0 ? cutUses(removed, graph, lost) : removed;
}

export function replaceNodes(
  document: Document,
  graph: GraphId,
  ids: readonly string[],
  nodes: Readonly<Record<string, GraphNode>>,
  edges: readonly Edge[],
): Document {
  const before = graphOf(document, graph);
  if (!before) return document;
  const gone = new Set(ids);
  const isFree = (id: string) =>
    Id.safeParse(id).success && (gone.has(id) || !own(before.nodes, id));
  if (!Object.keys(nodes).every(isFree)) return document;
  const first = Object.keys(before.nodes).findIndex((id) => gone.has(id));
  return withGraph(removeNodes(document, graph, ids), graph, (canvas) => {
    const entries = Object.entries(canvas.nodes);
    entries.splice(first < 0 ? entries.length : first, 0, ...Object.entries(nodes));
    const placed = Object.fromEntries(entries);
    const isWire = ({ from, to }: Edge) =>
      [from, to].every((ref) => own(placed, splitRef(ref)[0]) !== undefined);
    return { ...canvas, nodes: placed, edges: [...canvas.edges, ...edges.filter(isWire)] };
  });
}

/** The ports of a network or block are its ends: wires at its uses go with them. */
function cutUses(document: Document, graph: GraphId, lost: ReadonlySet<string>): Document {
  return withGraphs(document, (canvas) =>
    withEdges(
      canvas,
      canvas.edges.filter(({ from, to }) =>
        [from, to].every((ref) => {
          const [node, port] = splitRef(ref);
          return !lost.has(port) || !isUseOf(own(canvas.nodes, node), graph);
        }),
      ),
    ),
  );
}

/** Whether a node uses the network or block of that canvas. */
export function isUseOf(node: GraphNode | undefined, graph: GraphId): boolean {
  const definition = node && definitionOf(node.kind);
  if (definition?.family !== 'structure') return false;
  if (definition.role === 'apply') {
    return graph.startsWith('networks.') && node?.params?.network === nameOf(graph);
  }
  return (
    definition.role === 'block' &&
    graph.startsWith('blocks.') &&
    node?.params?.block === nameOf(graph)
  );
}

function withEdges(graph: Graph, edges: Edge[]): Graph {
  return edges.length === graph.edges.length ? graph : { ...graph, edges };
}

export function moveNodes(
  document: Document,
  graph: GraphId,
  to: Readonly<Record<string, readonly [number, number]>>,
): Document {
  return withGraph(document, graph, (canvas) => {
    const shifts: Record<string, readonly [number, number]> = {};
    const nodes = mapRecord<GraphNode>(canvas.nodes, (node, id) => {
      const at = own(to, id);
      if (!at || (node.at && node.at[0] === at[0] && node.at[1] === at[1])) return node;
      if (node.at) shifts[id] = [at[0] - node.at[0], at[1] - node.at[1]];
      return { ...node, at: [at[0], at[1]] };
    });
    if (nodes === canvas.nodes) return canvas;
    return { ...canvas, nodes, edges: withMovedPoints(canvas.edges, shifts) };
  });
}

export function setTitle(
  document: Document,
  graph: GraphId,
  id: string,
  title: string | null,
): Document {
  return withNode(document, graph, id, (node) => {
    if ((node.title ?? null) === title) return node;
    const rest = without(node, 'title');
    return title === null ? rest : { ...rest, title };
  });
}

export function setGraphAbout(
  document: Document,
  graph: GraphId,
  texts: { readonly label?: string; readonly description?: string },
): Document {
  return withGraph(document, graph, (canvas) => {
    const { label = canvas.label ?? '', description = canvas.description ?? '' } = texts;
    if (label === (canvas.label ?? '') && description === (canvas.description ?? '')) return canvas;
    return {
      ...(label && { label }),
      ...(description && { description }),
      ...without(canvas, 'label', 'description'),
    };
  });
}

export function setParams(
  document: Document,
  graph: GraphId,
  id: string,
  changes: Readonly<Record<string, unknown>>,
  removed?: number,
): Document {
  const before = own(graphOf(document, graph)?.nodes ?? {}, id);
  const changed = withNode(document, graph, id, (node) => {
    const params: Record<string, unknown> = { ...node.params };
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) delete params[name];
      else if (Id.safeParse(name).success) params[name] = value;
    }
    const rest = without(node, 'params');
    if (Object.keys(params).length === 0) return node.params ? rest : node;
    return { ...rest, params: params as NonNullable<GraphNode['params']> };
  });
  if (changed === document || !before) return document;
  return followPorts(document, changed, graph, id, removed);
}

/** Only where the parameters make sense: half-typed ones must not cost any wires. */
function followPorts(
  was: Document,
  is: Document,
  graph: GraphId,
  id: string,
  removed: number | undefined,
): Document {
  const [old, node] = [was, is].map((document) => own(graphOf(document, graph)?.nodes ?? {}, id));
  if (!old || !node) return is;
  const scope = scopeOn(is, graph);
  const [before, after] = [versionOf(was, old, scope), versionOf(is, node, scope)];
  if (!before || !after?.isSound) {
    rememberLost(old, node);
    return is;
  }
  const { edges } = keptWires(is, { graph, id, before, after, scope, removed });
  return withGraph(is, graph, (canvas) =>
    edges.length === canvas.edges.length && edges.every((edge, at) => edge === canvas.edges[at])
      ? canvas
      : { ...canvas, edges },
  );
}

/** What expressions on a canvas see; in a block its own values, as if it stood alone. */
export function scopeOn(document: Document, graph: GraphId): Scope {
  const values = (parameters: Document['parameters']) =>
    new Map(Object.entries(parameters).map(([name, { value }]) => [name, value]));
  const outer = new Scope(values(document.parameters));
  if (!graph.startsWith('blocks.')) return outer;
  const block = own(document.blocks ?? {}, nameOf(graph));
  return new Scope(new Map([['i', 0], ...values(block?.parameters ?? {})]), outer);
}

export function connect(document: Document, graph: GraphId, edge: Edge): Document {
  return withGraph(document, graph, (canvas) => {
    if (canvas.edges.some(({ from, to }) => from === edge.from && to === edge.to)) return canvas;
    return { ...canvas, edges: [...canvas.edges.filter(({ to }) => to !== edge.to), edge] };
  });
}

export function disconnect(document: Document, graph: GraphId, edges: readonly Edge[]): Document {
  const gone = new Set(edges.map(({ from, to }) => `${from} ${to}`));
  return withGraph(document, graph, (canvas) =>
    withEdges(
      canvas,
      canvas.edges.filter(({ from, to }) => !gone.has(`${from} ${to}`)),
    ),
  );
}
