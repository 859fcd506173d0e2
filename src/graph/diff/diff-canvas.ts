/** What differs between two canvases whose nodes have been matched: fields of nodes, and wires. */
import type { Graph, GraphNode } from '../../../graph-schemas/document.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { fieldsOf } from '../../nodes/fields/describe.ts';
import { nameOf, own, splitRef } from '../graph-of.ts';
import type { GraphId } from '../problem.ts';
import type { FieldChange, FieldSide, NodeDiff, WireDiff, Written } from './diff-types.ts';
import type { EvaluatedFields } from './evaluated-fields.ts';
import { isSame, type Matching } from './match-nodes.ts';
import { writtenFields } from './written-fields.ts';

/** What a node's fields come to in both documents, and canvases of the first by their names in the second. */
export interface Evaluated {
  readonly before: EvaluatedFields;
  readonly after: EvaluatedFields;
  readonly names: ReadonlyMap<GraphId, GraphId>;
}

export function diffNodes(
  one: Graph,
  other: Graph,
  matching: Matching,
  evaluated: (id: string, partner: string) => Evaluated,
): NodeDiff[] {
  const partners = new Set(matching.values());
  return [
    ...Object.entries(one.nodes).map(([id, node]): NodeDiff => {
      const partner = matching.get(id);
      const partnerNode = partner === undefined ? undefined : own(other.nodes, partner);
      if (partner === undefined || !partnerNode) return { type: 'removed', before: id, node };
      const fields = diffFields(node, partnerNode, evaluated(id, partner));
      return {
        type: 'kept',
        before: id,
        after: partner,
        beforeNode: node,
        node: partnerNode,
        fields,
      };
    }),
    ...Object.entries(other.nodes).flatMap(([id, node]): NodeDiff[] =>
      partners.has(id) ? [] : [{ type: 'added', after: id, node }],
    ),
  ];
}

function diffFields(one: GraphNode, other: GraphNode, evaluated: Evaluated): FieldChange[] {
  const [before, after] = [writtenFields(one), writtenFields(other)];
  const { before: was, after: is } = evaluated;
  const isSwapped = one.kind !== other.kind;
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((field) => {
    if (isSwapped && !(before.has(field) && after.has(field))) return [];
    const sides = [
      sideOf(before.get(field), was.get(field)),
      sideOf(after.get(field), is.get(field)),
    ] as const;
    const isWrittenSame = isSame(
      renamed(one, field, sides[0].written, evaluated.names),
      sides[1].written,
    );
    const isValueSame = isSame(sides[0].value, sides[1].value);
    if (isWrittenSame && isValueSame) return [];
    return [{ field, before: sides[0], after: sides[1], isIndirect: isWrittenSame }];
  });
}

function sideOf(written: Written, value: Written): FieldSide {
  return value === undefined || isSame(written, value) ? { written } : { written, value };
}

/** A reference to a network or block that has another name in the second document is the same reference. */
function renamed(
  { kind }: GraphNode,
  field: string,
  written: Written,
  names: ReadonlyMap<GraphId, GraphId>,
): Written {
  const definition = definitionOf(kind);
  const meta = definition && fieldsOf(definition.params).find(({ name }) => name === field)?.meta;
  if (meta?.type !== 'reference' && meta?.type !== 'references') return written;
  const follow = (name: unknown) => {
    const id = names.get(`${meta.to}s.${String(name)}` as GraphId);
    return id ? nameOf(id) : name;
  };
  return Array.isArray(written) ? written.map(follow) : follow(written);
}

export function diffWires(one: Graph, other: Graph, matching: Matching): WireDiff[] {
  const follow = (ref: string) => {
    const [node, port] = splitRef(ref);
    const partner = matching.get(node);
    return partner === undefined ? null : `${partner}.${port}`;
  };
  const rest = new Map(other.edges.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  const before = one.edges.map(({ from, to }): WireDiff => {
    const key = `${follow(from)} ${follow(to)}`;
    const kept = rest.get(key);
    rest.delete(key);
    return kept ? { type: 'kept', ...kept } : { type: 'removed', from, to };
  });
  return [...before, ...[...rest.values()].map((ends): WireDiff => ({ type: 'added', ...ends }))];
}
