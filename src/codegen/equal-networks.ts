/** Networks that are built alike, as the two directions of a CycleGAN: they share one class of the model. */
import type { NetworkProgram } from '../compiler/program.ts';

/** Groups in the order of their first members. */
export function equalNetworks(networks: readonly NetworkProgram[]): readonly NetworkProgram[][] {
  const groups = new Map<string, NetworkProgram[]>();
  for (const network of networks) {
    const key = structureOf(network);
    groups.set(key, [...(groups.get(key) ?? []), network]);
  }
  return [...groups.values()];
}

/** Equal for networks that differ in their names only, and in those of their inputs and outputs. */
function structureOf({ inputs, layers, outputs }: NetworkProgram): string {
  const places = new Map(inputs.map(({ name }, index) => [`input:${name}`, `input ${index}`]));
  return JSON.stringify([
    inputs.map(({ type }) => type),
    layers.map((layer) => [
      layer.id,
      layer.kind,
      layer.params,
      layer.inputs.map((input) => places.get(input) ?? input),
      layer.inputShapes,
      layer.outputShape,
      layer.weights,
      layer.within,
    ]),
    outputs.map(({ layer }) => layer),
  ]);
}

/** What the titles begin with alike: `Discriminator A` and `Discriminator B` are of the class `Discriminator`. */
export function commonTitle(
  titles: readonly string[],
  [network]: readonly NetworkProgram[],
): string {
  const [first = '', ...others] = titles;
  if (others.length === 0) return first;
  const words = first.split(/[\s_-]+|(?<=[a-z])(?=[A-Z])/);
  const isShared = (count: number) => {
    const start = words.slice(0, count).join('');
    return others.every((other) => other.replace(/[\s_-]+/g, '').startsWith(start));
  };
  let count = 0;
  while (count < words.length && isShared(count + 1)) count += 1;
  if (count > 0) return words.slice(0, count).join(' ');
  const [input, output] = [network?.inputs[0]?.type, network?.outputs[0]];
  const isImage = (rank: number | undefined) => rank === 3;
  const takesImage = input?.type === 'tensor' && isImage(input.shape.length);
  return takesImage && isImage(output?.shape.length) ? 'Image to image' : first;
}
