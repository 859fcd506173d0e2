/** A sigmoid (or another squashing activation) in front of a loss that takes logits. */
import type { Canvas } from './canvas.ts';
import type { FlatLayer } from './flat-network.ts';
import type { InferredNetwork } from './infer.ts';
import type { Objective } from './objective.ts';
import type { Problem } from './problem.ts';
import type { ProblemList } from './problem-list.ts';

export function checkLogits(
  { canvas }: Objective,
  networks: ReadonlyMap<string, InferredNetwork>,
  problems: ProblemList,
): void {
  for (const { id, node, definition, ports } of canvas.nodes.values()) {
    if (definition.family !== 'loss' || !definition.takesLogits) continue;
    for (const { name: port } of ports.inputs) {
      const found = squashBefore(canvas, networks, id, port);
      if (!found) continue;
      problems.warning(
        'loss.wants-logits',
        { graph: 'objective', node: id, port },
        `${node.kind} takes logits, numbers without bounds, found ${found.place} before it, which makes probabilities of them`,
        found.fix,
      );
    }
  }
}

interface Found {
  readonly place: string;
  readonly fix: Problem['fix'];
}

function squashBefore(
  canvas: Canvas,
  networks: ReadonlyMap<string, InferredNetwork>,
  id: string,
  port: string,
): Found | null {
  for (
    let wire = canvas.wires.get(`${id}.${port}`);
    wire;
    wire = canvas.wires.get(`${wire.node}.in`)
  ) {
    const { definition, params } = canvas.nodes.get(wire.node) ?? {};
    if (definition?.family === 'layer') {
      if (definition.traits?.includes('squashes-to-probability')) {
        return { place: wire.node, fix: bypass(canvas, wire.node) };
      }
      if (definition.group !== 'Shape') return null;
    } else if (definition?.family === 'structure') {
      const name = String(params?.network);
      const network = networks.get(name);
      const layer = network && squashAtEnd(network, wire.port);
      if (!layer) return null;
      // Inside a block the removal would change its other uses.
      const fix = layer.id === layer.node ? bypass(layer.canvas, layer.node) : undefined;
      return { place: `${layer.id} at the end of ${name}`, fix };
    } else if (definition?.family !== 'barrier') {
      return null;
    }
  }
  return null;
}

function squashAtEnd({ flat }: InferredNetwork, output: string): FlatLayer | null {
  const layers = new Map(flat.layers.map((layer) => [layer.id, layer]));
  let ref = flat.outputs.find(({ name }) => name === output)?.ref;
  for (let layer = layers.get(ref ?? ''); layer; layer = layers.get(ref ?? '')) {
    if (layer.definition.traits?.includes('squashes-to-probability')) return layer;
    if (layer.definition.group !== 'Shape') return null;
    ref = layer.inputs[0];
  }
  return null;
}

/** Removes a node with one input and connects what it feeds to what fed it. */
function bypass(canvas: Canvas, node: string): Problem['fix'] {
  const source = canvas.wires.get(`${node}.in`);
  if (!source) return undefined;
  const from = `${source.node}.${source.port}`;
  const targets = [...canvas.wires].flatMap(([to, wire]) => (wire.node === node ? [to] : []));
  const graph = canvas.id;
  return {
    label: `Remove ${node}`,
    edits: [
      ...targets.map((to) => ({ type: 'connect', graph, edge: { from, to } }) as const),
      { type: 'remove-nodes', graph, ids: [node] },
    ],
  };
}
