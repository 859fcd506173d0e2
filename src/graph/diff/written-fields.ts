/** A node's parameters as a flat list of named values, defaults filled in, so that two nodes can be compared field by field. */
import type { GraphNode } from '../../../graph-schemas/document.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { fieldsOf } from '../../nodes/fields/describe.ts';
import type { Written } from './diff-types.ts';

/** By path. Lists stay whole: a shape is one thing to a reader. */
export function writtenFields(node: GraphNode): ReadonlyMap<string, Written> {
  const fields = new Map<string, Written>();
  if (node.title !== undefined) fields.set('title', node.title);
  for (const [name, value] of Object.entries(withDefaults(node))) flatten(name, value, fields);
  return fields;
}

export function flatten(path: string, value: unknown, into: Map<string, Written>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (value !== undefined) into.set(path, value);
    return;
  }
  for (const [name, inner] of Object.entries(value)) flatten(`${path}.${name}`, inner, into);
}

function withDefaults({ kind, params = {} }: GraphNode): Readonly<Record<string, unknown>> {
  const definition = definitionOf(kind);
  if (!definition) return params;
  const parsed = definition.params.safeParse(params);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const initial = fieldsOf(definition.params).map(({ name, initial }) => [name, initial] as const);
  return { ...Object.fromEntries(initial), ...params };
}
