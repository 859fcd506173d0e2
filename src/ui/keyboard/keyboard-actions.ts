/** What keys do on the canvas: walk, select, move, enter, rename. */
import type { Graph } from '../../../graph-schemas/document.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { announce } from '../announce.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { innerGraph } from '../canvas/node-title.ts';
import { editNote, loneNote } from '../canvas/notes/note-actions.ts';
import { isSeen } from '../canvas/shown-flow.ts';
import { untilLetGo } from '../held-gesture.ts';
import { usePageStore } from '../page-store.ts';
import { textsNow } from '../texts/texts.ts';
import { canvasElement, focusCanvas, focusNode } from './focus-node.ts';
import { tookFromField } from './left-field.ts';
import { showPanel } from './panels.ts';
import { type Direction, readingOrder, stepFrom } from './walk.ts';

const CARD = { x: 200, y: 80 };
/** The dots of the canvas. */
const STEP = 22;
const LEAP = 5;

const shownGraph = () => {
  const { graph } = useCanvasStore.getState();
  return graphOf(useDocumentStore.getState().document, graph);
};

/** The node that the keys start from: the one with the focus, or the last selected. */
export function currentNode(): string | null {
  const focused = document.activeElement?.closest<HTMLElement>(
    '.react-flow__node[data-id], [data-row]',
  );
  const id = focused?.dataset.id ?? focused?.dataset.row;
  const graph = shownGraph();
  if (id !== undefined && graph && Object.hasOwn(graph.nodes, id)) return id;
  return useCanvasStore.getState().selectedNodes.at(-1) ?? null;
}

export const hasNodes = (): boolean => Object.keys(shownGraph()?.nodes ?? {}).length > 0;
export const hasSelection = (): boolean => useCanvasStore.getState().selectedNodes.length > 0;

/** Nodes, wires or notes. */
function hasAnySelected(): boolean {
  const { selectedNodes, selectedEdges, selectedNotes } = useCanvasStore.getState();
  return selectedNodes.length + selectedEdges.length + selectedNotes.length > 0;
}

/** Whether there is anything to leave. */
export const canLeave = (): boolean =>
  hasAnySelected() || useCanvasStore.getState().trail.length > 1;

function show(id: string, isAdding = false): void {
  const { graph, select, selectedNodes, revealPlace } = useCanvasStore.getState();
  const shown = shownGraph();
  const at = shown ? placesOf(shown)[id] : undefined;
  const isHidden =
    at && !(isSeen({ x: at[0], y: at[1] }) && isSeen({ x: at[0] + CARD.x, y: at[1] + CARD.y }));
  if (isHidden) revealPlace({ graph, node: id });
  select(isAdding ? [...selectedNodes.filter((other) => other !== id), id] : [id]);
  focusNode(id);
  if (shown) announce(wiresText(shown, id));
}

/** The name of a node is read as it gets the focus; what it is wired to is not. */
function wiresText({ edges }: Graph, id: string): string {
  const isHere = (ref: string) => ref.startsWith(`${id}.`);
  const fedBy = edges.filter(({ to }) => isHere(to)).map(({ from }) => from);
  const feeds = edges.filter(({ from }) => isHere(from)).map(({ to }) => to);
  return textsNow().keyboard.node(fedBy.join(', '), feeds.join(', '));
}

export function walk(direction: Direction, isAdding = false): void {
  const graph = shownGraph();
  if (!graph) return;
  const places = placesOf(graph);
  const from = currentNode();
  const to =
    from === null ? readingOrder(graph, places)[0] : stepFrom(graph, places, from, direction);
  if (to === null || to === undefined) announce(textsNow().keyboard.nodeThere[direction]);
  else show(to, isAdding);
}

export function walkToEnd(isLast: boolean): void {
  const graph = shownGraph();
  const order = graph ? readingOrder(graph, placesOf(graph)) : [];
  const id = order.at(isLast ? -1 : 0);
  if (id !== undefined) show(id);
}

/** Keys that are held down move on in the same step of undo. */
export function nudge(direction: Direction, isLeap = false): void {
  const { graph, selectedNodes } = useCanvasStore.getState();
  const { dispatch } = useDocumentStore.getState();
  const shown = shownGraph();
  if (!shown || selectedNodes.length === 0) return;
  untilLetGo('key');
  const by = STEP * (isLeap ? LEAP : 1);
  const dx = direction === 'left' ? -by : direction === 'right' ? by : 0;
  const dy = direction === 'up' ? -by : direction === 'down' ? by : 0;
  const places = placesOf(shown);
  const to = Object.fromEntries(
    selectedNodes.flatMap((id) => {
      const at = places[id];
      return at ? [[id, [at[0] + dx, at[1] + dy] as const]] : [];
    }),
  );
  dispatch({ type: 'move-nodes', graph, to });
}

/** Into the network or block of the selected node; into its settings where it has none inside. */
export function enterSelected(): void {
  const note = loneNote();
  if (note !== null) {
    editNote(useCanvasStore.getState().graph, note);
    return;
  }
  const id = currentNode();
  const { document: shownDocument } = useDocumentStore.getState();
  const node = id === null ? undefined : shownGraph()?.nodes[id];
  const inner = node && innerGraph(node);
  if (inner && graphOf(shownDocument, inner)) {
    useCanvasStore.getState().enter(inner, id ?? undefined);
    requestAnimationFrame(() => focusFirst());
  } else inspect();
}

/** The first node of the level on show, so that the arrow keys have a place to start. */
function focusFirst(): void {
  const graph = shownGraph();
  const first = graph && readingOrder(graph, placesOf(graph))[0];
  if (first === undefined || first === null) canvasElement()?.focus();
  else {
    useCanvasStore.getState().select([first]);
    focusNode(first);
  }
}

/** Clears the selection; where there is none, goes back a level, to the node that led here. */
export function leave(): void {
  const { trail, goTo, select } = useCanvasStore.getState();
  if (tookFromField() && hasAnySelected()) {
    focusCanvas();
    return;
  }
  if (hasAnySelected()) {
    // The focus stays: from there the keys walk on, and the next Escape goes back.
    select([]);
    return;
  }
  goTo(trail.length - 2);
  // Going back selects the node that led here.
  const [led] = useCanvasStore.getState().selectedNodes;
  if (led !== undefined) focusNode(led);
  else focusCanvas();
}

/** Moves the focus into the form of the selected node. */
export function inspect(): void {
  const id = currentNode();
  if (id !== null) useCanvasStore.getState().select([id]);
  showPanel('inspector', () => {
    const panel = document.querySelector('[data-panel="inspector"]');
    const field = panel?.querySelector<HTMLElement>('input:not([type="hidden"])');
    return field ?? panel?.querySelector<HTMLElement>('button') ?? null;
  });
}

/** To the field of the selected node's id, all of it selected. */
export function rename(): void {
  const id = currentNode();
  if (id === null) return;
  useCanvasStore.getState().select([id]);
  showPanel('inspector', () => {
    const fields = document.querySelectorAll<HTMLInputElement>('[data-panel="inspector"] input');
    return [...fields].find(({ value }) => value === id) ?? null;
  });
}

export const isWireMenuOpen = (): boolean => usePageStore.getState().wireDrop !== null;
