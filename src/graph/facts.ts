/** What is known about one node as it stands on its canvas. */
import type { Ports, ValueType } from '../nodes/define.ts';
import type { CanvasNode } from './canvas.ts';
import type { PlacedNode, Ref } from './flat-network.ts';
import { own } from './graph-of.ts';
import type { InferredNetwork } from './infer.ts';
import type { Objective } from './objective.ts';
import type { GraphId } from './problem.ts';

/** What is known about one node as it stands on its canvas (blocks: as in their first use). */
export interface NodeFacts {
  readonly ports: Ports;
  /** Evaluated parameters; absent where they have problems. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly badge: string;
  /** Type of each output port whose shape could be inferred. */
  readonly outputs: Readonly<Record<string, ValueType>>;
  readonly inputs: Readonly<Record<string, ValueType>>;
  readonly trainable: number;
  readonly nonTrainable: number;
  /** Per sample, forward. */
  readonly multiplyAdds: number;
}

export interface GraphFacts {
  readonly nodes: Readonly<Record<string, NodeFacts>>;
}

export type Facts = Partial<Record<GraphId, GraphFacts>>;

interface Counts {
  readonly trainable: number;
  readonly nonTrainable: number;
  readonly multiplyAdds: number;
}
const NOTHING: Counts = { trainable: 0, nonTrainable: 0, multiplyAdds: 0 };

/** Facts of a network's canvas and of the blocks that it is the first to use. */
export function factsOfNetwork(network: InferredNetwork): Facts {
  const graphs: Partial<Record<GraphId, { nodes: Record<string, NodeFacts> }>> = {};
  graphs[network.flat.id] = { nodes: {} };
  for (const placed of network.flat.placed) {
    const { nodes } = graphs[placed.graph] ?? { nodes: {} };
    graphs[placed.graph] = { nodes };
    nodes[placed.canvasNode.id] = factsOf(
      placed.canvasNode,
      typesOf(placed.inputs, network),
      typesOf(placed.outputs, network),
      countsOf(placed, network),
    );
  }
  return graphs;
}

export function factsOfObjective(
  { canvas, values }: Objective,
  networks: ReadonlyMap<string, InferredNetwork>,
): GraphFacts {
  const nodes: Record<string, NodeFacts> = {};
  const totals = new Map([...networks].map(([name, network]) => [name, totalOf(network)]));
  for (const node of canvas.nodes.values()) {
    const inputs: Record<string, ValueType> = {};
    const outputs: Record<string, ValueType> = {};
    for (const { name } of node.ports.inputs) {
      const wire = canvas.wires.get(`${node.id}.${name}`);
      const value = wire && values.get(`${wire.node}.${wire.port}`);
      if (value) inputs[name] = value.type;
    }
    for (const { name } of node.ports.outputs) {
      const value = values.get(`${node.id}.${name}`);
      if (value) outputs[name] = value.type;
    }
    const isApply = node.definition.family === 'structure';
    const counts = isApply ? totals.get(String(node.params.network)) : undefined;
    nodes[node.id] = factsOf(node, inputs, outputs, counts ?? NOTHING);
  }
  return { nodes };
}

function factsOf(
  { ports, params, isSound, definition }: CanvasNode,
  inputs: Readonly<Record<string, ValueType>>,
  outputs: Readonly<Record<string, ValueType>>,
  counts: Counts,
): NodeFacts {
  const badge = isSound ? (definition.badge?.(params) ?? '') : '';
  return { ports, ...(isSound ? { params } : {}), badge, inputs, outputs, ...counts };
}

function typesOf(
  refs: Readonly<Record<string, Ref | null>>,
  { types: known }: InferredNetwork,
): Record<string, ValueType> {
  const types: Record<string, ValueType> = {};
  for (const port of Object.keys(refs)) {
    const ref = own(refs, port);
    const type = ref === null || ref === undefined ? undefined : known.get(ref);
    if (type) types[port] = type;
  }
  return types;
}

function totalOf(network: InferredNetwork): Counts {
  return sum(network, 0, network.layers.length);
}

function countsOf({ start, end }: PlacedNode, network: InferredNetwork): Counts {
  return sum(network, start, end);
}

function sum({ layers }: InferredNetwork, start: number, end: number): Counts {
  let [trainable, nonTrainable, multiplyAdds] = [0, 0, 0];
  for (let at = start; at < end; at++) {
    const layer = layers[at];
    if (!layer) continue;
    multiplyAdds += layer.multiplyAdds;
    for (const { shape, isTrainable } of layer.weights) {
      const size = shape.reduce((product, length) => product * length, 1);
      if (isTrainable) trainable += size;
      else nonTrainable += size;
    }
  }
  return { trainable, nonTrainable, multiplyAdds };
}
