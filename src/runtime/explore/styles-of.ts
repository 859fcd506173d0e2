/** Styles of an image by resolution: where a network takes one row for each of its layers, and how high the image is there. */
import type { LayerProgram, NetworkProgram, Program, Step } from '../../compiler/program.ts';
import { hasTrait } from '../../nodes/catalog.ts';
import type { Shape } from '../../nodes/define.ts';
import { shapeOf } from '../../nodes/shapes.ts';

export interface Styles {
  /** One row for each layer of the network that it goes to. */
  readonly value: string;
  /** A single style, of which the rows are copies. */
  readonly single: string;
  readonly shape: Shape;
  /** By row, the height of the images that it styles. */
  readonly heights: readonly number[];
}

export function stylesOf(program: Program, steps: readonly Step[]): Styles | null {
  for (const step of steps) {
    if (step.type !== 'operate' || !hasTrait(step.kind, 'mixes-styles')) continue;
    const [single] = step.inputs;
    const [value] = step.outputs;
    const type = step.outputTypes[0]?.type;
    const reader = steps.find(
      (other) => other.type === 'apply' && value !== undefined && other.inputs.includes(value),
    );
    if (!single || !value || !type || reader?.type !== 'apply') continue;
    const network = program.networks.find(({ name }) => name === reader.network);
    const input = network?.inputs[reader.inputs.indexOf(value)]?.name;
    const shape = shapeOf(type);
    if (!network || input === undefined) continue;
    const heights = heightsOf(network, input, shape[0] ?? 0);
    if (heights) return { value, single, shape, heights };
  }
  return null;
}

/** What each row of a network's input styles, where single rows are cut out of it; null where they are not. */
function heightsOf(network: NetworkProgram, input: string, rows: number): readonly number[] | null {
  const heights = new Map<number, number>();
  for (const layer of network.layers) {
    if (layer.kind !== 'slice' || layer.inputs[0] !== `input:${input}`) continue;
    const { start } = layer.params;
    const height = firstImageAfter(network, layer)?.outputShape[0];
    if (typeof start !== 'number' || height === undefined) return null;
    heights.set(start, height);
  }
  if (heights.size === 0) return null;
  // A stage may leave the last rows out: they style nothing yet.
  const largest = Math.max(...heights.values());
  return Array.from({ length: rows }, (_, row) => heights.get(row) ?? largest);
}

function firstImageAfter(network: NetworkProgram, layer: LayerProgram): LayerProgram | null {
  const reached = new Set([layer.id]);
  for (const next of network.layers) {
    if (!next.inputs.some((id) => reached.has(id))) continue;
    if (next.outputShape.length === 3) return next;
    reached.add(next.id);
  }
  return null;
}
