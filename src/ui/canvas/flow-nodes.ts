/**
 * Document → React Flow nodes. Objects of nodes that did not change are kept, so that React Flow redraws
 * only what did; a node in the hand keeps the place where the hand has it.
 */
import type { Graph, Note } from '../../../graph-schemas/document.ts';
import { layoutGraph, type Places } from '../../graph/layout-graph.ts';
import type { GraphId } from '../../graph/problem.ts';
import { textsNow } from '../texts/texts.ts';
import {
  type CardNode,
  type FlowNode,
  FRAME_Z,
  NOTE_Z,
  type NoteNode,
  noteId,
} from './flow-types.ts';
import { nodeTitle } from './node-title.ts';
import { titleAndRest } from './notes/markdown.ts';

export function flowNodes(
  graphId: GraphId,
  graph: Graph,
  selected: readonly string[],
  previous: readonly FlowNode[],
): FlowNode[] {
  const before = new Map(previous.map((node) => [node.id, node]));
  const chosen = new Set(selected);
  const places = placesOf(graph);
  const cards = Object.entries(graph.nodes).map(([id, node]) =>
    card(
      { graph: graphId, id, place: places[id] ?? [0, 0], label: `${nodeTitle(node)}, ${id}` },
      chosen.has(id),
      before.get(id),
    ),
  );
  const notes = (graph.notes ?? []).map((note, index) =>
    noteNode(graphId, note, index, chosen.has(noteId(index)), before.get(noteId(index))),
  );
  return [...notes, ...cards];
}

/** Where nodes stand; those that the document gives no place are laid out. */
export function placesOf(graph: Graph): Places {
  const isPlaced = Object.values(graph.nodes).every(({ at }) => at !== undefined);
  const automatic = isPlaced ? {} : layoutGraph(graph);
  return Object.fromEntries(
    Object.entries(graph.nodes).map(([id, { at }]) => [id, at ?? automatic[id] ?? [0, 0]]),
  );
}

/** The canvas is one stop of the Tab key; from there the arrow keys walk. */
const CARD = { type: 'card', domAttributes: { tabIndex: -1 } } as const;

interface CardFacts {
  readonly graph: GraphId;
  readonly id: string;
  readonly place: readonly [number, number];
  /** Read by screen readers. */
  readonly label: string;
}

function card(facts: CardFacts, selected: boolean, before: FlowNode | undefined): CardNode {
  const { graph, id, place, label: ariaLabel } = facts;
  const [x, y] = place;
  if (before?.type !== 'card') {
    return { ...CARD, id, position: { x, y }, selected, ariaLabel, data: { graph } };
  }
  const isMoved = !before.dragging && (before.position.x !== x || before.position.y !== y);
  const isSame = before.selected === selected && before.ariaLabel === ariaLabel;
  if (!isMoved && isSame) return before;
  return { ...before, selected, ariaLabel, position: isMoved ? { x, y } : before.position };
}

/** What stands in a frame, and the canvas between, get the pointer: its style sheet says what is left to the frame. */
const REACHED_THROUGH = { pointerEvents: 'none' } as const;

function noteNode(
  graph: GraphId,
  note: Note,
  index: number,
  selected: boolean,
  before: FlowNode | undefined,
): NoteNode {
  const [x, y] = note.at;
  const [width, height] = note.size;
  const isFrame = note.type === 'frame';
  const next: NoteNode = {
    id: noteId(index),
    type: 'note',
    position: { x, y },
    width,
    height,
    zIndex: isFrame ? FRAME_Z : NOTE_Z,
    connectable: false,
    data: { graph, index },
    selected,
    ariaLabel: textsNow().notes.label[note.type](titleAndRest(note.text).title),
    ...(isFrame ? { style: REACHED_THROUGH } : {}),
    ...(before?.measured === undefined ? {} : { measured: before.measured }),
  };
  if (!before) return next;
  const isSame =
    before.position.x === x &&
    before.position.y === y &&
    before.width === width &&
    before.height === height &&
    before.ariaLabel === next.ariaLabel &&
    before.zIndex === next.zIndex;
  if (before.type !== 'note') return next;
  if (before.dragging && before.selected !== selected) return { ...before, selected };
  return before.dragging || (isSame && before.selected === selected) ? before : next;
}
