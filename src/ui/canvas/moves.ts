/** The edits that finished drags, key presses and resizes of React Flow's nodes stand for. */
import type { NodeChange } from '@xyflow/react';
import type { Note } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { finishDrag } from './dragging/drag-session.ts';
import { type FlowNode, isNoteId, noteId } from './flow-types.ts';

export function moveEdits(
  graph: GraphId,
  changes: readonly NodeChange<FlowNode>[],
  nodes: readonly FlowNode[],
): Edit[] {
  const changed = new Set(changes.flatMap((change) => (isFinished(change) ? [change.id] : [])));
  if (changed.size === 0) return [];
  const moved = nodes.filter(({ id }) => changed.has(id));
  const cards = moved.filter(({ id }) => !isNoteId(id));
  const edits: Edit[] = [];
  if (cards.length > 0) {
    const to = Object.fromEntries(cards.map(({ id, position }) => [id, pixels(position)]));
    edits.push({ type: 'move-nodes', graph, to });
  }
  if (cards.length < moved.length) {
    const notes = graphOf(useDocumentStore.getState().document, graph)?.notes ?? [];
    const byId = new Map(moved.map((node) => [node.id, node]));
    const next = notes.map((note, index) => placed(note, byId.get(noteId(index))));
    edits.push({ type: 'set-notes', graph, notes: next });
  }
  return [...edits, ...finishDrag()];
}

function isFinished(change: NodeChange<FlowNode>): change is typeof change & { id: string } {
  if (change.type === 'position') return change.dragging === false && change.position !== undefined;
  return change.type === 'dimensions' && change.resizing === false && isNoteId(change.id);
}

function placed(note: Note, node: FlowNode | undefined): Note {
  if (!node) return note;
  const width = Math.round(node.width ?? note.size[0]);
  const height = Math.round(node.height ?? note.size[1]);
  return { ...note, at: pixels(node.position), size: [width, height] };
}

const pixels = ({ x, y }: { x: number; y: number }): [number, number] => [
  Math.round(x),
  Math.round(y),
];
