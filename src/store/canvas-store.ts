/**
 * Which canvas is on show, how the person got there, what is selected: no part of undo. Ids that an edit has
 * removed are dropped here, so readers never meet a stale selection. Every open document has a view of its own.
 */
import { create } from 'zustand';
import type { Document, Edge } from '../../graph-schemas/document.ts';
import { graphOf } from '../graph/graph-of.ts';
import type { GraphId, Place } from '../graph/problem.ts';
import { changedGraphs } from '../graph/same-document.ts';
import { throughOf } from '../graph/through.ts';
import { placesOfUse, type Way, wayTo } from '../graph/uses.ts';
import { useDocumentStore } from './document-store.ts';
import { followGraph, followLead, followNote } from './follow-canvas.ts';
import { followRename } from './follow-rename.ts';
import { type StoredViewport, viewports } from './viewports.ts';

export interface CanvasState {
  /** The canvas on show: the last of `trail`. */
  readonly graph: GraphId;
  /** The breadcrumb, from the objective inwards. */
  readonly trail: readonly GraphId[];
  /** As long as the trail: the node that led into each level, null where a name did. Blocks are seen as they are there. */
  readonly through: readonly (string | null)[];
  /** Which copy of the last use is looked at, from 0. */
  readonly copy: number;
  readonly selectedNodes: readonly string[];
  /** By `edgeKey`. */
  readonly selectedEdges: readonly string[];
  /** By their places among the notes of the canvas. */
  readonly selectedNotes: readonly number[];
  /** A place to bring into view; `token` differs for each request. */
  readonly reveal: { readonly place: Place; readonly token: number } | null;
  /** Goes one level in, by a node of the canvas on show; to what that does not use, by the first way there is. */
  enter(graph: GraphId, node?: string): void;
  /** Goes back to a level of the trail, to what was selected there or led away. */
  goTo(level: number): void;
  /** Goes to the end of another trail. */
  goAlong(way: Way): void;
  lookAtCopy(copy: number): void;
  select(nodes: readonly string[], edges?: readonly string[], notes?: readonly number[]): void;
  /** Shows the canvas of a place, selects its node and asks the canvas to centre it. */
  revealPlace(place: Place): void;
}

/** Names an edge of a canvas. */
export const edgeKey = (edge: Edge) => `${edge.from}->${edge.to}`;

const root = { graph: 'objective', trail: ['objective'], through: [null], copy: 0 } as const;
const nothing = { selectedNodes: [], selectedEdges: [], selectedNotes: [] } as const;
let reveals = 0;

export const useCanvasStore = create<CanvasState>()((set, get) => ({
  ...root,
  ...nothing,
  reveal: null,
  enter(graph, node) {
    const { document } = useDocumentStore.getState();
    const { trail, through, graph: around } = get();
    const at = trail.indexOf(graph);
    if (at >= 0) {
      get().goTo(at);
      return;
    }
    const lead = node ?? usesIn(document, around, graph);
    if (lead === null) get().goAlong(wayTo(document, graph));
    else get().goAlong({ trail: [...trail, graph], nodes: [...through, lead] });
  },
  goTo(level) {
    const { trail, through } = get();
    const end = Math.max(1, level + 1);
    const way = { trail: trail.slice(0, end), nodes: through.slice(0, end) };
    const [from] = through.slice(end);
    if (end >= trail.length) return;
    get().goAlong(way);
    if (from !== null && from !== undefined) selectThere([from]);
  },
  goAlong({ trail, nodes }) {
    const { graph: before, selectedNodes } = get();
    const graph = trail[trail.length - 1] ?? 'objective';
    if (graph === before) {
      set({ trail, through: nodes, copy: 0 });
      return;
    }
    selections.set(before, selectedNodes);
    set({ graph, trail, through: nodes, copy: 0, ...nothing });
    selectThere(selections.get(graph) ?? []);
  },
  lookAtCopy: (copy) => set({ copy }),
  select(nodes, edges = [], notes = []) {
    const { selectedNodes, selectedEdges, selectedNotes } = get();
    const isKept =
      isSame(nodes, selectedNodes) && isSame(edges, selectedEdges) && isSame(notes, selectedNotes);
    if (!isKept) set({ selectedNodes: nodes, selectedEdges: edges, selectedNotes: notes });
  },
  revealPlace(place) {
    const graph = place.graph ?? 'objective';
    const { trail, goTo, goAlong } = get();
    const at = trail.indexOf(graph);
    if (at >= 0) goTo(at);
    else goAlong(wayTo(useDocumentStore.getState().document, graph));
    reveals += 1;
    set({
      ...nothing,
      // Notes bear no ids: they are shown by their place, and selected by whoever asks.
      selectedNodes: place.node === undefined || place.node.includes(':') ? [] : [place.node],
      reveal: { place, token: reveals },
    });
  },
}));

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** What was selected on the canvases that are not on show. */
const selections = new Map<GraphId, readonly string[]>();

