/** What is selected on the canvas on show, and commands that select more or other things. */
import { reach } from '../../graph/connection.ts';
import { graphOf, splitRef } from '../../graph/graph-of.ts';
import { edgeKey, useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { announce } from '../announce.ts';
import { textsNow } from '../texts/texts.ts';

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

/** The node whose wires the keys go through. */
let wiresOf: string | null = null;

/** From wire to wire of a node, round and round: wires are no stops of the Tab key, of which there would be hundreds. */
export function selectNextWire(step: 1 | -1): void {
  const { selectedNodes, selectedEdges, select } = canvas();
  const { nodes, edges } = shown();
  const node = selectedNodes.at(-1) ?? wiresOf;
  if (node === null || !Object.hasOwn(nodes, node)) return;
  wiresOf = node;
  const own = edges.filter(({ from, to }) => [from, to].some((ref) => splitRef(ref)[0] === node));
  const before = own.findIndex((edge) => edgeKey(edge) === selectedEdges[0]);
  const next = before < 0 ? (step > 0 ? 0 : own.length - 1) : before + step;
  const edge = own[(next + own.length) % Math.max(1, own.length)];
  const { wire, noWires } = textsNow().editing;
  announce(edge ? wire(edge.from, edge.to) : noWires(node));
  if (edge) select([], [edgeKey(edge)]);
}

export const hasWires = (): boolean =>
  canvas().selectedNodes.length > 0 || canvas().selectedEdges.length === 1;
