/**
 * Keeps the wires of a node whose ports have changed, by new parameters or another kind. Wires that find no port are
 * remembered with the node that lost them and come back when one of its later versions has the port again: a count that
 * is typed from 3 to 2 and back costs nothing.
 */
import type { Document, Edge, GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import type { Ports } from '../nodes/define.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';
import { graphOf, own, splitRef } from './graph-of.ts';
import { keptEntries, matchPorts, type NewPort, numberOf, typesFit } from './match-ports.ts';
import { portsOf } from './ports.ts';
import type { GraphId } from './problem.ts';
import { type Params, resolveParams } from './resolve-params.ts';
import type { Scope } from './scope.ts';

/** Lost wires by the version of the node that last was without their port. */
const parked = new WeakMap<GraphNode, readonly Edge[]>();

interface Version {
  readonly node: GraphNode;
  readonly ports: Ports;
  readonly params: Params;
  /** The parameters are what the document says. */
  readonly isSound: boolean;
}

export function versionOf(document: Document, node: GraphNode, scope: Scope): Version | null {
  const definition = definitionOf(node.kind);
  if (!definition) return null;
  const { params, faults } = resolveParams(definition, node, scope);
  const ports = portsOf(document, definition, params);
  return { node, ports, params, isSound: faults.length === 0 };
}

interface Change {
  readonly graph: GraphId;
  readonly id: string;
  readonly before: Version;
  readonly after: Version;
  readonly scope: Scope;
  /** The entry that was taken out of the list that numbers the inputs. */
  readonly removed?: number | undefined;
}

/** Half-typed parameters cost no wires: they wait for sound ones. */
export function rememberLost(before: GraphNode, after: GraphNode): void {
  const lost = parked.get(before);
  if (lost) parked.set(after, lost);
}

/** The wires of the canvas of `document`, in which the node is already the new one. */
export function keptWires(document: Document, change: Change): { edges: Edge[]; lost: Edge[] } {
  const { graph, id, before, after, scope } = change;
  const canvas = graphOf(document, graph);
  if (!canvas) return { edges: [], lost: [] };
  const isOther = before.node.kind !== after.node.kind;
  const gives = (ref: string) => typeAt(document, change, canvas.nodes, ref, 'outputs', scope);
  const accepts = (ref: string) => typeAt(document, change, canvas.nodes, ref, 'inputs', scope);
  const into = canvas.edges.filter(({ to }) => splitRef(to)[0] === id);
  const outOf = canvas.edges.filter(({ from }) => splitRef(from)[0] === id);

  const inputs = placesFor(
    into.map(({ to }) => splitRef(to)[1]),
    before.ports.inputs.map(({ name }) => name),
    after.ports.inputs.map(({ name, accepts: type }) => ({ name, type })),
    isOther,
    closedRanks(before, after, change.removed),
    (wired, { type }) => {
      const edge = into.find(({ to }) => to === `${id}.${wired}`);
      const given = edge && gives(edge.from);
      return given === undefined || typesFit(type, given);
    },
  );
  const outputs = placesFor(
    outOf.map(({ from }) => splitRef(from)[1]),
    before.ports.outputs.map(({ name }) => name),
    after.ports.outputs.map(({ name, gives: type }) => ({ name, type })),
    isOther,
    null,
    (wired, { type }) =>
      outOf.some((edge) => {
        const taken = edge.from === `${id}.${wired}` ? accepts(edge.to) : null;
        return taken === undefined || (taken !== null && typesFit(taken, type));
      }),
  );

  const lost: Edge[] = [];
  const edges = canvas.edges.flatMap((edge) => {
    const [from, to] = [moved(edge.from, id, outputs), moved(edge.to, id, inputs)];
    const isBadOutput =
      isOther &&
      from !== null &&
      splitRef(from)[0] === id &&
      !flows(after.ports, from, edge.to, accepts);
    if (from === null || to === null || isBadOutput) {
      lost.push(edge);
      return [];
    }
    return [from === edge.from && to === edge.to ? edge : { ...edge, from, to }];
  });
  return withReturned(document, change, edges, lost);
}

/** Wires that an earlier version lost, where their ports are there again and free. */
function withReturned(
  document: Document,
  { graph, id, before, after, scope }: Change,
  edges: readonly Edge[],
  lost: readonly Edge[],
): { edges: Edge[]; lost: Edge[] } {
  const nodes = graphOf(document, graph)?.nodes ?? {};
  const all = [...edges];
  const waiting: Edge[] = [];
  const hasPort = (ref: string, side: 'inputs' | 'outputs') => {
    const [name, port] = splitRef(ref);
    const node = own(nodes, name);
    const ports = name === id ? after.ports : node && versionOf(document, node, scope)?.ports;
    return ports?.[side].some((candidate) => candidate.name === port) === true;
  };
  for (const edge of parked.get(before.node) ?? []) {
    const isFree = all.every(({ to }) => to !== edge.to);
    if (isFree && hasPort(edge.from, 'outputs') && hasPort(edge.to, 'inputs')) all.push(edge);
    else waiting.push(edge);
  }
  const remembered = [...waiting, ...lost];
  if (remembered.length > 0) parked.set(after.node, remembered);
  return { edges: all, lost: [...lost] };
}

type Ranks = (wired: readonly string[]) => ReadonlyMap<string, string | null>;

function placesFor(
  wired: readonly string[],
  before: readonly string[],
  after: readonly NewPort[],
  isOther: boolean,
  ranks: Ranks | null,
  fits: (wired: string, port: NewPort) => boolean,
): ReadonlyMap<string, string> {
  const known = new Set(before);
  // Half-typed parameters may have hidden a port that still has its wire.
  const order = [...before, ...wired.filter((name) => !known.has(name))];
  const names = order.filter((name) => wired.includes(name));
  const ranked = ranks?.(names) ?? new Map<string, string | null>();
  const given = new Set(ranked.values());
  const open = after.filter(({ name }) => !given.has(name) && (isOther || !known.has(name)));
  const places = matchPorts(
    names.filter((name) => !ranked.has(name)),
    order,
    after,
    new Set(open.map(({ name }) => name)),
    // What keeps its name keeps its wire: a type that no longer fits is told as a problem, not lost.
    (name, port) => (!isOther && name === port.name) || fits(name, port),
  );
  const kept = [...ranked].flatMap(([from, to]) => (to === null ? [] : [[from, to] as const]));
  return new Map([...places, ...kept]);
}

/** How numbered inputs move up when there are fewer of them. */
function closedRanks(before: Version, after: Version, removed: number | undefined): Ranks {
  return (wired) => {
    const moves = new Map<string, string | null>();
    const prefixes = new Set(wired.flatMap((name) => numberOf(name)?.[0] ?? []));
    for (const prefix of prefixes) {
      const count = ({ ports }: Version) =>
        ports.inputs.filter(({ name }) => numberOf(name)?.[0] === prefix).length;
      const numbers = wired.flatMap((name) => {
        const [own, at] = numberOf(name) ?? [];
        return own === prefix && at !== undefined ? [at] : [];
      });
      const [was, is] = [Math.max(count(before), ...numbers.map((at) => at + 1)), count(after)];
      if (is === 0 || is >= was) continue;
      const values = valuesOf(before, after, was, is);
      const kept =
        removed !== undefined && values && was - is === 1
          ? Array.from({ length: was }, (_, at) => at).filter((at) => at !== removed)
          : keptEntries(was, is, (at) => numbers.includes(at), values);
      for (const at of numbers) {
        const place = kept.indexOf(at);
        moves.set(`${prefix}${at}`, place < 0 ? null : `${prefix}${place}`);
      }
    }
    return moves;
  };
}

/** The list that has one value for each port, before and after. */
function valuesOf(before: Version, after: Version, was: number, is: number) {
  const definition = definitionOf(after.node.kind);
  for (const { name } of definition ? fieldsOf(definition.params) : []) {
    const [old, now] = [before.params[name], after.params[name]];
    if (!Array.isArray(old) || !Array.isArray(now)) continue;
    if (old.length !== was || now.length !== is) continue;
    const texts = (list: readonly unknown[]) => list.map((value) => JSON.stringify(value));
    return { before: texts(old), after: texts(now) };
  }
  return undefined;
}

function moved(ref: string, id: string, places: ReadonlyMap<string, string>): string | null {
  const [node, port] = splitRef(ref);
  if (node !== id) return ref;
  const place = places.get(port);
  return place === undefined ? null : `${id}.${place}`;
}

function flows(
  ports: Ports,
  from: string,
  to: string,
  accepts: (ref: string) => NewPort['type'] | undefined,
): boolean {
  const given = ports.outputs.find(({ name }) => name === splitRef(from)[1])?.gives;
  const taken = accepts(to);
  return given === undefined || taken === undefined || typesFit(taken, given);
}

/** What a port of another node gives or takes; unknown where its parameters are faulty. */
function typeAt(
  document: Document,
  { id, after }: Change,
  nodes: Readonly<Record<string, GraphNode>>,
  ref: string,
  side: 'inputs' | 'outputs',
  scope: Scope,
): NewPort['type'] | undefined {
  const [name, port] = splitRef(ref);
  const node = own(nodes, name);
  const ports = name === id ? after.ports : node && versionOf(document, node, scope)?.ports;
  const found = ports?.[side].find((candidate) => candidate.name === port);
  return found && ('gives' in found ? found.gives : found.accepts);
}
