/** The networks and blocks that a node names in its parameters: to read them, and to put other names in their place. Pure. */
import type { GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';
import { own } from './graph-of.ts';

export interface Reference {
  readonly to: 'network' | 'block';
  readonly name: string;
}

export function referencesOf(node: GraphNode): readonly Reference[] {
  const found: Reference[] = [];
  mapReferences(node, (reference) => {
    found.push(reference);
    return reference.name;
  });
  return found;
}

/** Null takes a name out of its list, or leaves an empty one. The same node where no name changed. */
export function mapReferences(
  node: GraphNode,
  rename: (reference: Reference) => string | null,
): GraphNode {
  const definition = definitionOf(node.kind);
  if (!definition || !node.params) return node;
  const params = { ...node.params };
  let isSame = true;
  for (const { name, meta } of fieldsOf(definition.params)) {
    if (meta.type !== 'reference' && meta.type !== 'references') continue;
    const value = own(params, name);
    if (typeof value !== 'string' && !Array.isArray(value)) continue;
    const before = [value].flat().map(String);
    const after = before.flatMap((text) => rename({ to: meta.to, name: text }) ?? []);
    if (after.length === before.length && after.every((text, at) => text === before[at])) continue;
    isSame = false;
    params[name] = typeof value === 'string' ? (after[0] ?? '') : after;
  }
  return isSame ? node : { ...node, params };
}
