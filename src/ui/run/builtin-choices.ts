/** Built-in data that a node could train on, with the names that its own form shows. */
import { BUILTIN_DATA, isServedBy } from '../../nodes/shared/builtin-data.ts';
import type { Feed } from '../../nodes/specs.ts';
import { phrase } from '../texts/kind-texts.ts';

export interface BuiltinChoice {
  readonly value: string;
  readonly label: string;
}

/** Those that serve what the node takes; all of them while its settings have problems. */
export function builtinChoices(feed: Feed | null): BuiltinChoice[] {
  return BUILTIN_DATA.filter(
    ({ value }) => feed === null || isServedBy(value, feed.transform.type, feed.select),
  ).map(({ value, label }) => ({ value, label: phrase(label) }));
}
