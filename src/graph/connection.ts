/** Whether a wire can be drawn, told while the person drags it: what the compiler would say, in one sentence. */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import type { InputPort, PortType, Shape, ValueType } from '../nodes/define.ts';
import { describeShape, sameShape } from '../nodes/shapes.ts';
import { typeFault } from './check-type.ts';
import { scopeOn } from './edit-graph.ts';
import type { GraphFacts, NodeFacts } from './facts.ts';
import { graphOf, own, splitRef } from './graph-of.ts';
import type { GraphId } from './problem.ts';
import { resolveParams } from './resolve-params.ts';

export type Connection = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** `facts` are those of the canvas `graph`; `from` is an output `node.port`, `to` an input. */
export function checkConnection(
  facts: GraphFacts,
  document: Document,
  graph: GraphId,
  from: string,
  to: string,
): Connection {
  const canvas = graphOf(document, graph);
  const [source, outPort] = splitRef(from);
  const [target, inPort] = splitRef(to);
  const node = canvas && own(canvas.nodes, target);
  const giver = own(facts.nodes, source);
  const taker = own(facts.nodes, target);
  const output = giver?.ports.outputs.find(({ name }) => name === outPort);
  const input = taker?.ports.inputs.find(({ name }) => name === inPort);
  if (!canvas || !node || !giver || !output) return no(`there is no output ${from}`);
  if (!taker || !input) return no(`there is no input ${to}`);
  if (reach(canvas.edges, target, 'down').has(source)) return cycle(source, target);
  const type = own(giver.outputs, outPort);
  const takes = { document, node, facts: taker, port: input };
  return checkValue(takes, type ?? { gives: output.gives, from: source });
}

/** An input that something may enter. */
export interface Taker {
  readonly document: Document;
  readonly node: GraphNode;
  readonly facts: Pick<NodeFacts, 'badge'>;
  readonly port: InputPort;
}

/** What arrives, or what the port that it comes from gives where the shape is not known yet. */
export type Arriving = ValueType | { readonly gives: PortType; readonly from: string };

/** Whether a value may enter an input, wherever it comes from. */
export function checkValue({ document, node, facts, port }: Taker, value: Arriving): Connection {
  const name = nameFor(facts, node);
  if ('type' in value) {
    const fault = typeFault(name, port, value);
    return fault ? no(fault) : checkNetworkInput(document, node, port.name, value, name);
  }
  if (couldFit(port.accepts, value.gives)) return { ok: true };
  return no(`${name} expects ${port.accepts}, ${value.from} gives ${value.gives}`);
}

export function cycle(source: string, target: string): Connection {
  return no(`${source} already depends on ${target}; the wire would close a cycle`);
}

/** Uses of networks are called by the network's name. */
function nameFor({ badge }: Pick<NodeFacts, 'badge'>, { kind }: GraphNode): string {
  return isApply(kind) && badge ? badge : kind;
}

function isApply(kind: string): boolean {
  const definition = definitionOf(kind);
  return definition?.family === 'structure' && definition.role === 'apply';
}

function checkNetworkInput(
  document: Document,
  node: GraphNode,
  port: string,
  type: ValueType,
  name: string,
): Connection {
  const network = isApply(node.kind)
    ? own(document.networks, String(node.params?.network))
    : undefined;
  const input = network && own(network.nodes, port);
  const definition = input && definitionOf(input.kind);
  if (!input || !definition) return { ok: true };
  const { params, faults } = resolveParams(definition, input, scopeOn(document, 'objective'));
  if (faults.length > 0) return { ok: true };
  if (type.type === 'label') {
    const most = params.classes as number | null;
    if (most === null || type.classes <= most) return { ok: true };
    return no(
      `${name} expects a label of at most ${most} classes at "${port}", got a label of ${type.classes} classes`,
    );
  }
  const shape = params.shape as Shape;
  if (type.type !== 'tensor' || sameShape(shape, type.shape)) return { ok: true };
  return no(
    `${name} expects ${describeShape(shape)} at "${port}", got ${describeShape(type.shape)}`,
  );
}

export function couldFit(accepts: PortType, gives: PortType): boolean {
  if (accepts === gives) return true;
  const isTensor = (type: PortType) => type !== 'label' && type !== 'loss';
  return isTensor(accepts) && isTensor(gives) && (accepts === 'tensor' || gives === 'tensor');
}

/** Every node that `from` leads to along the wires, or that leads to it; itself too. */
export function reach(
  edges: readonly { readonly from: string; readonly to: string }[],
  from: string,
  way: 'down' | 'up',
): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    const ends = [splitRef(edge.from)[0], splitRef(edge.to)[0]] as const;
    const [a, b] = way === 'down' ? ends : [ends[1], ends[0]];
    const list = next.get(a);
    if (list) list.push(b);
    else next.set(a, [b]);
  }
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(next.get(id) ?? []));
  }
  return seen;
}

function no(message: string): Connection {
  return { ok: false, message };
}
