/**
 * Turns the canvas of a network into one flat list of layers: blocks are replaced by copies of their
 * layers, parameters are evaluated in the scope of each copy. Shapes are left to `infer.ts`.
 */
import type { Document, Graph } from '../../graph-schemas/document.ts';
import type { Shape, ValueType } from '../nodes/define.ts';
import { argumentsOf, scopeOf } from './block-scope.ts';
import { type Canvas, type CanvasNode, openCanvas } from './canvas.ts';
import { checkUnreachable, feeding } from './check-wires.ts';
import type { FlatLayer, FlatNetwork, PlacedNode, Ref, Within } from './flat-network.ts';
import { blockId, networkId, own } from './graph-of.ts';
import type { GraphId } from './problem.ts';
import { ProblemList } from './problem-list.ts';
import type { Scope } from './scope.ts';

const MAX_OPENED = 50_000;
const MAX_DEPTH = 32;

/** What the expansions of one document share. */
export interface Expansion {
  readonly document: Document;
  readonly problems: ProblemList;
  /** Canvases whose nodes were placed already. */
  readonly seen: Set<GraphId>;
  /** Which copies are placed; without it the first of each canvas. */
  readonly isShown?: (within: readonly Within[]) => boolean;
  opened: number;
  /** That is told once; every enclosing block would be too large as well. */
  isTooLarge: boolean;
}

export function startExpansion(document: Document, problems: ProblemList): Expansion {
  return { document, problems, seen: new Set(), opened: 0, isTooLarge: false };
}

interface Frame {
  readonly expansion: Expansion;
  readonly layers: FlatLayer[];
  readonly placed: PlacedNode[];
  readonly inputs: { name: string; type: ValueType | null }[];
}

interface Copy {
  readonly id: GraphId;
  readonly graph: Graph;
  readonly scope: Scope;
  /** What arrives at its input nodes; null for a network, whose inputs are ends. */
  readonly arriving: ReadonlyMap<string, Ref | null> | null;
  readonly path: string;
  readonly isReachable: boolean;
  /** Uses of blocks around it, outermost first. */
  readonly within: readonly Within[];
}

export function expandNetwork(expansion: Expansion, name: string, scope: Scope): FlatNetwork {
  const id = networkId(name);
  const graph = own(expansion.document.networks, name) ?? { nodes: {}, edges: [] };
  return expandRoot(expansion, id, graph, scope);
}

/** A block that nothing uses, as if it were a network, so that its canvas shows shapes. Its problems are warnings. */
export function expandUnusedBlock(expansion: Expansion, name: string, outer: Scope): FlatNetwork {
  const block = own(expansion.document.blocks ?? {}, name) ?? { nodes: {}, edges: [] };
  const problems = new ProblemList();
  const scope = scopeOf(block, new Map(), 0, outer);
  const flat = expandRoot({ ...expansion, problems }, blockId(name), block, scope);
  for (const problem of problems.sorted()) {
    expansion.problems.warning(problem.code, problem.where, problem.message, problem.fix);
  }
  return flat;
}

function expandRoot(expansion: Expansion, id: GraphId, graph: Graph, scope: Scope): FlatNetwork {
  const frame: Frame = { expansion, layers: [], placed: [], inputs: [] };
  const copy = { id, graph, scope, arriving: null, path: '', isReachable: true, within: [] };
  const outputs = expandCopy(frame, copy);
  return {
    id,
    inputs: frame.inputs,
    outputs: [...outputs].map(([name, ref]) => ({ name, ref })),
    layers: frame.layers,
    placed: frame.placed,
  };
}

/** Adds the layers of one copy and answers what leaves through its output nodes. */
function expandCopy(frame: Frame, copy: Copy): Map<string, Ref | null> {
  const { expansion } = frame;
  const { document, problems, seen } = expansion;
  const isFirst = !seen.has(copy.id);
  seen.add(copy.id);
  const isPlaced = expansion.isShown ? expansion.isShown(copy.within) : isFirst;
  const canvas = openCanvas(document, copy.id, copy.graph, copy.scope, problems);
  expansion.opened += canvas.nodes.size + 1;
  const isEnd = ({ definition }: CanvasNode) =>
    definition.family === 'structure' && definition.role === 'output';
  const used = feeding(canvas, isEnd);
  if (isFirst) {
    checkUnreachable(canvas, used, problems);
    checkEnds(canvas, problems);
  }
  const leaving = new Map<string, Ref | null>();
  const values = new Map<string, Ref | null>();
  for (const name of canvas.order) {
    const canvasNode = canvas.nodes.get(name);
    if (!canvasNode) continue;
    const inputs = inputsOf(canvas, canvasNode, values);
    const start = frame.layers.length;
    const isReachable = copy.isReachable && used.has(name);
    const outputs = expandNode(frame, copy, canvas, canvasNode, inputs, isReachable);
    for (const [port, ref] of Object.entries(outputs)) values.set(`${name}.${port}`, ref);
    if (isEnd(canvasNode)) leaving.set(name, inputs.in ?? null);
    if (isPlaced) {
      const end = frame.layers.length;
      const { id: graph, within } = copy;
      frame.placed.push({ graph, within, canvasNode, inputs, outputs, start, end });
    }
  }
  // In the order of the document, whatever the order of computation.
  const order = [...canvas.nodes.values()].filter(isEnd).map(({ id }) => id);
  return new Map(order.map((id) => [id, leaving.get(id) ?? null]));
}

