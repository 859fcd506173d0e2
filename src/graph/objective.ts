/** What flows on the canvas of the objective: the type and batch of every value, and what is wrong with them. */
import type { Document } from '../../graph-schemas/document.ts';
import type { Batched, InputPort, Ports, ValueType } from '../nodes/define.ts';
import { isFault, sameShape, shapeOf } from '../nodes/shapes.ts';
import { type Canvas, type CanvasNode, openCanvas } from './canvas.ts';
import { describeType, typeFault } from './check-type.ts';
import { checkUnreachable, feeding } from './check-wires.ts';
import { flattenFix } from './flatten-fix.ts';
import type { InferredNetwork } from './infer.ts';
import { portsOfNetwork } from './ports.ts';
import type { ProblemList } from './problem-list.ts';
import type { Scope } from './scope.ts';

/** A value of the objective, named `node.port`. */
export type Value = Batched;

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
  const state = { document, canvas, networks, batchSize, problems, values };
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
  readonly document: Document;
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
  const isMixing =
    definition.family === 'view' ||
    definition.family === 'step' ||
    (definition.family === 'operation' && definition.mixesBatches === true);
  if (first && odd && !isMixing) {
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
  const shapes = inputs.map(({ type }) => shapeOf(type));
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
      if (isFault(shape)) return refuse(shape);
      const own = inputs.length === 0 ? definition.batchSize?.(params) : null;
      return [['out', { type: { type: 'tensor', shape }, batch: own ?? batch }]];
    }
    case 'operation': {
      const given = definition.outputs(params, inputs);
      if (isFault(given)) return refuse(given);
      return given.map((value, at) => [node.ports.outputs[at]?.name ?? `out${at}`, value] as const);
    }
    case 'barrier':
      return inputs[0] ? [['out', inputs[0]]] : [];
    case 'loss': {
      if (definition.network && !fitsNetwork(state, node, definition.network(params), inputs)) {
        return [];
      }
      const fault = definition.check(params, shapes);
      return fault ? refuse(fault) : [['loss', { type: { type: 'loss' }, batch }]];
    }
    case 'structure':
      return applied(state, node, inputs, batch);
    case 'step':
    case 'view':
      return [];
    default:
      return definition satisfies never;
  }
}

function applied(
  state: State,
  node: CanvasNode,
  inputs: readonly Value[],
  batch: number,
): readonly (readonly [string, Value])[] {
  const name = String(node.params.network);
  const network = state.networks.get(name);
  if (!network || !fitsNetwork(state, node, name, inputs)) return [];
  return network.flat.outputs.flatMap(({ name: port, ref }) => {
    const type = ref === null ? undefined : network.types.get(ref);
    return type ? [[port, { type, batch }] as const] : [];
  });
}

/** Whether what arrives is what the network takes; told where it is not. */
function fitsNetwork(
  { document, networks, problems, canvas }: State,
  { id, params, ports, definition }: CanvasNode,
  name: string,
  inputs: readonly Value[],
): boolean {
  const network = networks.get(name);
  if (!network) return false;
  const own = portsOfNetwork(document, name);
  for (const [index, { name: port }] of ports.inputs.entries()) {
    const entry = definition.family === 'loss' ? inputBehind(port, params, own) : port;
    const expected = network.types.get(`input:${entry}`);
    const found = inputs[index]?.type;
    if (!expected || !found || isSameType(expected, found)) continue;
    problems.error(
      'shape.mismatch',
      { graph: canvas.id, node: id, port },
      `${name} expects ${describeType(expected)} at "${port}", got ${describeType(found)}`,
    );
    return false;
  }
  return true;
}

/** A loss that runs a network names its ports after the network's, but for the samples that it differentiates by. */
function inputBehind(port: string, params: CanvasNode['params'], { inputs }: Ports): string {
  if (inputs.some(({ name }) => name === port)) return port;
  const chosen = typeof params.input === 'string' ? params.input : '';
  return chosen === '' ? (inputs[0]?.name ?? '') : chosen;
}

/** A label of fewer classes fits, too. */
function isSameType(expected: ValueType, found: ValueType): boolean {
  if (expected.type === 'label' && found.type === 'label') return found.classes <= expected.classes;
  return expected.type === found.type && sameShape(shapeOf(expected), shapeOf(found));
}
