/** One more input where all are taken: on nodes with numbered ports, and on uses of networks and blocks by a port made inside. */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import type { InputPort, PortType, ValueType } from '../nodes/define.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';
import { sameShape } from '../nodes/shapes.ts';
import { type Arriving, checkValue } from './connection.ts';
import type { Edit } from './edit-types.ts';
import type { GraphFacts } from './facts.ts';
import { freeNameAmong } from './free-name.ts';
import { graphOf, own } from './graph-of.ts';
import { nodesOfRole } from './ports.ts';
import type { GraphId } from './problem.ts';

export interface GrownPort {
  /** The new input of the node. */
  readonly port: string;
  readonly edits: readonly Edit[];
}

const MOST_INPUTS = 16;
const NUMBERED = /^(in|loss|row)(\d+)$/;

/** `label` names the row of a sheet. */
export function growPort(
  facts: GraphFacts,
  document: Document,
  graph: GraphId,
  id: string,
  arriving: Arriving,
  label: string,
): GrownPort | null {
  const node = own(graphOf(document, graph)?.nodes ?? {}, id);
  const known = own(facts.nodes, id);
  const last = known?.ports.inputs.findLast(({ name }) => NUMBERED.test(name));
  const [, prefix = '', number = ''] = NUMBERED.exec(last?.name ?? '') ?? [];
  if (!node || !known || !last || Number(number) + 1 >= MOST_INPUTS) return null;
  const params = moreOf(node, prefix, Number(number) + 1, label);
  const port: InputPort = { ...last, name: `${prefix}${Number(number) + 1}` };
  if (!params || !checkValue({ document, node, facts: known, port }, arriving).ok) return null;
  return { port: port.name, edits: [{ type: 'set-params', graph, id, params }] };
}

/** Null where the kind counts its ports in another way, or by an expression. */
function moreOf(node: GraphNode, prefix: string, count: number, label: string) {
  const definition = definitionOf(node.kind);
  const has = (name: string) =>
    definition && fieldsOf(definition.params).some((field) => field.name === name);
  const list = (name: string, first: unknown): unknown[] => {
    const written = node.params?.[name];
    return Array.isArray(written) ? written : [first];
  };
  if (prefix === 'in' && has('inputs')) {
    return typeof node.params?.inputs === 'string' ? null : { inputs: count + 1 };
  }
  if (prefix === 'loss' && has('losses')) return { losses: [...list('losses', 1), 1] };
  if (prefix === 'row' && has('rows')) return { rows: [...list('rows', 'samples'), label] };
  return null;
}

/** Below the ends that are there. */
const BELOW = 120;

/** A new end on the canvas of a network or block, called `name` or nearly so: every use of it gets the port. */
export function newEnd(
  document: Document,
  inside: GraphId,
  role: 'input' | 'output',
  name: string,
  params: Readonly<Record<string, unknown>> = {},
): { readonly id: string; readonly node: GraphNode } | null {
  const canvas = graphOf(document, inside);
  if (!canvas || inside === 'objective') return null;
  const id = freeNameAmong(name, new Set(Object.keys(canvas.nodes)));
  const places = nodesOfRole(canvas, role).flatMap((end) => {
    const at = canvas.nodes[end]?.at;
    return at ? [at] : [];
  });
  const x = Math.min(...places.map((at) => at[0]));
  const y = Math.max(...places.map((at) => at[1])) + BELOW;
  const node: GraphNode = {
    kind: role,
    ...(Object.keys(params).length > 0 ? { params: params as GraphNode['params'] } : {}),
    ...(places.length > 0 ? { at: [x, y] } : {}),
  };
  return { id, node };
}

/** What an `input` must say so that `type` enters; null for what no network takes. A shape that the giver says in its own words is kept so. */
export function inputParams(
  type: ValueType,
  giver?: { readonly node: GraphNode; readonly params?: Readonly<Record<string, unknown>> },
): Readonly<Record<string, unknown>> | null {
  if (type.type === 'loss') return null;
  if (type.type === 'label') return { classes: type.classes };
  const [words, value] = [giver?.node.params?.shape, giver?.params?.shape];
  const isSaid = Array.isArray(words) && Array.isArray(value) && sameShape(value, type.shape);
  return { shape: isSaid ? words : [...type.shape] };
}

/**
 * The type of a new input of a network from the port that it feeds: that of another input of the same node, or of another
 * value of the kind on the canvas.
 */
export function wantedType(facts: GraphFacts, id: string, accepts: PortType): ValueType | null {
  const isKind = (type: ValueType) =>
    accepts === 'image'
      ? type.type === 'tensor' && type.shape.length === 3
      : accepts === 'vector'
        ? type.type === 'tensor' && type.shape.length === 1
        : accepts === type.type;
  const beside = Object.values(own(facts.nodes, id)?.inputs ?? {}).find(isKind);
  if (beside) return beside;
  if (accepts === 'tensor') return null;
  return (
    Object.values(facts.nodes)
      .flatMap(({ outputs }) => Object.values(outputs))
      .find(isKind) ?? null
  );
}
