/** The layers of a network as the program holds them. */
import type { InferredNetwork } from '../graph/infer.ts';
import type { NetworkProgram } from './program.ts';

/** Called for networks without errors; layers that no output needs are left out. */
export function programNetwork(
  name: string,
  { flat, shapes, layers }: InferredNetwork,
): NetworkProgram {
  return {
    name,
    inputs: flat.inputs.map(({ name: input, shape }) => ({
      name: input,
      type: { type: 'tensor', shape: shape ?? [] },
    })),
    outputs: flat.outputs.map(({ name: output, ref }) => ({
      name: output,
      layer: ref ?? '',
      shape: shapes.get(ref ?? '') ?? [],
    })),
    layers: layers.flatMap((inferred) => {
      if (!inferred?.layer.isReachable) return [];
      const { layer, inputs, inputShapes, outputShape, weights, multiplyAdds } = inferred;
      const { id, definition, params } = layer;
      const { kind } = definition;
      return [{ id, kind, params, inputs, inputShapes, outputShape, weights, multiplyAdds }];
    }),
  };
}
