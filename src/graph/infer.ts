/** Shapes, weights and costs of the layers of a flat network; shapes that do not fit become problems. */
import type { Shape, Weight } from '../nodes/define.ts';
import { isFault } from '../nodes/shapes.ts';
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
  readonly shapes: ReadonlyMap<Ref, Shape>;
  /** By position in `flat.layers`; undefined where a shape is not known. */
  readonly layers: readonly (InferredLayer | undefined)[];
}

export function inferNetwork(flat: FlatNetwork, problems: ProblemList): InferredNetwork {
  const shapes = new Map<Ref, Shape>();
  for (const { name, shape } of flat.inputs) if (shape) shapes.set(`input:${name}`, shape);
  const layers = flat.layers.map((layer) => {
    const inferred = inferLayer(layer, shapes, problems);
    if (inferred) shapes.set(layer.id, inferred.outputShape);
    return inferred;
  });
  return { flat, shapes, layers };
}

function inferLayer(
  layer: FlatLayer,
  shapes: ReadonlyMap<Ref, Shape>,
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
    const shape = ref === null || ref === undefined ? undefined : shapes.get(ref);
    if (!shape || ref === null || ref === undefined) {
      if (port.isOptional && ref === null) continue;
      return undefined;
    }
    const fault = typeFault(definition.kind, port, { type: 'tensor', shape });
    if (fault) {
      const at = { ...where, port: port.name };
      const fix = flattenFix(layer.canvas, layer.node, port);
      problems.add(severity, 'edge.type-mismatch', at, `${fault}${place}`, fix);
      return undefined;
    }
    inputs.push(ref);
    inputShapes.push(shape);
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
