/** What views can show and measure. */
import type { Shape } from '../nodes/define.ts';
import { describeShape, sameShape, sizeOf } from '../nodes/shapes.ts';
import { gives, teaches } from '../nodes/shared/labelled-feed.ts';
import { isOnFeatures } from '../nodes/shared/metrics.ts';
import type { ViewSpec } from '../nodes/specs.ts';
import type { Objective } from './objective.ts';
import type { ProblemList } from './problem-list.ts';

/** Metrics that compare vectors as they are: more numbers would take minutes. */
const MOST_DIMENSIONS = 256;

type MetricSpec = Extract<ViewSpec, { type: 'metric' }>;

export function checkViews(objective: Objective, problems: ProblemList): void {
  const { canvas, values } = objective;
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
    if (spec.type !== 'metric') continue;
    if (spec.metric === 'class-agreement') checkTeacher(objective, id, problems);
    if (isOnFeatures(spec.metric)) checkFeatures(objective, id, spec, shown[1]?.shape, problems);
  }
}

/** The classifier of `class-agreement` learns from a dataset node. */
function checkTeacher({ canvas, values, used }: Objective, id: string, problems: ProblemList) {
  const [generated, label] = ['generated', 'label'].map((port) => {
    const wire = canvas.wires.get(`${id}.${port}`);
    return wire && values.get(`${wire.node}.${wire.port}`)?.type;
  });
  if (generated?.type !== 'tensor' || label?.type !== 'label') return;
  const { shape } = generated;
  const { classes } = label;
  const isTaught = [...canvas.nodes.values()].some(({ id: node, definition, params }) => {
    if (definition.family !== 'source' || !definition.feed || !used.has(node)) return false;
    return teaches(definition.feed(params), shape, classes);
  });
  if (isTaught) return;
  problems.error(
    'metric.no-labelled-data',
    { graph: 'objective', node: id, field: 'metric' },
    `class-agreement trains a classifier, and so expects a dataset node with labels of ${classes} classes or more and images of ${shape.join('×')}, which some step or view uses; there is none`,
  );
}

/** Vectors are compared as they are, whatever the features. */
function checkFeatures(
  { canvas, used }: Objective,
  id: string,
  { metric, features }: MetricSpec,
  shape: Shape | undefined,
  problems: ProblemList,
): void {
  const place = { graph: 'objective', node: id, field: 'features' } as const;
  if (features.type === 'own' && features.model === '') {
    const message = `${metric} by features of your own model expects the name of one, found none`;
    problems.error('metric.no-model', place, message);
  }
  if (features.type !== 'classifier' || shape?.length !== 3) return;
  const isTaught = [...canvas.nodes.values()].some(({ id: node, definition, params }) => {
    if (definition.family !== 'source' || !definition.feed || !used.has(node)) return false;
    return gives(definition.feed(params), shape);
  });
  if (isTaught) return;
  problems.error(
    'metric.no-labelled-data',
    place,
    `${metric} by classifier features trains a classifier, and so expects a dataset node with images of ${shape.join('×')}, which some step or view uses; there is none`,
  );
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
      if (isOnFeatures(spec.metric) && shape.length !== 3 && sizeOf(shape) > MOST_DIMENSIONS) {
        return `${spec.metric} compares images, or at most ${MOST_DIMENSIONS} numbers a sample, got ${describeShape(shape)}`;
      }
      if (sameShape(shape, first)) return null;
      return `metric compares equal shapes, got ${describeShape(first)} and ${describeShape(shape)}`;
    default:
      return spec satisfies never;
  }
}
