/** What is selected on the canvas on show, and commands that select more or other things. */
import { reach } from '../../graph/connection.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';

const canvas = () => useCanvasStore.getState();

function shown() {
  const { notes = [], ...graph } = graphOf(
    useDocumentStore.getState().document,
    canvas().graph,
  ) ?? {
    nodes: {},
    edges: [],
  };
  return { ...graph, notes };
}

export const countSelected = (): number =>
  canvas().selectedNodes.length + canvas().selectedNotes.length;

export const hasSelection = (): boolean => countSelected() + canvas().selectedEdges.length > 0;

export function selectAll(): void {
  const { nodes, notes } = shown();
  canvas().select(Object.keys(nodes), [], [...notes.keys()]);
}

export const selectNone = (): void => canvas().select([]);

export function selectInverse(): void {
  const { selectedNodes, selectedNotes, select } = canvas();
  const { nodes, notes } = shown();
  const [ids, places] = [new Set(selectedNodes), new Set(selectedNotes)];
  select(
    Object.keys(nodes).filter((id) => !ids.has(id)),
    [],
    [...notes.keys()].filter((at) => !places.has(at)),
  );
}

/** Adds everything that the selected nodes come from, or that they lead to. */
export function selectLinked(way: 'up' | 'down'): void {
  const { selectedNodes, selectedNotes, select } = canvas();
  const { edges } = shown();
  const ids = new Set(selectedNodes.flatMap((id) => [id, ...reach(edges, id, way)]));
  select([...ids], [], selectedNotes);
}
