/**
 * Which node of one canvas is which of another: the same id and kind first, then what stands in the same place
 * (wired to nodes that are matched already) or says the same, best first. Whatever finds no partner was added or removed.
 */
import type { Graph, GraphNode } from '../../../graph-schemas/document.ts';
import { own, splitRef } from '../graph-of.ts';
import type { Written } from './diff-types.ts';
import { writtenFields } from './written-fields.ts';

/** From the ids of the first canvas to those of the second. */
export type Matching = ReadonlyMap<string, string>;

export function matchNodes(before: Graph, after: Graph): Matching {
  const matches = new Map<string, string>();
  const taken = new Set<string>();
  const match = (one: string, other: string) => {
    matches.set(one, other);
    taken.add(other);
  };
  for (const [id, { kind }] of Object.entries(before.nodes))
    if (own(after.nodes, id)?.kind === kind) match(id, id);
  const one = sidesOf(before, (id) => !matches.has(id));
  const other = sidesOf(after, (id) => !taken.has(id));
  for (;;) {
    const pairs = pairsBetween(one, other, matches);
    const best = Math.max(0, ...pairs.map(({ score }) => score));
    if (best === 0) return matches;
    // Equals are taken in the order of the documents: none changes the other's claim.
    for (const { from, to, score } of pairs) {
      if (score !== best || matches.has(from) || taken.has(to)) continue;
      match(from, to);
      one.delete(from);
      other.delete(to);
    }
  }
}

interface Side {
  readonly node: GraphNode;
  readonly fields: ReadonlyMap<string, Written>;
  readonly wires: NodeWires;
}

function sidesOf(graph: Graph, isOpen: (id: string) => boolean): Map<string, Side> {
  const wires = wiresOf(graph);
  return new Map(
    Object.entries(graph.nodes).flatMap(([id, node]) =>
      isOpen(id)
        ? [[id, { node, fields: writtenFields(node), wires: wires.get(id) ?? NO_WIRES }] as const]
        : [],
    ),
  );
}

function pairsBetween(
  before: ReadonlyMap<string, Side>,
  after: ReadonlyMap<string, Side>,
  matches: Matching,
): { from: string; to: string; score: number }[] {
  const pairs = [];
  for (const [from, one] of before)
    for (const [to, other] of after) {
      const score = likeness(from === to, one, other, matches);
      if (score > 0) pairs.push({ from, to, score });
    }
  return pairs;
}

/** From a port of this node to a port of another. */
interface Wire {
  readonly node: string;
  readonly at: string;
}

interface NodeWires {
  readonly inputs: Wire[];
  readonly outputs: Wire[];
}

const NO_WIRES: NodeWires = { inputs: [], outputs: [] };

function wiresOf({ edges }: Graph): ReadonlyMap<string, NodeWires> {
  const wires = new Map<string, NodeWires>();
  const at = (id: string) => {
    const known = wires.get(id) ?? { inputs: [], outputs: [] };
    wires.set(id, known);
    return known;
  };
  for (const { from, to } of edges) {
    const [source, output] = splitRef(from);
    const [target, input] = splitRef(to);
    at(source).outputs.push({ node: target, at: input });
    at(target).inputs.push({ node: source, at: output });
  }
  return wires;
}

/** 0: not the same node. Another kind must have kept its name or its whole place; another name, its place or its words. */
function likeness(isNamesake: boolean, one: Side, other: Side, matches: Matching): number {
  const inputs = sharedWires(one.wires.inputs, other.wires.inputs, matches);
  const outputs = sharedWires(one.wires.outputs, other.wires.outputs, matches);
  const wires = inputs + outputs;
  if (one.node.kind !== other.node.kind) {
    if (isNamesake) return wires > 0 ? 2 + wires : 0;
    return inputs > 0 && outputs > 0 ? wires : 0;
  }
  const same = equalShare(one.fields, other.fields);
  return wires === 0 && same < 1 ? 0 : 4 + wires + same;
}

/** Wires that lead to the same port of partners. */
function sharedWires(one: readonly Wire[], other: readonly Wire[], matches: Matching): number {
  return one.filter((wire) =>
    other.some(({ node, at }) => matches.get(wire.node) === node && wire.at === at),
  ).length;
}

function equalShare(one: Side['fields'], other: Side['fields']): number {
  const names = new Set([...one.keys(), ...other.keys()]);
  const equal = [...names].filter((name) => isSame(one.get(name), other.get(name))).length;
  return names.size === 0 ? 1 : equal / names.size;
}

export const isSame = (one: Written, other: Written): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
