/**
 * One canvas opened for analysis: known nodes with evaluated parameters and ports, wires by the input
 * that they end at, an order of computation. What is wrong with kinds, parameters and wires is told here;
 * what flows along the wires is the business of `expand.ts`, `infer.ts` and `objective.ts`.
 */
import type { Document, Edge, Graph, GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import type { Definition, Ports } from '../nodes/define.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';
import { own, splitRef } from './graph-of.ts';
import { sortNodes } from './order.ts';
import { cut, portFix } from './port-fix.ts';
import { portsOf } from './ports.ts';
import type { GraphId } from './problem.ts';
import type { ProblemList } from './problem-list.ts';
import { isConstant, type Params, resolveParams } from './resolve-params.ts';
import type { Scope } from './scope.ts';
import { reportUnknownKind } from './unknown-kind.ts';

export interface CanvasNode {
  readonly id: string;
  readonly node: GraphNode;
  readonly definition: Definition;
  readonly params: Params;
  /** The parameters are what the document says. */
  readonly isSound: boolean;
  readonly ports: Ports;
}

export interface Wire {
  readonly node: string;
  readonly port: string;
}

export interface Canvas {
  readonly id: GraphId;
  readonly nodes: ReadonlyMap<string, CanvasNode>;
  /** What feeds `node.port`. */
  readonly wires: ReadonlyMap<string, Wire>;
  /** Edges of the document that are no wires. Each has its problem; what follows from that is not told again. */
  readonly refused: readonly Edge[];
  readonly order: readonly string[];
  readonly isCyclic: boolean;
}

export function openCanvas(
  document: Document,
  id: GraphId,
  graph: Graph,
  scope: Scope,
  problems: ProblemList,
): Canvas {
  const nodes = new Map<string, CanvasNode>();
  for (const [name, node] of Object.entries(graph.nodes)) {
    const opened = openNode(document, id, name, node, scope, problems);
    if (opened) nodes.set(name, opened);
  }
  const wires = readWires(id, graph, nodes, problems);
  const reads = (name: string) => {
    const sources = new Set<string>();
    for (const { name: port } of nodes.get(name)?.ports.inputs ?? []) {
      const wire = wires.get(`${name}.${port}`);
      if (wire) sources.add(wire.node);
    }
    return [...sources];
  };
  const { order, cycles } = sortNodes([...nodes.keys()], reads);
  for (const cycle of cycles) reportCycle(id, graph, cycle, problems);
  const refused = graph.edges.filter(({ to }) => !wires.has(to));
  return { id, nodes, wires, refused, order, isCyclic: cycles.length > 0 };
}

function openNode(
  document: Document,
  graph: GraphId,
  id: string,
  node: GraphNode,
  scope: Scope,
  problems: ProblemList,
): CanvasNode | null {
  const where = { graph, node: id };
  const definition = definitionOf(node.kind);
  if (!definition) {
    reportUnknownKind(document, where, node, (kind) => standsOn(kind, graph), problems);
    return null;
  }
  const isHome = standsOn(definition, graph);
  if (!isHome) {
    const place = graph === 'objective' ? 'the objective' : 'networks and blocks';
    problems.error(
      'node.not-allowed-here',
      where,
      `${node.kind} does not stand on the canvas of ${place}`,
      { label: 'Remove the node', edits: [{ type: 'remove-nodes', graph, ids: [id] }] },
    );
    return null;
  }
  const known = constants.get(node);
  if (known?.id === id && known.definition === definition) return known;
  const { params, faults } = resolveParams(definition, node, scope);
  for (const { code, field, message, fix } of faults) {
    const edit = fix && ({ type: 'set-params', graph, id, params: fix.params } as const);
    const mended = edit && { label: fix.label, edits: [edit] };
    problems.error(code, { ...where, field }, message, mended);
  }
  const hasReferences = checkReferences(document, definition, params, where, problems, faults);
  const ports = portsOf(document, definition, params);
  const isSound = faults.length === 0 && hasReferences;
  const opened = { id, node, definition, params, isSound, ports };
  if (isSound && isConstant(definition, node)) constants.set(node, opened);
  return opened;
}

/** Sound nodes whose parameters are plain numbers: an edit elsewhere leaves them as they are. */
const constants = new WeakMap<GraphNode, CanvasNode>();

/** Whether a kind may stand on a canvas. */
export function standsOn(definition: Definition, graph: GraphId): boolean {
  if (definition.family === 'layer') {
    return graph !== 'objective' || definition.isAllowedInObjective === true;
  }
  if (definition.family === 'structure') {
    return (definition.role === 'apply') === (graph === 'objective');
  }
  return graph === 'objective';
}

function checkReferences(
  document: Document,
  definition: Definition,
  params: Params,
  where: { readonly graph: GraphId; readonly node: string },
  problems: ProblemList,
  faults: readonly { readonly field: string }[],
): boolean {
  let isSound = true;
  for (const { name, meta } of fieldsOf(definition.params)) {
    if (meta.type !== 'reference' && meta.type !== 'references') continue;
    if (faults.some(({ field }) => field.split('.')[0] === name)) continue;
    const table = meta.to === 'network' ? document.networks : (document.blocks ?? {});
    for (const target of [params[name]].flat() as string[]) {
      if (own(table, target)) continue;
      isSound = false;
      const names = Object.keys(table);
      const offer =
        names.length > 0 ? `there are ${names.join(', ')}` : `there is no ${meta.to} yet`;
      problems.error(
        'param.unknown-reference',
        { ...where, field: name },
        `"${name}" names the ${meta.to} "${target}", which the document does not have; ${offer}`,
      );
    }
  }
  return isSound;
}

function readWires(
  id: GraphId,
  graph: Graph,
  nodes: ReadonlyMap<string, CanvasNode>,
  problems: ProblemList,
): Map<string, Wire> {
  const wires = new Map<string, Wire>();
  for (const edge of graph.edges) {
    const [fromNode, fromPort] = splitRef(edge.from);
    const [toNode, toPort] = splitRef(edge.to);
    if (
      !hasEnd(id, graph, edge, fromNode, problems) ||
      !hasEnd(id, graph, edge, toNode, problems)
    ) {
      continue;
    }
    const source = nodes.get(fromNode);
    const target = nodes.get(toNode);
    if (!source || !target) continue;
    const gives = source.ports.outputs.some(({ name }) => name === fromPort);
    const takes = target.ports.inputs.some(({ name }) => name === toPort);
    if (!gives || !takes) {
      const [node, port, kind] = gives ? [target, toPort, 'input'] : [source, fromPort, 'output'];
      // A node with faulty parameters may well have the port once they are mended.
      if (!node.isSound) continue;
      const list = (gives ? target.ports.inputs : source.ports.outputs).map(({ name }) => name);
      const offer = list.length > 0 ? `it has ${list.join(', ')}` : 'it has none';
      problems.error(
        'edge.unknown-port',
        { graph: id, node: node.id, port },
        `the wire from ${edge.from} to ${edge.to} ends at the ${kind} "${port}", which ${node.id} does not have; ${offer}`,
        portFix(id, graph, edge, gives ? 'to' : 'from', list),
      );
      continue;
    }
    const before = wires.get(edge.to);
    if (before) {
      problems.error(
        'input.doubled',
        { graph: id, node: toNode, port: toPort },
        `the input ${edge.to} takes one wire, found two: from ${before.node}.${before.port} and from ${edge.from}`,
        cut(id, edge),
      );
      continue;
    }
    wires.set(edge.to, { node: fromNode, port: fromPort });
  }
  return wires;
}

function hasEnd(
  id: GraphId,
  graph: Graph,
  edge: Edge,
  node: string,
  problems: ProblemList,
): boolean {
  if (own(graph.nodes, node)) return true;
  problems.error(
    'edge.unknown-node',
    { graph: id, field: `${edge.from} → ${edge.to}` },
    `the wire from ${edge.from} to ${edge.to} ends at "${node}", which is not on this canvas`,
    cut(id, edge),
  );
  return false;
}

function reportCycle(
  id: GraphId,
  graph: Graph,
  cycle: readonly string[],
  problems: ProblemList,
): void {
  const inCycle = new Set(cycle);
  const last = graph.edges.findLast(
    ({ from, to }) => inCycle.has(splitRef(from)[0]) && inCycle.has(splitRef(to)[0]),
  );
  const names = cycle.length > 6 ? [...cycle.slice(0, 6), '…'] : cycle;
  problems.error(
    'graph.cycle',
    { graph: id, node: cycle[0] ?? '' },
    `expected values to flow one way, found a cycle through ${names.join(', ')}`,
    last && {
      label: `Remove the wire from ${last.from} to ${last.to}`,
      edits: [{ type: 'disconnect', graph: id, edges: [last] }],
    },
  );
}