function inputsOf(
  canvas: Canvas,
  { id, ports }: CanvasNode,
  values: ReadonlyMap<string, Ref | null>,
): Record<string, Ref | null> {
  const inputs = new Map<string, Ref | null>();
  for (const { name } of ports.inputs) {
    const wire = canvas.wires.get(`${id}.${name}`);
    inputs.set(name, wire ? (values.get(`${wire.node}.${wire.port}`) ?? null) : null);
  }
  return Object.fromEntries(inputs);
}

function expandNode(
  frame: Frame,
  copy: Copy,
  canvas: Canvas,
  canvasNode: CanvasNode,
  inputs: Readonly<Record<string, Ref | null>>,
  isReachable: boolean,
): Record<string, Ref | null> {
  const { id, definition, params, isSound, ports } = canvasNode;
  if (definition.family === 'layer') {
    const layer = `${copy.path}${id}`;
    frame.layers.push({
      id: layer,
      within: copy.within,
      canvas,
      node: id,
      definition,
      params,
      isSound,
      ports,
      inputs: ports.inputs.map(({ name }) => inputs[name] ?? null),
      isReachable,
    });
    return { out: layer };
  }
  if (definition.family !== 'structure') return {};
  if (definition.role === 'block') return expandUse(frame, copy, canvasNode, inputs, isReachable);
  if (definition.role !== 'input') return {};
  if (copy.arriving) return { out: copy.arriving.get(id) ?? null };
  const classes = params.classes as number | null;
  const type: ValueType =
    classes === null
      ? { type: 'tensor', shape: params.shape as Shape }
      : { type: 'label', classes };
  frame.inputs.push({ name: id, type: isSound ? type : null });
  return { out: `input:${id}` };
}

function expandUse(
  frame: Frame,
  copy: Copy,
  use: CanvasNode,
  inputs: Readonly<Record<string, Ref | null>>,
  isReachable: boolean,
): Record<string, Ref | null> {
  const { document, problems } = frame.expansion;
  const where = { graph: copy.id, node: use.id };
  const name = String(use.params.block);
  const block = own(document.blocks ?? {}, name);
  if (!block || !use.isSound) return {};
  const outer = copy.within.map(({ block }) => block);
  if (outer.includes(name) || copy.id === blockId(name)) {
    const chain = [...outer.slice(Math.max(0, outer.indexOf(name))), name].join(' → ');
    problems.error('block.recursive', where, `a block cannot contain itself, found ${chain}`, {
      label: 'Remove the node',
      edits: [{ type: 'remove-nodes', graph: copy.id, ids: [use.id] }],
    });
    return {};
  }
  const repeat = use.params.repeat as number | null;
  const [input, output] = [use.ports.inputs[0]?.name, use.ports.outputs[0]?.name];
  const isChain = use.ports.inputs.length === 1 && use.ports.outputs.length === 1;
  if (repeat !== null && (!isChain || input === undefined || output === undefined)) {
    problems.error(
      'block.repeat-ports',
      where,
      `a repeated block needs one input and one output, ${name} has ${use.ports.inputs.length} and ${use.ports.outputs.length}`,
    );
    return {};
  }
  let arriving: ReadonlyMap<string, Ref | null> = new Map(Object.entries(inputs));
  let leaving: ReadonlyMap<string, Ref | null> = new Map(
    repeat === 0 ? [[output ?? '', inputs[input ?? ''] ?? null]] : [],
  );
  for (let i = 0; i < (repeat ?? 1); i++) {
    if (frame.expansion.opened > MAX_OPENED || outer.length >= MAX_DEPTH) {
      const isTold = frame.expansion.isTooLarge;
      frame.expansion.isTooLarge = true;
      if (isTold) return {};
      const most = `${MAX_OPENED} nodes, nested at most ${MAX_DEPTH} deep`;
      const message = `expected blocks that expand to at most ${most}, found more; repeat or nest them less`;
      problems.error('graph.too-large', where, message);
      return {};
    }
    const given = argumentsOf(use, copy.id, block, i, copy.scope, problems);
    const scope = scopeOf(block, given, i, copy.scope);
    const path = `${copy.path}${use.id}/${repeat === null ? '' : `${i}/`}`;
    const step: Within = {
      use: use.id,
      block: name,
      copy: repeat === null ? null : i,
      ...(use.params.recompute === true ? { isRecomputed: true } : {}),
    };
    const within = [...copy.within, step];
    const inner = { id: blockId(name), graph: block, scope, arriving, path, isReachable, within };
    leaving = expandCopy(frame, inner);
    arriving = new Map([[input ?? '', leaving.get(output ?? '') ?? null]]);
  }
  return Object.fromEntries(leaving);
}

function checkEnds(canvas: Canvas, problems: ProblemList): void {
  if (!canvas.id.startsWith('networks.')) return;
  const roles = [...canvas.nodes.values()].map(({ definition }) =>
    definition.family === 'structure' ? definition.role : null,
  );
  const where = { graph: canvas.id };
  if (!roles.includes('input')) {
    problems.error('network.no-input', where, 'a network needs an input node, found none');
  }
  if (!roles.includes('output')) {
    problems.error('network.no-output', where, 'a network needs an output node, found none');
  }
}