function selectThere(ids: readonly string[]): void {
  const { graph, select } = useCanvasStore.getState();
  const nodes = graphOf(useDocumentStore.getState().document, graph)?.nodes ?? {};
  select(ids.filter((id) => Object.hasOwn(nodes, id)));
}

/** The first node of a canvas that uses another one. */
function usesIn(document: Document, around: GraphId, graph: GraphId): string | null {
  return placesOfUse(document, graph).find((use) => use.graph === around)?.node ?? null;
}

/** How a document was looked at. */
export interface DocumentView {
  readonly trail: readonly GraphId[];
  readonly through?: readonly (string | null)[] | undefined;
  readonly selectedNodes: readonly string[];
  readonly viewports: Readonly<Record<string, StoredViewport>>;
}

/** Of documents that are not on show. */
const views = new Map<string, DocumentView>();

export function viewOf(documentId: string): DocumentView | undefined {
  if (documentId !== useDocumentStore.getState().documentId) return views.get(documentId);
  const { trail, through, selectedNodes } = useCanvasStore.getState();
  return { trail, through, selectedNodes, viewports: Object.fromEntries(viewports) };
}

/** Given before the document is shown. */
export function keepView(documentId: string, view: DocumentView): void {
  views.set(documentId, view);
}

export function forgetView(documentId: string): void {
  views.delete(documentId);
}

function changeView(from: string, to: string): void {
  const { trail, through: leads, selectedNodes } = useCanvasStore.getState();
  const seen = Object.fromEntries(viewports);
  views.set(from, { trail, through: leads, selectedNodes, viewports: seen });
  const { document } = useDocumentStore.getState();
  const view = views.get(to);
  views.delete(to);
  viewports.clear();
  selections.clear();
  for (const [graph, place] of Object.entries(view?.viewports ?? {}))
    viewports.set(graph as GraphId, place);
  const isThere = view?.trail.every((graph) => graphOf(document, graph) !== null) ?? false;
  const shown = isThere && view && view.trail.length > 0 ? view.trail : root.trail;
  const graph = shown[shown.length - 1] ?? 'objective';
  const nodes = graphOf(document, graph)?.nodes ?? {};
  const selected = isThere ? (view?.selectedNodes ?? []) : [];
  const isWhole = isThere && view?.through?.length === shown.length;
  const through = (isWhole && view?.through) || shown.map(() => null);
  useCanvasStore.setState({
    ...{ graph, trail: shown, through, copy: 0, ...nothing, reveal: null },
    selectedNodes: selected.filter((id) => Object.hasOwn(nodes, id)),
  });
}

/** After undo and redo, what has changed is to be seen: stays where that is on show. */
function showChange(before: Document, after: Document): void {
  const { graph, revealPlace } = useCanvasStore.getState();
  const changed = changedGraphs(before, after).filter((id) => graphOf(after, id) !== null);
  const [first] = changed;
  if (first !== undefined && !changed.includes(graph)) revealPlace({ graph: first });
}

/** Follows what was renamed, leaves canvases that are gone, drops what is gone from the selection. */
function follow(document: Document, before: Document): void {
  const { trail, through, graph, selectedNodes, selectedEdges, selectedNotes, select } =
    useCanvasStore.getState();
  const kept: GraphId[] = [];
  for (const id of trail) {
    const name = followGraph(before, document, id);
    if (name === null) break;
    kept.push(name);
  }
  const next = kept[kept.length - 1] ?? 'objective';
  const leads = kept.map((_, at) => followLead(before, document, trail, through, at));
  if (!isSame(kept, trail) || !isSame(leads, through)) {
    useCanvasStore.setState({ trail: kept, through: leads, graph: next });
  }
  if (kept.length < trail.length) {
    useCanvasStore.setState(nothing);
    return;
  }
  const shown = graphOf(document, next);
  if (!shown) return;
  const { nodes: nodesBefore = {}, notes: notesBefore = [] } = graphOf(before, graph) ?? {};
  const edges = selectedEdges.length > 0 ? new Set(shown.edges.map(edgeKey)) : null;
  select(
    selectedNodes.flatMap((id) => followRename(nodesBefore, shown.nodes, id) ?? []),
    edges ? selectedEdges.filter((key) => edges.has(key)) : selectedEdges,
    selectedNotes.flatMap((at) => followNote(notesBefore, shown.notes ?? [], at) ?? []),
  );
}

useDocumentStore.subscribe((now, before) => {
  if (now.documentId !== before.documentId) {
    changeView(before.documentId, now.documentId);
    return;
  }
  if (now.document === before.document) return;
  follow(now.document, before.document);
  if (now.travels !== before.travels) showChange(before.document, now.document);
});

/** Shapes follow the way that a person took, and every change of what lies on it. */
useCanvasStore.subscribe(({ trail, through, copy }, before) => {
  if (trail === before.trail && through === before.through && copy === before.copy) return;
  const { document, lookThrough } = useDocumentStore.getState();
  lookThrough(throughOf(document, { trail, nodes: through }, copy));
});
