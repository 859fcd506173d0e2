/** Built-in data that a node could train on, with the names that its own form shows. */
import { definitionOf } from '../../nodes/catalog.ts';
import { fieldsOf } from '../../nodes/fields/describe.ts';
import type { Feed } from '../../nodes/specs.ts';

/** Sets of points of the plane; all others are images. */
const POINTS: ReadonlySet<string> = new Set(['rings', 'grid', 'swiss-roll']);

export interface BuiltinChoice {
  readonly value: string;
  readonly label: string;
}

export function builtinChoices(kind: string, feed: Feed | null): BuiltinChoice[] {
  const definition = definitionOf(kind);
  const field = definition && fieldsOf(definition.params).find(({ name }) => name === 'builtin');
  if (field?.meta.type !== 'choice') return [];
  const wantsPoints = feed?.transform.type === 'points';
  return field.meta.choices
    .filter(({ value }) => feed === null || POINTS.has(value) === wantsPoints)
    .map(({ value, label }) => ({ value, label }));
}
