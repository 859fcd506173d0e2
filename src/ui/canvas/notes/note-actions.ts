/** What buttons, keys and gestures do with notes and frames. */
import { create } from 'zustand';
import type { Note } from '../../../../graph-schemas/document.ts';
import { graphOf } from '../../../graph/graph-of.ts';
import type { Box } from '../../../graph/insert-node.ts';
import type { GraphId } from '../../../graph/problem.ts';
import { useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { textsNow } from '../../texts/texts.ts';
import { flowState } from '../flow-store.ts';
import { noteId } from '../flow-types.ts';
import { boxOf, cardBoxes } from '../wiring/spots.ts';

interface Editing {
  readonly graph: GraphId;
  readonly index: number;
  /** Made with what is written now: one step of undo. */
  readonly isNew: boolean;
}

/** The note whose text is being written. */
export const useNoteEditing = create<{ readonly editing: Editing | null }>()(() => ({
  editing: null,
}));

export function editNote(graph: GraphId, index: number): void {
  useNoteEditing.setState({ editing: { graph, index, isNew: false } });
}

/** The note that is all that is selected, or null. */
export function loneNote(): number | null {
  const { selectedNodes, selectedNotes } = useCanvasStore.getState();
  const [only, ...others] = selectedNotes;
  return only !== undefined && others.length + selectedNodes.length === 0 ? only : null;
}

export function endEditing(): void {
  const { editing } = useNoteEditing.getState();
  if (editing?.isNew) useDocumentStore.getState().endGesture();
  useNoteEditing.setState({ editing: null });
}

export function endEditingOf(graph: GraphId, index: number): void {
  const { editing } = useNoteEditing.getState();
  if (editing?.graph === graph && editing.index === index) endEditing();
}

export function changeNotes(
  graph: GraphId,
  change: (notes: readonly Note[]) => readonly Note[],
): void {
  const { document, dispatch } = useDocumentStore.getState();
  dispatch({ type: 'set-notes', graph, notes: change(graphOf(document, graph)?.notes ?? []) });
}

export function changeNote(graph: GraphId, index: number, part: Partial<Note>): void {
  changeNotes(graph, (notes) =>
    notes.map((note, at) => (at === index ? { ...note, ...part } : note)),
  );
}

export function removeNote(graph: GraphId, index: number): void {
  changeNotes(graph, (notes) => notes.filter((_, at) => at !== index));
}

const SIZES = { note: [230, 110], frame: [420, 260] } as const;

/** `at` is its middle. The text is there to be written over. */
export function addNote(
  graph: GraphId,
  type: Note['type'],
  at: { readonly x: number; readonly y: number },
): void {
  const [width, height] = SIZES[type];
  const box = { x: at.x - width / 2, y: at.y - height / 2, width, height };
  put(graph, type, type === 'note' ? uncovered(box) : box);
}

const STEP = 44;
const MOST_RINGS = 14;

/** The nearest place, below first, where no card would lie over a note. */
function uncovered(box: Box): Box {
  const cards = [...cardBoxes(flowState()?.nodeLookup ?? new Map()).values()];
  const isFree = ({ x, y }: Box) =>
    cards.every(
      (card) =>
        x >= card.x + card.width ||
        y >= card.y + card.height ||
        x + box.width <= card.x ||
        y + box.height <= card.y,
    );
  for (let ring = 0; ring <= MOST_RINGS; ring += 1) {
    for (const [right, down] of [
      [0, 1],
      [0, -1],
      [1, 0],
      [-1, 0],
      [1, 1],
      [-1, 1],
    ] as const) {
      const moved = { ...box, x: box.x + right * ring * STEP, y: box.y + down * ring * STEP };
      if (isFree(moved)) return moved;
    }
  }
  return box;
}

/** Room around what a frame holds; more above, for its title. */
const AROUND = { side: 28, top: 52 };

/** A frame around what is selected, or in the middle of what is seen where nothing is. */
export function frameSelection(centre: { readonly x: number; readonly y: number }): void {
  const { graph, selectedNodes, selectedNotes } = useCanvasStore.getState();
  const lookup = flowState()?.nodeLookup;
  const boxes = [...selectedNodes, ...selectedNotes.map(noteId)].flatMap((id) => {
    const node = lookup?.get(id);
    return node ? [boxOf(node)] : [];
  });
  if (boxes.length === 0) addNote(graph, 'frame', centre);
  else put(graph, 'frame', frameAround(boxes));
}

export function frameAround(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({ x }) => x)) - AROUND.side;
  const top = Math.min(...boxes.map(({ y }) => y)) - AROUND.top;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + AROUND.side;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + AROUND.side;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function put(graph: GraphId, type: Note['type'], { x, y, width, height }: Box): void {
  const { beginGesture, document } = useDocumentStore.getState();
  const index = graphOf(document, graph)?.notes?.length ?? 0;
  const note: Note = {
    type,
    text: textsNow().notes.fresh[type],
    at: [Math.round(x), Math.round(y)],
    size: [Math.round(width), Math.round(height)],
  };
  endEditing();
  beginGesture();
  changeNotes(graph, (notes) => [...notes, note]);
  useCanvasStore.getState().select([], [], [index]);
  useNoteEditing.setState({ editing: { graph, index, isNew: true } });
}
