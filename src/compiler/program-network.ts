/** The layers of a network as the program holds them. */
import type { InferredNetwork } from '../graph/infer.ts';
import { shapeOf } from '../nodes/shapes.ts';
import type { NetworkProgram } from './program.ts';

/** Called for networks without errors; layers that no output needs are left out. */
export function programNetwork(
  name: string,
  { flat, types, layers }: InferredNetwork,
): NetworkProgram {
  return {
    name,
    inputs: flat.inputs.map(({ name: input, type }) => ({
      name: input,
      type: type ?? { type: 'tensor', shape: [] },
    })),
    outputs: flat.outputs.map(({ name: output, ref }) => ({
      name: output,
      layer: ref ?? '',
      shape: shapeOf(types.get(ref ?? '') ?? { type: 'tensor', shape: [] }),
    })),
    layers: layers.flatMap((inferred) => {
      if (!inferred?.layer.isReachable) return [];
      const { layer, inputs, inputShapes, outputShape, weights, multiplyAdds } = inferred;
      const { id, within, definition, params } = layer;
      const { kind } = definition;
      return [
        { id, within, kind, params, inputs, inputShapes, outputShape, weights, multiplyAdds },
      ];
    }),
  };
}
