/** Shapes, weights and costs of the layers of a flat network; shapes that do not fit become problems. */
import type { Shape, ValueType, Weight } from '../nodes/define.ts';
import { isFault, shapeOf } from '../nodes/shapes.ts';
import { typeFault } from './check-type.ts';
import type { FlatLayer, FlatNetwork, Ref } from './flat-network.ts';
import { flattenFix } from './flatten-fix.ts';
import type { ProblemList } from './problem-list.ts';

export interface InferredLayer {
  readonly layer: FlatLayer;
  /** Refs and shapes of the inputs that have a wire, in port order. */
  readonly inputs: readonly Ref[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  readonly weights: readonly Weight[];
  readonly multiplyAdds: number;
}

export interface InferredNetwork {
  readonly flat: FlatNetwork;
  /** Of every layer and every input whose type is known. */
  readonly types: ReadonlyMap<Ref, ValueType>;
  /** By position in `flat.layers`; undefined where a shape is not known. */
  readonly layers: readonly (InferredLayer | undefined)[];
}

export function inferNetwork(flat: FlatNetwork, problems: ProblemList): InferredNetwork {
  const types = new Map<Ref, ValueType>();
  for (const { name, type } of flat.inputs) if (type) types.set(`input:${name}`, type);
  const layers = flat.layers.map((layer) => {
    const inferred = inferLayer(layer, types, problems);
    if (inferred) types.set(layer.id, { type: 'tensor', shape: inferred.outputShape });
    return inferred;
  });
  return { flat, types, layers };
}

function inferLayer(
  layer: FlatLayer,
  types: ReadonlyMap<Ref, ValueType>,
  problems: ProblemList,
): InferredLayer | undefined {
  const { definition, params, ports } = layer;
  if (!layer.isSound) return undefined;
  const where = { graph: layer.canvas.id, node: layer.node };
  // Inside a block the same node may be wrong in one copy only: say in which.
  const place = layer.id === layer.node ? '' : ` (at ${layer.id})`;
  const severity = layer.isReachable ? 'error' : 'warning';
  const inputs: Ref[] = [];
  const inputShapes: Shape[] = [];
  for (const [index, port] of ports.inputs.entries()) {
    const ref = layer.inputs[index];
    const type = ref === null || ref === undefined ? undefined : types.get(ref);
    if (!type || ref === null || ref === undefined) {
      if (port.isOptional && ref === null) continue;
      return undefined;
    }
    const fault = typeFault(definition.kind, port, type);
    if (fault) {
      const at = { ...where, port: port.name };
      const fix = flattenFix(layer.canvas, layer.node, port);
      problems.add(severity, 'edge.type-mismatch', at, `${fault}${place}`, fix);
      return undefined;
    }
    inputs.push(ref);
    inputShapes.push(shapeOf(type));
  }
  const outputShape = definition.shape(params, inputShapes);
  if (isFault(outputShape)) {
    const { fault, port, field } = outputShape;
    const at = { ...where, ...(port ? { port } : {}), ...(field ? { field } : {}) };
    problems.add(severity, 'shape.mismatch', at, `${fault}${place}`);
    return undefined;
  }
  const weights = definition.weights?.(params, inputShapes) ?? [];
  const multiplyAdds = definition.multiplyAdds?.(params, inputShapes, outputShape) ?? 0;
  return { layer, inputs, inputShapes, outputShape, weights, multiplyAdds };
}
