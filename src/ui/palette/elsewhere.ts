/** Where a kind that was searched for can stand, when that is not the canvas on show. */
import type { Document } from '../../../graph-schemas/document.ts';
import type { GraphId } from '../../graph/problem.ts';
import { textsNow } from '../texts/texts.ts';
import { searchableEntries } from './entries.ts';
import { type Found, findEntries } from './search.ts';

/** A sentence where other canvases hold a better answer than `found`, what this one has; "IN" is a norm, which the objective lacks. */
export function elsewhere(
  document: Document,
  graph: GraphId,
  query: string,
  found: readonly Found[],
): string | null {
  if (query.trim() === '') return null;
  const isOnObjective = graph === 'objective';
  const other: GraphId = isOnObjective ? 'networks.' : 'objective';
  const [best] = findEntries(searchableEntries(document, other), query);
  if (!best || best.score <= (found[0]?.score ?? 0)) return null;
  const { insideNetworks, onObjective } = textsNow().palette;
  return (isOnObjective ? insideNetworks : onObjective)(best.entry.title);
}
