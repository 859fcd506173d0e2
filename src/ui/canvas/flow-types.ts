/** The nodes and edges that React Flow draws: only where they are; what they show is read from the stores. */
import type { Edge as FlowEdgeBase, Node } from '@xyflow/react';
import type { Point } from '../../../graph-schemas/primitives.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { PortType } from '../../nodes/define.ts';

export type CardNode = Node<{ readonly graph: GraphId }, 'card'>;
export type NoteNode = Node<{ readonly graph: GraphId; readonly index: number }, 'note'>;
export type FlowNode = CardNode | NoteNode;
export type FlowEdge = FlowEdgeBase<
  {
    readonly graph: GraphId;
    /** The shape for which its label has a place; the label itself reads the newest. */
    readonly text: string | null;
    readonly port: PortType;
    /** Points that a person leads it through. */
    readonly via?: readonly Point[] | undefined;
  },
  'wire'
>;

/** Frames lie behind notes, and notes behind cards. */
export const FRAME_Z = -2;
export const NOTE_Z = -1;

const NOTE_PREFIX = 'note:';
export const noteId = (index: number) => `${NOTE_PREFIX}${index}`;
export const noteIndex = (id: string) => Number(id.slice(NOTE_PREFIX.length));
export const isNoteId = (id: string) => id.startsWith(NOTE_PREFIX);
