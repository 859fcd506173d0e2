/**
 * What a wire can do at a node on whose body it is let go: enter a free port that fits, replace what enters one, or enter a
 * port that is made for it. Pure.
 */
import type { Document, Edge } from '../../../../graph-schemas/document.ts';
import { reach } from '../../../graph/connection.ts';
import type { Candidate, FixedEnd } from '../../../graph/connections.ts';
import type { Edit } from '../../../graph/edit-types.ts';
import type { Facts, GraphFacts } from '../../../graph/facts.ts';
import { graphOf, own } from '../../../graph/graph-of.ts';
import { growPort, inputParams, newEnd } from '../../../graph/grow-ports.ts';
import type { GraphId } from '../../../graph/problem.ts';
import { graphInside } from '../../../graph/uses.ts';
import { waysIn } from '../../../graph/ways-in.ts';

export type Offer =
  | { readonly type: 'connect' | 'replace'; readonly port: string; readonly edits: readonly Edit[] }
  /** One more of the numbered inputs of the node. */
  | { readonly type: 'grow'; readonly port: string; readonly edits: readonly Edit[] }
  /** An input of the network or block that the node uses. */
  | {
      readonly type: 'add-input';
      readonly port: string;
      readonly inside: GraphId;
      readonly edits: readonly Edit[];
    }
  /** Through a new port of what the node uses, to `port` inside. */
  | {
      readonly type: 'lead-in';
      readonly port: string;
      readonly inside: GraphId;
      readonly edits: readonly Edit[];
    };

export interface OfferContext {
  readonly facts: GraphFacts;
  /** Of all canvases. */
  readonly graphs: Facts;
  readonly document: Document;
  readonly graph: GraphId;
  readonly fixed: FixedEnd;
  /** Of all nodes, or of this one alone. */
  readonly candidates: readonly Candidate[];
  /** Of the node that the wire comes from. */
  readonly title: string;
}

/** Several where the person has to choose; none where the node has nothing for the wire. */
export function offersAt(context: OfferContext, node: string): readonly Offer[] {
  const { graph, fixed, candidates } = context;
  const fitting = candidates.filter((other) => other.node === node && other.verdict.ok);
  const offer = ({ port, isTaken }: Candidate): Offer => ({
    type: isTaken ? 'replace' : 'connect',
    port,
    edits: [{ type: 'connect', graph, edge: edgeTo(fixed, node, port) }],
  });
  const free = fitting.filter(({ isTaken }) => !isTaken);
  if (free.length > 0) return free.map(offer);
  const within = inside(context, node);
  return fixed.side === 'input'
    ? within
    : [...made(context, node), ...fitting.map(offer), ...within];
}

function inside(context: OfferContext, node: string): readonly Offer[] {
  const { document, graphs, graph, fixed } = context;
  return waysIn({ document, facts: graphs }, graph, fixed, node).map((route) => ({
    type: 'lead-in',
    port: `${route.node}.${route.port}`,
    inside: route.graph,
    edits: route.edits,
  }));
}

export function edgeTo(fixed: FixedEnd, node: string, port: string): Edge {
  const [here, there] = [`${fixed.node}.${fixed.port}`, `${node}.${port}`];
  return fixed.side === 'output' ? { from: here, to: there } : { from: there, to: here };
}

function made(context: OfferContext, node: string): readonly Offer[] {
  const { facts, document, graph, fixed, title } = context;
  const giver = own(facts.nodes, fixed.node);
  const canvas = graphOf(document, graph);
  const gives = giver?.ports.outputs.find(({ name }) => name === fixed.port)?.gives;
  if (!giver || !canvas || !gives) return [];
  // What the node makes leads to the wire already.
  if (reach(canvas.edges, fixed.node, 'up').has(node)) return [];
  const type = own(giver.outputs, fixed.port);
  const arriving = type ?? { gives, from: fixed.node };
  const grown = growPort(facts, document, graph, node, arriving, title);
  const wire = (port: string): Edit => ({
    type: 'connect',
    graph,
    edge: edgeTo(fixed, node, port),
  });
  if (grown) return [{ type: 'grow', port: grown.port, edits: [...grown.edits, wire(grown.port)] }];
  const use = own(canvas.nodes, node);
  const inside = use ? graphInside(use) : null;
  const source = own(canvas.nodes, fixed.node);
  if (!inside || !type || !source) return [];
  const said = { node: source, ...(giver.params ? { params: giver.params } : {}) };
  const params = inputParams(type, inside.startsWith('networks.') ? said : undefined);
  const name = fixed.port === 'out' ? fixed.node : fixed.port;
  const end = params && newEnd(document, inside, 'input', name, params);
  if (!end) return [];
  return [
    {
      type: 'add-input',
      port: end.id,
      inside,
      edits: [{ type: 'add-node', graph: inside, ...end }, wire(end.id)],
    },
  ];
}
