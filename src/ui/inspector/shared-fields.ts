/** The settings that several nodes have in common, and the edits that change one of them everywhere. Pure. */
import type { GraphNode } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { Definition } from '../../nodes/define.ts';
import { type Field, fieldsOf } from '../../nodes/fields/describe.ts';
import type { FieldMeta } from '../../nodes/fields/meta.ts';
import { isInitial } from './fields/field-props.ts';
import { MIXED, merged, settled } from './fields/mixed.ts';

export interface Chosen {
  readonly id: string;
  readonly node: GraphNode;
  readonly definition: Definition;
}

export interface SharedField {
  readonly field: Field;
  /** Within the bounds of all. */
  readonly meta: FieldMeta;
  /** What all have; `MIXED` where they differ; undefined where all stand at the default. */
  readonly value: unknown;
  readonly first: unknown;
}

/** Fields of equal name, form and label, in the order of the first node. */
export function sharedFields(nodes: readonly Chosen[]): readonly SharedField[] {
  const [first, ...others] = nodes;
  if (!first) return [];
  return fieldsOf(first.definition.params).flatMap((field) => {
    const same = others.map(({ definition }) => fieldOf(definition, field));
    if (!same.every((found) => found !== undefined)) return [];
    const written = nodes.map(({ node }) => node.params?.[field.name]);
    const values = nodes.map((node) => valueIn(node, field.name));
    const isInitial = written.every((value) => value === undefined);
    const isOneInitial = same.every(({ initial }) => isEqual(initial, field.initial));
    return [
      {
        field,
        meta: same.reduce((meta, { meta: other }) => narrower(meta, other), field.meta),
        value: isInitial && isOneInitial ? undefined : mergedOf(field.meta, values),
        first: values[0],
      },
    ];
  });
}

/** Names in a list are no numbers of the first, the second, … place: two lists are alike as a whole or not. */
function mergedOf({ type }: FieldMeta, values: readonly unknown[]): unknown {
  const isOfNames = type === 'references' || type === 'texts';
  if (!isOfNames) return merged(values);
  return values.every((value) => isEqual(value, values[0])) ? values[0] : MIXED;
}

export function shareValue(
  graph: GraphId,
  nodes: readonly Chosen[],
  name: string,
  next: unknown,
): readonly Edit[] {
  return nodes.map((node) => ({
    type: 'set-params',
    graph,
    id: node.id,
    params: { [name]: settled(next, valueIn(node, name)) },
  }));
}

/** Everything back to its default, but for what a document must say. */
export function resetAll(graph: GraphId, nodes: readonly Chosen[]): readonly Edit[] {
  return nodes.flatMap(({ id, node, definition }): readonly Edit[] => {
    const names = fieldsOf(definition.params)
      .filter((field) => !field.isRequired && !isInitial(field, node.params?.[field.name]))
      .map(({ name }) => [name, undefined] as const);
    if (names.length === 0) return [];
    return [{ type: 'set-params', graph, id, params: Object.fromEntries(names) }];
  });
}

function valueIn({ node, definition }: Chosen, name: string): unknown {
  const written = node.params?.[name];
  if (written !== undefined) return written;
  return fieldsOf(definition.params).find((field) => field.name === name)?.initial;
}

function fieldOf(definition: Definition, { name, meta }: Field): Field | undefined {
  const found = fieldsOf(definition.params).find((field) => field.name === name);
  if (!found || found.meta.type !== meta.type || found.meta.label !== meta.label) return undefined;
  const choices = (of: FieldMeta) => ('choices' in of ? of.choices.map(({ value }) => value) : []);
  return isEqual(choices(found.meta), choices(meta)) ? found : undefined;
}

function narrower(meta: FieldMeta, other: FieldMeta): FieldMeta {
  if (meta.type !== 'numeric' || other.type !== 'numeric') return meta;
  const min = Math.max(meta.min ?? -Infinity, other.min ?? -Infinity);
  const max = Math.min(meta.max ?? Infinity, other.max ?? Infinity);
  if (min === (meta.min ?? -Infinity) && max === (meta.max ?? Infinity)) return meta;
  return {
    ...meta,
    ...(Number.isFinite(min) ? { min } : {}),
    ...(Number.isFinite(max) ? { max } : {}),
  };
}

const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
