/** Ports of a level above that a wire could meet, through ports of the levels on its way out. Pure. */
import { reach } from './connection.ts';
import type { FixedEnd } from './connections.ts';
import type { Edit } from './edit-types.ts';
import { graphOf } from './graph-of.ts';
import { growPort, inputParams, wantedType } from './grow-ports.ts';
import { type LeadRefusal, leadOut, type Start } from './lead-out.ts';
import type { GraphId } from './problem.ts';
import { arrivingFrom, type Known, paramsFor, type Route, refOf, standAt, takes } from './route.ts';

export interface WayOut {
  readonly ok: true;
  /** Of the ports alone. */
  readonly edits: readonly Edit[];
  /** The node above from where the wire goes on. */
  readonly lead: string;
  /** Free ports first. */
  readonly routes: readonly Route[];
}

export type LeadOut = WayOut | { readonly ok: false; readonly refusal: LeadRefusal };

/** `level` counts the levels of the way from 0. */
export function waysOut(known: Known, start: Start, level: number): LeadOut {
  const { way, fixed } = start;
  const graph = way.trail[level] ?? 'objective';
  const led = leadOut(known.document, start, level, wanted(known, start));
  if (!led.ok) return led;
  const closing = reach(
    graphOf(known.document, graph)?.edges ?? [],
    led.end.node,
    fixed.side === 'output' ? 'up' : 'down',
  );
  const routes = Object.keys(known.facts[graph]?.nodes ?? {})
    .filter((id) => !closing.has(id))
    .flatMap((id) =>
      fixed.side === 'output'
        ? readers(known, start, graph, id, led.end)
        : feeders(known, start, level, graph, id),
    );
  const isFree = ({ replaces }: Route) => replaces === null;
  const sorted = [...routes.filter(isFree), ...routes.filter((route) => !isFree(route))];
  const edits = (route: Route) =>
    fixed.side === 'output' ? [...led.edits, ...route.edits] : route.edits;
  return {
    ok: true,
    edits: led.edits,
    lead: led.end.node,
    routes: sorted.map((route) => ({ ...route, edits: edits(route) })),
  };
}

const here = ({ way }: Start): GraphId => way.trail.at(-1) ?? 'objective';

/** Of an input that nothing feeds yet. */
function wanted({ facts }: Known, start: Start) {
  const within = facts[here(start)];
  const isInput = start.fixed.side === 'input';
  const type = isInput && within ? wantedType(within, start.fixed.node, start.type) : null;
  return (type && inputParams(type)) ?? {};
}

/** Inputs of a node that take what leaves the lower level at `end`, or one that it can have for it. */
function readers(
  known: Known,
  start: Start,
  graph: GraphId,
  id: string,
  end: FixedEnd,
): readonly Route[] {
  const { document, facts } = known;
  const giver = standAt(known, here(start), start.fixed.node);
  const value = giver && arrivingFrom(giver, start.fixed);
  const taker = standAt(known, graph, id);
  const edges = graphOf(document, graph)?.edges ?? [];
  if (!value || !taker) return [];
  const from = refOf(end);
  const fedBy = (to: string) => edges.find((edge) => edge.to === to)?.from ?? null;
  const connect = (port: string): Edit => ({
    type: 'connect',
    graph,
    edge: { from, to: `${id}.${port}` },
  });
  const found = taker.facts.ports.inputs
    .filter(({ name }) => fedBy(`${id}.${name}`) !== from && takes(document, taker, name, value))
    .map(({ name: port }): Route => {
      const replaces = fedBy(`${id}.${port}`);
      return { graph, node: id, port, replaces, isGrown: false, edits: [connect(port)] };
    });
  if (found.some(({ replaces }) => replaces === null)) return found;
  const level = facts[graph];
  const title = giver?.node.title ?? start.fixed.node;
  const grown = level && growPort(level, document, graph, id, value, title);
  if (!grown) return found;
  const { port, edits } = grown;
  const edit = [...edits, connect(port)];
  return [{ graph, node: id, port, replaces: null, isGrown: true, edits: edit }, ...found];
}

/** Outputs of a node that the input takes; the ports between say what comes from it. */
function feeders(
  known: Known,
  start: Start,
  level: number,
  graph: GraphId,
  id: string,
): readonly Route[] {
  const { document } = known;
  const giver = standAt(known, graph, id);
  const taker = standAt(known, here(start), start.fixed.node);
  if (!giver || !taker) return [];
  return Object.entries(giver.facts.outputs).flatMap(([port, type]): Route[] => {
    const params = paramsFor(giver, graph, type);
    if (!params || !takes(document, taker, start.fixed.port, type)) return [];
    const led = leadOut(document, start, level, params);
    if (!led.ok) return [];
    const edge = { from: `${id}.${port}`, to: refOf(led.end) };
    const edits: readonly Edit[] = [...led.edits, { type: 'connect', graph, edge }];
    return [{ graph, node: id, port, replaces: null, isGrown: false, edits }];
  });
}
