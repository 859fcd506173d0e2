/** What flows on the canvas of the objective: the type and batch of every value, and what is wrong with them. */
import type { Document } from '../../graph-schemas/document.ts';
import type { InputPort, Shape, ValueType } from '../nodes/define.ts';
import { describeShape, isFault, sameShape } from '../nodes/shapes.ts';
import { type Canvas, type CanvasNode, openCanvas } from './canvas.ts';
import { typeFault } from './check-type.ts';
import { checkUnreachable, feeding } from './check-wires.ts';
import { flattenFix } from './flatten-fix.ts';
import type { InferredNetwork } from './infer.ts';
import type { ProblemList } from './problem-list.ts';
import type { Scope } from './scope.ts';

/** A value of the objective, named `node.port`. */
export interface Value {
  readonly type: ValueType;
  /** Samples in a batch of it. */
  readonly batch: number;
}

export interface Objective {
  readonly canvas: Canvas;
  readonly values: ReadonlyMap<string, Value>;
  /** Nodes that a loss of a step or a view depends on, and these. */
  readonly used: ReadonlySet<string>;
}

export function inferObjective(
  document: Document,
  networks: ReadonlyMap<string, InferredNetwork>,
  scope: Scope,
  batchSize: number,
  problems: ProblemList,
): Objective {
  const canvas = openCanvas(document, 'objective', document.objective, scope, problems);
  const used = feeding(
    canvas,
    ({ definition }) => definition.family === 'step' || definition.family === 'view',
  );
  checkUnreachable(canvas, used, problems);
  const values = new Map<string, Value>();
  const state = { canvas, networks, batchSize, problems, values };
  for (const id of canvas.order) {
    const node = canvas.nodes.get(id);
    if (!node?.isSound) continue;
    const inputs = arriving(state, node);
    if (!inputs) continue;
    for (const [port, value] of outputsOf(state, node, inputs)) values.set(`${id}.${port}`, value);
  }
  return { canvas, values, used };
}

interface State {
  readonly canvas: Canvas;
  readonly networks: ReadonlyMap<string, InferredNetwork>;
  readonly batchSize: number;
  readonly problems: ProblemList;
  readonly values: ReadonlyMap<string, Value>;
}

/** The values at the inputs, in port order, or null where one is missing, unknown or of the wrong type. */
function arriving(state: State, { id, node, definition, ports }: CanvasNode): Value[] | null {
  const { canvas, values, problems } = state;
  const found: Value[] = [];
  let isComplete = true;
  for (const port of ports.inputs) {
    const wire = canvas.wires.get(`${id}.${port.name}`);
    const value = wire && values.get(`${wire.node}.${wire.port}`);
    const fault = value && typeFault(node.kind, port, value.type);
    if (fault) mistyped(state, id, port, fault);
    if (value && !fault) found.push(value);
    else isComplete = isComplete && port.isOptional === true && !wire;
  }
  const first = found[0];
  const odd = found.find(({ batch }) => batch !== first?.batch);
  if (first && odd && definition.family !== 'view' && definition.family !== 'step') {
    const message = `${node.kind} expects inputs of one batch size, got ${first.batch} and ${odd.batch}`;
    problems.error('shape.mismatch', { graph: canvas.id, node: id }, message);
    return null;
  }
  return isComplete ? found : null;
}

function mistyped({ canvas, problems }: State, node: string, port: InputPort, fault: string) {
  const where = { graph: canvas.id, node, port: port.name };
  problems.error('edge.type-mismatch', where, fault, flattenFix(canvas, node, port));
}

function outputsOf(
  state: State,
  node: CanvasNode,
  inputs: readonly Value[],
): readonly (readonly [port: string, value: Value])[] {
  const { definition, params } = node;
  const batch = inputs[0]?.batch ?? state.batchSize;
  const shapes = inputs.flatMap(({ type }) => (type.type === 'tensor' ? [type.shape] : []));
  const where = { graph: state.canvas.id, node: node.id };
  const refuse = (fault: { fault: string; port?: string; field?: string }) => {
    const { port, field } = fault;
    const at = { ...where, ...(port ? { port } : {}), ...(field ? { field } : {}) };
    state.problems.error('shape.mismatch', at, fault.fault);
    return [];
  };
  switch (definition.family) {
    case 'source': {
      const types = definition.outputs(params);
      if (isFault(types)) return refuse(types);
      const own = definition.batchSize?.(params) ?? state.batchSize;
      return types.map((type, index) => {
        const port = node.ports.outputs[index]?.name ?? `out${index}`;
        return [port, { type, batch: own }] as const;
      });
    }
    case 'layer': {
      const shape = definition.shape(params, shapes);
      return isFault(shape) ? refuse(shape) : [['out', { type: { type: 'tensor', shape }, batch }]];
    }
    case 'barrier':
      return inputs[0] ? [['out', inputs[0]]] : [];
    case 'loss': {
      const fault = definition.check(params, shapes);
      return fault ? refuse(fault) : [['loss', { type: { type: 'loss' }, batch }]];
    }
    case 'structure':
      return applied(state, node, shapes, batch);
    case 'step':
    case 'view':
      return [];
    default:
      return definition satisfies never;
  }
}

function applied(
  { networks, problems, canvas }: State,
  { id, params, ports }: CanvasNode,
  shapes: readonly Shape[],
  batch: number,
): readonly (readonly [string, Value])[] {
  const name = String(params.network);
  const network = networks.get(name);
  if (!network) return [];
  for (const [index, { name: port }] of ports.inputs.entries()) {
    const expected = network.shapes.get(`input:${port}`);
    const found = shapes[index];
    if (!expected || !found || sameShape(expected, found)) continue;
    problems.error(
      'shape.mismatch',
      { graph: canvas.id, node: id, port },
      `${name} expects ${describeShape(expected)} at "${port}", got ${describeShape(found)}`,
    );
    return [];
  }
  return network.flat.outputs.flatMap(({ name: port, ref }) => {
    const shape = ref === null ? undefined : network.shapes.get(ref);
    return shape ? [[port, { type: { type: 'tensor', shape }, batch }] as const] : [];
  });
}
