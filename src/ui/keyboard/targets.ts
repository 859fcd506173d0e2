/** What a port can be wired to on its canvas, the nearest first. Pure. */
import type { Document, Edge, Graph } from '../../../graph-schemas/document.ts';
import type { GraphFacts, NodeFacts } from '../../compiler/compile-types.ts';
import { checkConnection } from '../../graph/connection.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { placesOf } from '../canvas/flow-nodes.ts';

export interface PortEnd {
  readonly node: string;
  readonly port: string;
  readonly side: 'input' | 'output';
}

export interface PortChoice extends PortEnd {
  /** What feeds the input. */
  readonly fedBy: string | null;
  /** How many read the output. */
  readonly readers: number;
}

export interface Target {
  readonly node: string;
  readonly port: string;
  readonly edge: Edge;
  /** What feeds the input now: the wire takes its place. */
  readonly replaces: string | null;
}

/** What a person most likely wants to connect first: inputs that wait, outputs that nobody reads. */
export function portChoices(
  graph: Graph,
  node: string,
  { ports }: NodeFacts,
): readonly PortChoice[] {
  const inputs = ports.inputs.map(({ name, isOptional }) => {
    const fedBy = fedByOf(graph, `${node}.${name}`);
    const rank = fedBy === null ? (isOptional ? 2 : 0) : 4;
    return { rank, choice: { node, port: name, side: 'input' as const, fedBy, readers: 0 } };
  });
  const outputs = ports.outputs.map(({ name }) => {
    const readers = graph.edges.filter(({ from }) => from === `${node}.${name}`).length;
    const choice = { node, port: name, side: 'output' as const, fedBy: null, readers };
    return { rank: readers === 0 ? 1 : 3, choice };
  });
  return [...inputs, ...outputs].sort((a, b) => a.rank - b.rank).map(({ choice }) => choice);
}

export const fedByOf = (graph: Graph, input: string): string | null =>
  graph.edges.find(({ to }) => to === input)?.from ?? null;

/** A port that the wire cannot end at, and why. */
export interface Refusal {
  readonly node: string;
  readonly port: string;
  readonly message: string;
}

/** In the order of the document. Checked like targets: a person who misses a port looks for it by name. */
export function refusalsOf(
  document: Document,
  facts: GraphFacts,
  id: GraphId,
  end: PortEnd,
): readonly Refusal[] {
  const here = `${end.node}.${end.port}`;
  return Object.entries(facts.nodes).flatMap(([node, { ports }]) => {
    if (node === end.node) return [];
    return (end.side === 'output' ? ports.inputs : ports.outputs).flatMap(({ name: port }) => {
      const there = `${node}.${port}`;
      const [from, to] = end.side === 'output' ? [here, there] : [there, here];
      const found = checkConnection(facts, document, id, from, to);
      return found.ok ? [] : [{ node, port, message: found.message }];
    });
  });
}

export function targetsOf(
  document: Document,
  facts: GraphFacts,
  id: GraphId,
  end: PortEnd,
): readonly Target[] {
  const graph = graphOf(document, id);
  if (!graph) return [];
  const places = placesOf(graph);
  const here = `${end.node}.${end.port}`;
  const [x, y] = places[end.node] ?? [0, 0];
  const found = Object.entries(facts.nodes).flatMap(([node, { ports }]) => {
    if (node === end.node) return [];
    const others = end.side === 'output' ? ports.inputs : ports.outputs;
    const [otherX, otherY] = places[node] ?? [0, 0];
    return others.flatMap(({ name: port }) => {
      const there = `${node}.${port}`;
      const edge = end.side === 'output' ? { from: here, to: there } : { from: there, to: here };
      const fedBy = fedByOf(graph, edge.to);
      if (fedBy === edge.from) return [];
      if (!checkConnection(facts, document, id, edge.from, edge.to).ok) return [];
      const replaces = end.side === 'output' ? fedBy : null;
      const ahead = end.side === 'output' ? otherX - x : x - otherX;
      const cost = farness(ahead, otherY - y) + (replaces === null ? 0 : TAKEN);
      return [{ cost, target: { node, port, edge, replaces } }];
    });
  });
  return found.sort((a, b) => a.cost - b.cost).map(({ target }) => target);
}

/** Values flow to the right, and few people want to take an input from another wire. */
const BEHIND = 2000;
const TAKEN = 3000;
const farness = (ahead: number, aside: number) =>
  Math.abs(ahead) + 2 * Math.abs(aside) + (ahead < 0 ? BEHIND : 0);

/** The wire that two nodes most likely mean: from the left one to the right one, into an input that waits. */
export function wireBetween(
  document: Document,
  facts: GraphFacts,
  id: GraphId,
  [a, b]: readonly [string, string],
): Edge | null {
  const graph = graphOf(document, id);
  if (!graph) return null;
  const places = placesOf(graph);
  const isTurned = (places[a]?.[0] ?? 0) > (places[b]?.[0] ?? 0);
  const pairs = isTurned
    ? [
        [b, a],
        [a, b],
      ]
    : [
        [a, b],
        [b, a],
      ];
  for (const isFree of [true, false]) {
    for (const [from = '', to = ''] of pairs) {
      const outputs = facts.nodes[from]?.ports.outputs ?? [];
      const inputs = facts.nodes[to]?.ports.inputs ?? [];
      for (const input of inputs) {
        const fedBy = fedByOf(graph, `${to}.${input.name}`);
        if ((fedBy === null) !== isFree) continue;
        const output = outputs.find(
          ({ name }) =>
            fedBy !== `${from}.${name}` &&
            checkConnection(facts, document, id, `${from}.${name}`, `${to}.${input.name}`).ok,
        );
        if (output) return { from: `${from}.${output.name}`, to: `${to}.${input.name}` };
      }
    }
  }
  return null;
}
