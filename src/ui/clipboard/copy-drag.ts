/** A drag with Alt held puts copies where it ends, and leaves what was dragged where it was. */
import type { Note } from '../../../graph-schemas/document.ts';
import { copyFragment } from '../../graph/clipboard-copy.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { announce } from '../announce.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { isAltHeld } from '../canvas/pointer.ts';
import { textsNow } from '../texts/texts.ts';
import { insertFragment } from './paste.ts';

/** False where the moves are to be carried out as they are. */
export function copyInstead(graph: GraphId, moves: readonly Edit[]): boolean {
  if (!isAltHeld()) return false;
  const { document, documentId } = useDocumentStore.getState();
  const canvas = graphOf(document, graph);
  if (!canvas) return false;
  const places = placesOf(canvas);
  const before = canvas.notes ?? [];
  const to = moves.flatMap((edit) => (edit.type === 'move-nodes' ? Object.entries(edit.to) : []));
  const notes = moves
    .flatMap((edit) => (edit.type === 'set-notes' ? edit.notes : []))
    .flatMap((note, at) => (isMoved(note, before[at]) ? [{ note, at }] : []));
  const shift = shiftOf([
    ...to.map(([id, at]) => [places[id], at] as const),
    ...notes.map(({ note, at }) => [before[at]?.at, note.at] as const),
  ]);
  const chosen = { nodes: to.map(([id]) => id), notes: notes.map(({ at }) => at) };
  const fragment = shift && copyFragment(document, graph, chosen, places, documentId);
  if (!fragment || !shift) return false;
  const count = insertFragment(fragment, { shift });
  if (count > 0) announce(textsNow().editing.duplicated(count));
  return count > 0;
}

const isMoved = (note: Note, before: Note | undefined) =>
  before !== undefined && (note.at[0] !== before.at[0] || note.at[1] !== before.at[1]);

type Point = readonly [x: number, y: number];

function shiftOf(moves: readonly (readonly [Point | undefined, Point])[]): Point | null {
  const [from, to] = moves[0] ?? [];
  return from && to ? [to[0] - from[0], to[1] - from[1]] : null;
}
