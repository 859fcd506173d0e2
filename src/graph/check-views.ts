/** What views can show and measure. */
import type { Shape } from '../nodes/define.ts';
import { describeShape, sameShape } from '../nodes/shapes.ts';
import type { ViewSpec } from '../nodes/specs.ts';
import type { Objective } from './objective.ts';
import type { ProblemList } from './problem-list.ts';

export function checkViews({ canvas, values }: Objective, problems: ProblemList): void {
  for (const { id, definition, params, ports, isSound } of canvas.nodes.values()) {
    if (definition.family !== 'view' || !isSound) continue;
    const spec = definition.view(params);
    const shown = ports.inputs.flatMap(({ name: port }) => {
      const wire = canvas.wires.get(`${id}.${port}`);
      const type = wire && values.get(`${wire.node}.${wire.port}`)?.type;
      return type?.type === 'tensor' ? [{ port, shape: type.shape }] : [];
    });
    for (const { port, shape } of shown) {
      const message = viewFault(spec, shape, shown[0]?.shape ?? shape);
      if (message) {
        problems.error('shape.mismatch', { graph: 'objective', node: id, port }, message);
        break;
      }
    }
  }
}

function viewFault(spec: ViewSpec, shape: Shape, first: Shape): string | null {
  switch (spec.type) {
    case 'preview':
      if (shape.length !== 3 || shape[2] === 1 || shape[2] === 3) return null;
      return `preview shows images of 1 or 3 channels, got ${describeShape(shape)}`;
    case 'scatter':
      if (shape.length !== 1 || shape[0] === 2) return null;
      return `scatter shows points of two dimensions, got ${describeShape(shape)}`;
    case 'metric':
      if (spec.metric === 'mode-coverage' && shape.length === 1 && shape[0] !== 2) {
        return `mode-coverage counts modes among points of two dimensions, got ${describeShape(shape)}`;
      }
      if (sameShape(shape, first)) return null;
      return `metric compares equal shapes, got ${describeShape(first)} and ${describeShape(shape)}`;
    default:
      return spec satisfies never;
  }
}
