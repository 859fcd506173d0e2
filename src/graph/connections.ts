/**
 * Every port that one end of a wire could meet, in one pass over the canvas: what a person sees light up while the wire is
 * in the hand. `connection.ts` judges a single pair; this says the same of all, for the price of a few.
 */
import type { Document } from '../../graph-schemas/document.ts';
import { type Connection, checkValue, cycle, reach } from './connection.ts';
import type { GraphFacts, NodeFacts } from './facts.ts';
import { graphOf, own } from './graph-of.ts';
import type { GraphId } from './problem.ts';

/** The end of a wire that is fixed. */
export interface FixedEnd {
  readonly node: string;
  readonly port: string;
  readonly side: 'input' | 'output';
}

export interface Candidate {
  readonly node: string;
  readonly port: string;
  /** A wire ends here already: the new one would replace it. Outputs are never taken. */
  readonly isTaken: boolean;
  readonly verdict: Connection;
}

/** All ports of the other side, in the order of the nodes and of their ports. */
export function candidates(
  facts: GraphFacts,
  document: Document,
  graph: GraphId,
  fixed: FixedEnd,
): readonly Candidate[] {
  const canvas = graphOf(document, graph);
  const end = own(facts.nodes, fixed.node);
  if (!canvas || !end) return [];
  const isFromOutput = fixed.side === 'output';
  const closing = reach(canvas.edges, fixed.node, isFromOutput ? 'up' : 'down');
  const taken = new Set(canvas.edges.map(({ to }) => to));
  return Object.entries(facts.nodes).flatMap(([id, other]) => {
    const ports = isFromOutput ? other.ports.inputs : other.ports.outputs;
    return ports.map(({ name }): Candidate => {
      const isTaken = isFromOutput && taken.has(`${id}.${name}`);
      const from = isFromOutput ? fixed : { node: id, port: name };
      const to = isFromOutput ? { node: id, port: name } : fixed;
      const verdict = closing.has(id)
        ? cycle(from.node, to.node)
        : checkPair(document, canvas.nodes, facts, from, to);
      return { node: id, port: name, isTaken, verdict };
    });
  });
}

type End = Pick<FixedEnd, 'node' | 'port'>;

function checkPair(
  document: Document,
  nodes: Document['objective']['nodes'],
  facts: GraphFacts,
  from: End,
  to: End,
): Connection {
  const giver: NodeFacts | undefined = own(facts.nodes, from.node);
  const taker = own(facts.nodes, to.node);
  const node = own(nodes, to.node);
  const output = giver?.ports.outputs.find(({ name }) => name === from.port);
  const port = taker?.ports.inputs.find(({ name }) => name === to.port);
  if (!giver || !taker || !node || !output || !port) {
    return { ok: false, message: `there is no wire from ${from.node} to ${to.node}` };
  }
  const type = own(giver.outputs, from.port);
  return checkValue(
    { document, node, facts: taker, port },
    type ?? { gives: output.gives, from: from.node },
  );
}
