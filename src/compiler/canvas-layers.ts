/** Which layers of the program stand for the nodes of a canvas; a block's for one use of it, the first if none is named. */
import { nameOf } from '../graph/graph-of.ts';
import type { GraphId } from '../graph/problem.ts';
import type { Through } from '../graph/through.ts';
import type { LayerProgram, NetworkProgram, Program } from './program.ts';
import { type ReceptiveField, receptiveFields } from './receptive-field.ts';

export interface CanvasLayers {
  readonly network: NetworkProgram;
  /** In order of computation; of a node that uses a block, all layers of all copies. */
  readonly nodes: ReadonlyMap<string, readonly LayerProgram[]>;
}

/** Null for the objective, and for what the program leaves out. */
export function canvasLayers(
  program: Program,
  graph: GraphId,
  through: Through | null = null,
): CanvasLayers | null {
  const found = (through && rootThrough(program, graph, through)) ?? rootOf(program, graph);
  if (!found) return null;
  const { network, path } = found;
  const nodes = new Map<string, LayerProgram[]>();
  for (const layer of network.layers) {
    if (!layer.id.startsWith(path)) continue;
    const [node = ''] = layer.id.slice(path.length).split('/');
    nodes.set(node, [...(nodes.get(node) ?? []), layer]);
  }
  return { network, nodes };
}

/** What one element of each node's output sees of the network's input, by node. */
export function canvasReceptiveFields(
  program: Program,
  graph: GraphId,
  through: Through | null = null,
): ReadonlyMap<string, ReceptiveField> {
  const canvas = canvasLayers(program, graph, through);
  if (!canvas) return new Map();
  const fields = receptiveFields(canvas.network);
  return new Map(
    [...canvas.nodes].flatMap(([node, layers]) => {
      const last = lastOf(layers, canvas.network);
      const field = last && fields.get(last.id);
      return field ? [[node, field] as const] : [];
    }),
  );
}

function rootOf(program: Program, graph: GraphId) {
  const name = nameOf(graph);
  if (graph.startsWith('networks.')) {
    const network = program.networks.find((one) => one.name === name);
    return network && { network, path: '' };
  }
  for (const network of program.networks) {
    for (const { within } of network.layers) {
      const at = within.findIndex(({ block }) => block === name);
      if (at >= 0)
        return {
          network,
          path: within
            .slice(0, at + 1)
            .map(segment)
            .join(''),
        };
    }
  }
  return undefined;
}

function rootThrough(program: Program, graph: GraphId, { network: name, uses, copy = 0 }: Through) {
  const network = program.networks.find((one) => one.name === name);
  const isThere = ({ within }: LayerProgram) =>
    within[uses.length - 1]?.block === nameOf(graph) &&
    uses.every(
      (use, at) =>
        use === within[at]?.use && (within[at]?.copy ?? 0) === (at === uses.length - 1 ? copy : 0),
    );
  const layer = graph.startsWith('blocks.') ? network?.layers.find(isThere) : undefined;
  if (!network || !layer) return undefined;
  return { network, path: layer.within.slice(0, uses.length).map(segment).join('') };
}

const segment = ({ use, copy }: LayerProgram['within'][number]) =>
  copy === null ? `${use}/` : `${use}/${copy}/`;

/** The layer of them whose output others read. */
export function lastOf(
  layers: readonly LayerProgram[],
  { layers: all, outputs }: NetworkProgram,
): LayerProgram | undefined {
  if (layers.length < 2) return layers[0];
  const own = new Set(layers.map(({ id }) => id));
  const read = new Set(outputs.map(({ layer }) => layer));
  for (const { id, inputs } of all) if (!own.has(id)) for (const ref of inputs) read.add(ref);
  return layers.findLast(({ id }) => read.has(id)) ?? layers.at(-1);
}
