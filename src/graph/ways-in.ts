/** Ports inside of a node that a wire beside it could meet, through a new port of the network or block that the node uses. Pure. */
import type { Graph } from '../../graph-schemas/document.ts';
import { reach } from './connection.ts';
import type { FixedEnd } from './connections.ts';
import type { Edit } from './edit-types.ts';
import { graphOf, own, splitRef } from './graph-of.ts';
import { newEnd } from './grow-ports.ts';
import { isChained } from './lead-out.ts';
import { nodesOfRole } from './ports.ts';
import type { GraphId } from './problem.ts';
import { type Known, paramsFor, type Route, refOf, type Stand, standAt, takes } from './route.ts';
import { graphInside } from './uses.ts';

/** More would be a list that nobody reads. */
const MOST = 12;

interface Inside {
  readonly known: Known;
  readonly graph: GraphId;
  readonly fixed: FixedEnd;
  readonly start: Stand;
  /** The node beside, and what it uses. */
  readonly node: string;
  readonly inner: GraphId;
  readonly canvas: Graph;
}

/** Into what `node` uses, which stands on the canvas `graph` beside the fixed end. */
export function waysIn(
  known: Known,
  graph: GraphId,
  fixed: FixedEnd,
  node: string,
): readonly Route[] {
  const around = graphOf(known.document, graph);
  const use = around && own(around.nodes, node);
  const inner = use ? graphInside(use) : null;
  const canvas = inner && graphOf(known.document, inner);
  const start = standAt(known, graph, fixed.node);
  if (!around || !use || !inner || !canvas || !start || isChained(use)) return [];
  const isOutput = fixed.side === 'output';
  if (reach(around.edges, fixed.node, isOutput ? 'up' : 'down').has(node)) return [];
  const inside: Inside = { known, graph, fixed, start, node, inner, canvas };
  return (isOutput ? waiting(inside) : unseen(inside)).slice(0, MOST);
}

/** Inputs that nothing feeds. */
function waiting(inside: Inside): readonly Route[] {
  const { known, graph, fixed, start, node, inner, canvas } = inside;
  const type = own(start.facts.outputs, fixed.port);
  const params = type && paramsFor(start, graph, type);
  if (!type || !params) return [];
  const fed = new Set(canvas.edges.map(({ to }) => to));
  const name = fixed.port === 'out' ? fixed.node : fixed.port;
  const made = newEnd(known.document, inner, 'input', name, params);
  if (!made) return [];
  return Object.keys(canvas.nodes).flatMap((id) => {
    const taker = standAt(known, inner, id);
    return (taker?.facts.ports.inputs ?? []).flatMap(({ name: port }): Route[] => {
      const to = `${id}.${port}`;
      if (!taker || fed.has(to) || !takes(known.document, taker, port, type)) return [];
      const edits: readonly Edit[] = [
        { type: 'add-node', graph: inner, ...made },
        { type: 'connect', graph: inner, edge: { from: `${made.id}.out`, to } },
        { type: 'connect', graph, edge: { from: refOf(fixed), to: `${node}.${made.id}` } },
      ];
      return [{ graph: inner, node: id, port, replaces: null, isGrown: false, edits }];
    });
  });
}

/** Ids are no longer than documents can say, with what is put behind them. */
const LONGEST = 56;

/** Values that no port lets out: first those that nothing reads, and of all the late ones first. */
function unseen(inside: Inside): readonly Route[] {
  const { known, graph, fixed, start, node, inner, canvas } = inside;
  const outputs = new Set(nodesOfRole(canvas, 'output'));
  const inputs = new Set(nodesOfRole(canvas, 'input'));
  const read = new Set(canvas.edges.map(({ from }) => from));
  const letOut = new Set(
    canvas.edges.flatMap(({ from, to }) => (outputs.has(splitRef(to)[0]) ? [from] : [])),
  );
  const routes = Object.keys(canvas.nodes).flatMap((id) => {
    const giver = inputs.has(id) ? null : standAt(known, inner, id);
    return Object.entries(giver?.facts.outputs ?? {}).flatMap(([port, type]): Route[] => {
      const from = `${id}.${port}`;
      const isTensor = type.type === 'tensor' && !letOut.has(from);
      if (!isTensor || !takes(known.document, start, fixed.port, type)) return [];
      const made = newEnd(known.document, inner, 'output', `${id.slice(0, LONGEST)}Out`);
      if (!made) return [];
      const edits: readonly Edit[] = [
        { type: 'add-node', graph: inner, ...made },
        { type: 'connect', graph: inner, edge: { from, to: `${made.id}.in` } },
        { type: 'connect', graph, edge: { from: `${node}.${made.id}`, to: refOf(fixed) } },
      ];
      return [{ graph: inner, node: id, port, replaces: null, isGrown: false, edits }];
    });
  });
  const isRead = ({ node: id, port }: Route) => read.has(`${id}.${port}`);
  routes.reverse();
  return [...routes.filter((route) => !isRead(route)), ...routes.filter(isRead)];
}
