/**
 * Which canvas is on show, how the person got there, what is selected: no part of undo. Ids that an edit has
 * removed are dropped here, so readers never meet a stale selection. Every open document has a view of its own.
 */
import { create } from 'zustand';
import type { Document, Edge, Note } from '../../graph-schemas/document.ts';
import { graphOf } from '../graph/graph-of.ts';
import type { GraphId, Place } from '../graph/problem.ts';
import { changedGraphs } from '../graph/same-document.ts';
import { useDocumentStore } from './document-store.ts';
import { followRename } from './follow-rename.ts';
import { type StoredViewport, viewports } from './viewports.ts';

export interface CanvasState {
  /** The canvas on show: the last of `trail`. */
  readonly graph: GraphId;
  /** The breadcrumb, from the objective inwards. */
  readonly trail: readonly GraphId[];
  readonly selectedNodes: readonly string[];
  /** By `edgeKey`. */
  readonly selectedEdges: readonly string[];
  /** By their places among the notes of the canvas. */
  readonly selectedNotes: readonly number[];
  /** A place to bring into view; `token` differs for each request. */
  readonly reveal: { readonly place: Place; readonly token: number } | null;
  /** Goes one level in. */
  enter(graph: GraphId): void;
  /** Goes back to a level of the trail. */
  goTo(level: number): void;
  select(nodes: readonly string[], edges?: readonly string[], notes?: readonly number[]): void;
  /** Shows the canvas of a place, selects its node and asks the canvas to centre it. */
  revealPlace(place: Place): void;
}

/** Names an edge of a canvas. */
export const edgeKey = (edge: Edge) => `${edge.from}->${edge.to}`;

const root = { graph: 'objective', trail: ['objective'] } as const;
const nothing = { selectedNodes: [], selectedEdges: [], selectedNotes: [] } as const;
let reveals = 0;

export const useCanvasStore = create<CanvasState>()((set, get) => ({
  ...root,
  ...nothing,
  reveal: null,
  enter(graph) {
    const { trail } = get();
    const at = trail.indexOf(graph);
    set({ graph, trail: at < 0 ? [...trail, graph] : trail.slice(0, at + 1), ...nothing });
  },
  goTo(level) {
    const trail = get().trail.slice(0, Math.max(1, level + 1));
    const graph = trail[trail.length - 1] ?? 'objective';
    if (graph !== get().graph) set({ graph, trail, ...nothing });
  },
  select(nodes, edges = [], notes = []) {
    const { selectedNodes, selectedEdges, selectedNotes } = get();
    const isKept =
      isSame(nodes, selectedNodes) && isSame(edges, selectedEdges) && isSame(notes, selectedNotes);
    if (!isKept) set({ selectedNodes: nodes, selectedEdges: edges, selectedNotes: notes });
  },
  revealPlace(place) {
    const graph = place.graph ?? 'objective';
    const trail: readonly GraphId[] =
      graph === get().graph
        ? get().trail
        : graph === 'objective'
          ? root.trail
          : [...root.trail, graph];
    reveals += 1;
    set({
      graph,
      trail,
      ...nothing,
      selectedNodes: place.node === undefined ? [] : [place.node],
      reveal: { place, token: reveals },
    });
  },
}));

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** The canvas that a name stands for now, or null where it is gone. */
function followGraph(before: Document, after: Document, id: GraphId): GraphId | null {
  if (id === 'objective') return id;
  const dot = id.indexOf('.');
  const kind = id.startsWith('networks.') ? 'networks' : 'blocks';
  const name = followRename(before[kind] ?? {}, after[kind] ?? {}, id.slice(dot + 1));
  return name === null ? null : `${kind}.${name}`;
}

/** How a document was looked at. */
export interface DocumentView {
  readonly trail: readonly GraphId[];
  readonly selectedNodes: readonly string[];
  readonly viewports: Readonly<Record<string, StoredViewport>>;
}

/** Of documents that are not on show. */
const views = new Map<string, DocumentView>();

export function viewOf(documentId: string): DocumentView | undefined {
  if (documentId !== useDocumentStore.getState().documentId) return views.get(documentId);
  const { trail, selectedNodes } = useCanvasStore.getState();
  return { trail, selectedNodes, viewports: Object.fromEntries(viewports) };
}

/** Given before the document is shown. */
export function keepView(documentId: string, view: DocumentView): void {
  views.set(documentId, view);
}

export function forgetView(documentId: string): void {
  views.delete(documentId);
}

function changeView(from: string, to: string): void {
  const { trail, selectedNodes } = useCanvasStore.getState();
  views.set(from, { trail, selectedNodes, viewports: Object.fromEntries(viewports) });
  const { document } = useDocumentStore.getState();
  const view = views.get(to);
  views.delete(to);
  viewports.clear();
  for (const [graph, place] of Object.entries(view?.viewports ?? {}))
    viewports.set(graph as GraphId, place);
  const isThere = view?.trail.every((graph) => graphOf(document, graph) !== null) ?? false;
  const shown = isThere && view && view.trail.length > 0 ? view.trail : root.trail;
  const graph = shown[shown.length - 1] ?? 'objective';
  const nodes = graphOf(document, graph)?.nodes ?? {};
  const selected = isThere ? (view?.selectedNodes ?? []) : [];
  useCanvasStore.setState({
    ...{ graph, trail: shown, ...nothing, reveal: null },
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
  const { trail, graph, selectedNodes, selectedEdges, selectedNotes, select } =
    useCanvasStore.getState();
  const kept: GraphId[] = [];
  for (const id of trail) {
    const name = followGraph(before, document, id);
    if (name === null) break;
    kept.push(name);
  }
  const next = kept[kept.length - 1] ?? 'objective';
  if (!isSame(kept, trail)) useCanvasStore.setState({ trail: kept, graph: next });
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

/** Notes have no names: one is the same object, or stands at the same place of a list that has not changed its length. */
function followNote(before: readonly Note[], after: readonly Note[], at: number): number | null {
  const note = before[at];
  const found = note ? after.indexOf(note) : -1;
  if (found >= 0) return found;
  return before.length === after.length && note ? at : null;
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
