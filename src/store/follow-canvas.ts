/** What a canvas, the node that led into it and a note are between two versions of a document. Pure. */
import type { Document, Note } from '../../graph-schemas/document.ts';
import { graphOf } from '../graph/graph-of.ts';
import type { GraphId } from '../graph/problem.ts';
import { followRename } from './follow-rename.ts';

/** The canvas that a name stands for now, or null where it is gone. */
export function followGraph(before: Document, after: Document, id: GraphId): GraphId | null {
  if (id === 'objective') return id;
  const dot = id.indexOf('.');
  const kind = id.startsWith('networks.') ? 'networks' : 'blocks';
  const name = followRename(before[kind] ?? {}, after[kind] ?? {}, id.slice(dot + 1));
  return name === null ? null : `${kind}.${name}`;
}

/** What the node that led into a level is called now; null where it is gone. */
export function followLead(
  before: Document,
  after: Document,
  trail: readonly GraphId[],
  through: readonly (string | null)[],
  level: number,
): string | null {
  const [node, around] = [through[level] ?? null, trail[level - 1]];
  const aroundNow = around && followGraph(before, after, around);
  if (node === null || !around || !aroundNow) return null;
  const nodesBefore = graphOf(before, around)?.nodes ?? {};
  return followRename(nodesBefore, graphOf(after, aroundNow)?.nodes ?? {}, node);
}

/** Notes have no names: one is the same object, or stands at the same place of a list that has not changed its length. */
export function followNote(
  before: readonly Note[],
  after: readonly Note[],
  at: number,
): number | null {
  const note = before[at];
  const found = note ? after.indexOf(note) : -1;
  if (found >= 0) return found;
  return before.length === after.length && note ? at : null;
}
