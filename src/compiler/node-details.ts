/** What the program knows about one node beyond its types: weights by name, activations, its share, what it sees. */
import type { GraphId } from '../graph/problem.ts';
import type { Through } from '../graph/through.ts';
import type { Shape } from '../nodes/define.ts';
import { canvasLayers, lastOf } from './canvas-layers.ts';
import type { LayerProgram, NetworkProgram, Program } from './program.ts';
import { type ReceptiveField, receptiveFields } from './receptive-field.ts';
import { countWeights, sizeOf } from './weights.ts';

export interface NodeDetails {
  /** Of a single layer; the layers of a block have theirs on its canvas. */
  readonly weights: readonly {
    readonly name: string;
    readonly shape: Shape;
    readonly isTrainable: boolean;
  }[];
  /** How often a block is repeated, or null. */
  readonly copies: number | null;
  /** Elements of all outputs, of one sample. */
  readonly activations: number;
  /** The network that it is a part of. */
  readonly network: {
    readonly name: string;
    readonly trainable: number;
    readonly multiplyAdds: number;
  };
  readonly field: ReceptiveField | null;
}

/** Null for nodes of the objective, ends of networks, and what no output needs. */
export function nodeDetails(
  program: Program,
  graph: GraphId,
  id: string,
  through: Through | null = null,
): NodeDetails | null {
  const canvas = canvasLayers(program, graph, through);
  const layers = canvas?.nodes.get(id);
  if (!canvas || !layers) return null;
  const { network } = canvas;
  const [only] = layers;
  const isBlock = layers.some(({ within }) => within.some(({ use }) => use === id));
  const last = lastOf(layers, network);
  return {
    weights: isBlock ? [] : (only?.weights ?? []),
    copies: copiesOf(layers, id),
    activations: elementsOf(layers),
    network: {
      name: network.name,
      trainable: countWeights(network.layers).trainable,
      multiplyAdds: workOf(network),
    },
    field: (last && receptiveFields(network).get(last.id)) ?? null,
  };
}

/** Elements that a network keeps for one sample. */
export function networkActivations(program: Program, name: string): number {
  return elementsOf(program.networks.find((network) => network.name === name)?.layers ?? []);
}

const elementsOf = (layers: readonly LayerProgram[]) =>
  layers.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), 0);

const workOf = ({ layers }: NetworkProgram) =>
  layers.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);

function copiesOf(layers: readonly LayerProgram[], id: string): number | null {
  const copies = new Set(
    layers.flatMap(({ within }) => within.filter(({ use }) => use === id).map(({ copy }) => copy)),
  );
  const numbered = [...copies].filter((copy) => copy !== null);
  return numbered.length > 0 ? numbered.length : null;
}
