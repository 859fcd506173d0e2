/** A node put into a wire: by which of its ports, the edits that do it, and the room that it takes from what follows. Pure. */
import type { Document, Edge, GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import type { Definition, Ports } from '../nodes/define.ts';
import { isFault, shapeOf } from '../nodes/shapes.ts';
import { type Arriving, checkValue, reach } from './connection.ts';
import { scopeOn } from './edit-graph.ts';
import type { Edit } from './edit-types.ts';
import type { GraphFacts } from './facts.ts';
import { graphOf, own, splitRef } from './graph-of.ts';
import { portsOf } from './ports.ts';
import type { GraphId } from './problem.ts';
import { type Params, resolveParams } from './resolve-params.ts';

/** The ports of the node that the two halves of the wire end at. */
export interface InsertPorts {
  readonly input: string;
  readonly output: string;
}

/**
 * The first ports by which `node` fits into the wire, or null: what flows there must enter it, and what it makes of that
 * must enter where the wire leads.
 */
export function insertPorts(
  facts: GraphFacts,
  document: Document,
  graph: GraphId,
  edge: Edge,
  node: GraphNode,
): InsertPorts | null {
  const definition = definitionOf(node.kind);
  const [source, outPort] = splitRef(edge.from);
  const [target, inPort] = splitRef(edge.to);
  const giver = own(facts.nodes, source);
  const taker = own(facts.nodes, target);
  const takerNode = own(graphOf(document, graph)?.nodes ?? {}, target);
  const gives = giver?.ports.outputs.find(({ name }) => name === outPort)?.gives;
  const port = taker?.ports.inputs.find(({ name }) => name === inPort);
  if (!definition || !giver || !gives || !taker || !takerNode || !port) return null;
  const { params } = resolveParams(definition, node, scopeOn(document, graph));
  const ports = portsOf(document, definition, params);
  const arriving: Arriving = own(giver.outputs, outPort) ?? { gives, from: source };
  const into = ports.inputs.find(
    (input) => checkValue({ document, node, facts: { badge: '' }, port: input }, arriving).ok,
  );
  if (!into) return null;
  const leaving = made(definition, params, ports, arriving);
  const out = ports.outputs.find((output) => {
    const value = leaving ?? { gives: output.gives, from: node.kind };
    if (value === 'nothing') return false;
    return checkValue({ document, node: takerNode, facts: taker, port }, value).ok;
  });
  return out ? { input: into.name, output: out.name } : null;
}

/** What a layer with one input makes of what arrives; null where that is not known. */
function made(
  definition: Definition,
  params: Params,
  { inputs }: Ports,
  arriving: Arriving,
): Arriving | 'nothing' | null {
  const needed = inputs.filter(({ isOptional }) => !isOptional);
  if (definition.family !== 'layer' || needed.length !== 1 || !('type' in arriving)) return null;
  const shape = definition.shape(params, [shapeOf(arriving)]);
  return isFault(shape) ? 'nothing' : { type: 'tensor', shape };
}

/** Puts a node that stands on the canvas already into a wire. */
export function insertEdits(
  graph: GraphId,
  edge: Edge,
  id: string,
  { input, output }: InsertPorts,
): readonly Edit[] {
  return [
    { type: 'disconnect', graph, edges: [edge] },
    { type: 'connect', graph, edge: { from: edge.from, to: `${id}.${input}` } },
    { type: 'connect', graph, edge: { from: `${id}.${output}`, to: edge.to } },
  ];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Between two cards, so that the shape has room on the wire. */
const GAP = { x: 64, y: 46 };

type Places = Readonly<Record<string, readonly [number, number]>>;

/**
 * Where cards must go so that one of `box` fits between the ends of a wire: it stands clear of the source, and what the
 * wire leads to makes room with all that follows it: to the right, or downwards where the wire leads to a card below.
 * Nothing moves for wires that lead back.
 */
export function makeRoom(
  boxes: ReadonlyMap<string, Box>,
  edges: readonly Edge[],
  edge: Edge,
  id: string,
  box: Box,
): Places {
  const source = boxes.get(splitRef(edge.from)[0]);
  const [target] = splitRef(edge.to);
  const after = boxes.get(target);
  if (!source || !after) return {};
  const following = [...reach(edges, target, 'down')].flatMap((other) => {
    const at = boxes.get(other);
    return at && other !== id ? [[other, at] as const] : [];
  });
  if (after.x >= source.x + source.width) {
    const x = Math.max(box.x, source.x + source.width + GAP.x);
    const shift = Math.max(0, x + box.width + GAP.x - after.x);
    const moved = shift > 0 ? following.filter(([, at]) => at.x >= after.x) : [];
    return {
      ...Object.fromEntries(moved.map(([other, at]) => [other, [at.x + shift, at.y] as const])),
      [id]: [x, box.y],
    };
  }
  if (after.y < source.y + source.height) return {};
  const y = source.y + source.height + GAP.y;
  const shift = Math.max(0, y + box.height + GAP.y - after.y);
  const isInColumn = (at: Box) =>
    at.y >= after.y && at.x < after.x + after.width && at.x + at.width > after.x;
  const moved = shift > 0 ? following.filter(([, at]) => isInColumn(at)) : [];
  return {
    ...Object.fromEntries(moved.map(([other, at]) => [other, [at.x, at.y + shift] as const])),
    [id]: [source.x, y],
  };
}
