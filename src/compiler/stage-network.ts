/** What remains of a network while some of its numbers shut branches off. */
import { numberIn, passedInput, type Span } from './known-numbers.ts';
import type { LayerProgram, NetworkProgram } from './program.ts';

export interface StageNetwork {
  readonly network: NetworkProgram;
  /** Layers that hand an input on, and which: equal lists make equal networks. */
  readonly passed: readonly string[];
}

/** `inputs` are those that are the same number at every use of the network, by name. */
export function stageNetwork(
  network: NetworkProgram,
  span: Span,
  inputs: ReadonlyMap<string, number>,
): StageNetwork {
  const numbers = new Map([...inputs].map(([name, value]) => [`input:${name}`, value]));
  const aliases = new Map<string, string>();
  const actual = (ref: string) => aliases.get(ref) ?? ref;
  const passed: string[] = [];
  for (const layer of network.layers) {
    const value = numberIn(layer, span);
    if (value !== null) numbers.set(layer.id, value);
    const refs = layer.inputs.map(actual);
    const input = passedInput(
      layer,
      refs.map((ref) => numbers.get(ref) ?? null),
    );
    const ref = input === null ? undefined : refs[input];
    if (input === null || ref === undefined || !keepsShape(layer, input)) continue;
    aliases.set(layer.id, ref);
    passed.push(`${layer.id}:${input}`);
  }
  if (passed.length === 0) return { network, passed };
  const outputs = network.outputs.map((output) => ({ ...output, layer: actual(output.layer) }));
  const needed = new Set(outputs.map(({ layer }) => layer));
  const layers: LayerProgram[] = [];
  for (const layer of network.layers.toReversed()) {
    if (!needed.has(layer.id)) continue;
    const refs = layer.inputs.map(actual);
    for (const ref of refs) needed.add(ref);
    layers.unshift({ ...layer, inputs: refs });
  }
  return { network: { ...network, outputs, layers }, passed };
}

/** An input that is stretched over the output's shape is not handed on unchanged. */
function keepsShape({ inputShapes, outputShape }: LayerProgram, input: number): boolean {
  return inputShapes[input]?.join() === outputShape.join();
}
