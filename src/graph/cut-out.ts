/** A selection cut out of its canvas as a graph of its own: the wires that cross its border become ports. Pure. */
import type { Document, Edge, Graph, GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import type { InputPort, ValueType } from '../nodes/define.ts';
import { scopeOn } from './edit-graph.ts';
import type { GraphFacts } from './facts.ts';
import { freeNameAmong } from './free-name.ts';
import { graphOf, own, splitRef } from './graph-of.ts';
import { portsOf } from './ports.ts';
import type { GraphId } from './problem.ts';
import { resolveParams } from './resolve-params.ts';

export type Places = Readonly<Record<string, readonly [number, number]>>;

/** What is known beside the document: shapes for the new ports, places of nodes that the document gives none. */
export interface Surroundings {
  readonly facts?: GraphFacts | undefined;
  readonly places?: Places | undefined;
}

export interface CutOut {
  readonly nodes: Readonly<Record<string, GraphNode>>;
  readonly edges: readonly Edge[];
  /** Wires from outside to the ports of the cut-out, as if it were the node `self`. */
  readonly wires: (self: string) => readonly Edge[];
  /** Of its middle, as a node would stand there; null where some node has no place. */
  readonly at: readonly [number, number] | null;
}

interface Port {
  readonly name: string;
  /** The wire outside; null for an end that has none. */
  readonly outside: readonly Edge[];
  readonly inside: readonly string[];
  readonly node: GraphNode;
}

/** From the border of the selection to its ports. */
const COLUMN = 280;
const ROW = 130;

export function cutOut(
  document: Document,
  graphId: GraphId,
  ids: readonly string[],
  { facts, places }: Surroundings,
): CutOut {
  const graph = graphOf(document, graphId) ?? { nodes: {}, edges: [] };
  const chosen = new Set(ids);
  const inner = Object.entries(graph.nodes).filter(([id]) => chosen.has(id));
  const isIn = (ref: string) => chosen.has(splitRef(ref)[0]);
  const within = graph.edges.filter(({ from, to }) => isIn(from) && isIn(to));
  const taken = new Set(inner.map(([id]) => id));
  const inputs = inputPorts(document, graphId, graph, inner, taken, facts);
  const outputs = outputPorts(document, graph, inner, taken, graphId);
  const at = placesOf(inner, places);
  const box = at && boxOf(at);
  const shift = ([x, y]: readonly [number, number]) =>
    pointAt(x - (box?.left ?? 0) + COLUMN, y - (box?.top ?? 0) + ROW / 2);
  const column = (ports: readonly Port[], x: number) =>
    ports.map(({ name, node }, row): [string, GraphNode] => [
      name,
      box ? { ...node, at: pointAt(x, ROW / 2 + row * ROW) } : node,
    ]);
  const right = COLUMN * 2 + (box ? Math.round(box.right - box.left) : 0);
  return {
    nodes: Object.fromEntries([
      ...column(inputs, 0),
      ...inner.map(([id, node]): [string, GraphNode] => {
        const place = at?.get(id);
        return [id, place ? { ...node, at: shift(place) } : node];
      }),
      ...column(outputs, right),
    ]),
    edges: [
      ...inputs.flatMap(({ name, inside }) => inside.map((to) => ({ from: `${name}.out`, to }))),
      ...within.map(({ via, ...edge }) => (via ? { ...edge, via: via.map(shift) } : edge)),
      ...outputs.map(({ name, inside }) => ({ from: inside[0] ?? '', to: `${name}.in` })),
    ],
    wires: (self) => [
      ...inputs.flatMap(({ name, outside }) =>
        outside.slice(0, 1).map(({ from }) => ({ from, to: `${self}.${name}` })),
      ),
      ...outputs.flatMap(({ name, outside }) =>
        outside.map(({ to }) => ({ from: `${self}.${name}`, to })),
      ),
    ],
    at: box && pointAt((box.left + box.right) / 2, (box.top + box.bottom) / 2),
  };
}

type Inner = readonly (readonly [id: string, node: GraphNode])[];

/** One port for each output outside that feeds the selection, and one for each input that still waits for its wire. */
function inputPorts(
  document: Document,
  graphId: GraphId,
  graph: Graph,
  inner: Inner,
  taken: Set<string>,
  facts: GraphFacts | undefined,
): Port[] {
  const arriving = new Map<string, Edge[]>();
  const open: { readonly ref: string; readonly port: InputPort }[] = [];
  for (const [id, node] of inner) {
    const incoming = graph.edges.filter(({ to }) => splitRef(to)[0] === id);
    for (const port of portsOn(document, graphId, node)?.inputs ?? []) {
      const ref = `${id}.${port.name}`;
      if (port.isOptional || incoming.some(({ to }) => to === ref)) continue;
      open.push({ ref, port });
    }
    for (const edge of incoming) {
      if (inner.some(([other]) => other === splitRef(edge.from)[0])) continue;
      arriving.set(edge.from, [...(arriving.get(edge.from) ?? []), edge]);
    }
  }
  const isOnly = arriving.size + open.length === 1;
  const name = (reader: string, source: string) =>
    claim(isOnly ? 'in' : nameOfInput(graph, reader, source), taken);
  return [
    ...[...arriving].map(([from, edges]): Port => {
      const inside = edges.map(({ to }) => to);
      const [source, port] = splitRef(from);
      const type = facts && own(facts.nodes, source)?.outputs[port];
      const node = inputLike(own(graph.nodes, source), type);
      return { name: name(inside[0] ?? '', source), outside: edges, inside, node };
    }),
    ...open.map(({ ref, port }): Port => {
      const type: ValueType | undefined =
        port.accepts === 'label' ? { type: 'label', classes: port.classes ?? 10 } : undefined;
      return { name: name(ref, ''), outside: [], inside: [ref], node: inputLike(undefined, type) };
    }),
  ];
}

/** One port for each output that is read outside; where nothing is read there, one for each that nothing reads at all. */
function outputPorts(
  document: Document,
  graph: Graph,
  inner: Inner,
  taken: Set<string>,
  graphId: GraphId,
): Port[] {
  const chosen = new Set(inner.map(([id]) => id));
  const leaving = new Map<string, Edge[]>();
  for (const [id, node] of inner) {
    const read = graph.edges.filter(({ from }) => splitRef(from)[0] === id);
    for (const edge of read) {
      if (chosen.has(splitRef(edge.to)[0])) continue;
      leaving.set(edge.from, [...(leaving.get(edge.from) ?? []), edge]);
    }
    if (read.length > 0) continue;
    for (const { name } of portsOn(document, graphId, node)?.outputs ?? []) {
      leaving.set(`${id}.${name}`, []);
    }
  }
  const isRead = [...leaving.values()].some((edges) => edges.length > 0);
  const shown = [...leaving].filter(([, edges]) => !isRead || edges.length > 0);
  return shown.map(([from, outside]): Port => {
    const base = shown.length === 1 ? 'out' : `${splitRef(from)[0].slice(0, 60)}Out`;
    return { name: claim(base, taken), outside, inside: [from], node: { kind: 'output' } };
  });
}

function claim(base: string, taken: Set<string>): string {
  const name = freeNameAmong(base, taken);
  taken.add(name);
  return name;
}

/** By the input that reads it where that has a name that says something, else by what feeds it. */
function nameOfInput(graph: Graph, reader: string, source: string): string {
  const port = splitRef(reader)[1];
  const isEnd = own(graph.nodes, source)?.kind === 'input';
  if (isEnd || source === '') return source === '' ? port : source;
  return /^in\d*$/.test(port) ? source : port;
}

/** A port takes what an input of the canvas around takes where that feeds it; else the shape that flows there. */
function inputLike(source: GraphNode | undefined, type: ValueType | undefined): GraphNode {
  const params =
    source?.kind === 'input'
      ? source.params
      : type?.type === 'label'
        ? { classes: type.classes }
        : type?.type === 'tensor'
          ? { shape: [...type.shape] }
          : undefined;
  return { kind: 'input', ...(params ? { params } : {}) };
}

function portsOn(document: Document, graph: GraphId, node: GraphNode) {
  const definition = definitionOf(node.kind);
  if (!definition) return null;
  const { params } = resolveParams(definition, node, scopeOn(document, graph));
  return portsOf(document, definition, params);
}

function placesOf(
  inner: Inner,
  places: Places | undefined,
): ReadonlyMap<string, readonly [number, number]> | null {
  const found = new Map<string, readonly [number, number]>();
  for (const [id, node] of inner) {
    const place = (places && own(places, id)) ?? node.at;
    if (!place) return null;
    found.set(id, place);
  }
  return found;
}

/** As far out as documents can say. */
const FARTHEST = 1e6;

/** A place as documents have it: whole pixels, not too far out. */
export function pointAt(x: number, y: number): [number, number] {
  const within = (value: number) => Math.round(Math.min(FARTHEST, Math.max(-FARTHEST, value)));
  return [within(x), within(y)];
}

export function boxOf(places: ReadonlyMap<string, readonly [number, number]>) {
  const xs = [...places.values()].map(([x]) => x);
  const ys = [...places.values()].map(([, y]) => y);
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}
