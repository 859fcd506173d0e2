/** Pasting: the edits that put a fragment on a canvas, and what of it cannot stand there. Pure. */
import type { Document, Edge, GraphNode } from '../../graph-schemas/document.ts';
import type { Fragment } from '../../graph-schemas/fragment.ts';
import type { Point } from '../../graph-schemas/primitives.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { standsOn } from './canvas.ts';
import { bringAlong, missingParameters } from './clipboard-bring.ts';
import { applyEdit } from './edit.ts';
import { scopeOn } from './edit-graph.ts';
import type { Edit } from './edit-types.ts';
import { freeNameAmong } from './free-name.ts';
import { blockId, graphOf, nameOf, own, splitRef } from './graph-of.ts';
import { guardJson } from './json-guard.ts';
import { versionOf } from './keep-wires.ts';
import { typesFit } from './match-ports.ts';
import type { GraphId } from './problem.ts';
import { led, shifted } from './reroute.ts';
import { usedBlock } from './uses.ts';

export interface PasteOptions {
  /** Where the middle of what is pasted comes to lie; otherwise it is moved by `shift` from where it was. */
  readonly centre?: readonly [number, number];
  readonly shift?: readonly [number, number];
  /** Wires from nodes that stayed behind come too, where the canvas has these nodes. */
  readonly withIncoming?: boolean;
  /** The fragment was copied from this very document. */
  readonly isHome?: boolean;
}

export interface LeftOut {
  readonly id: string;
  readonly kind: string;
  readonly why: 'unknown-kind' | 'not-here' | 'recursive';
}

export interface Paste {
  readonly edits: readonly Edit[];
  /** Ids of the new nodes and places of the new notes. */
  readonly nodes: readonly string[];
  readonly notes: readonly number[];
  readonly leftOut: readonly LeftOut[];
  /** Wires from nodes that stayed behind, which found nothing to come from. */
  readonly lostIncoming: number;
  /** The document would hold more than can be read again. */
  readonly isTooLarge: boolean;
}

/** The size of a card as far as it is known before it is drawn. */
const CARD = [196, 60] as const;
/** How far one that would cover its original moves on. */
const STEP = 40;

export function planPaste(
  document: Document,
  graph: GraphId,
  fragment: Fragment,
  options: PasteOptions,
): Paste {
  const canvas = graphOf(document, graph) ?? { nodes: {}, edges: [] };
  const leftOut: LeftOut[] = [];
  const chosen = Object.entries(fragment.nodes).filter(([id, { kind }]) => {
    const definition = definitionOf(kind);
    if (definition && standsOn(definition, graph)) return true;
    leftOut.push({ id, kind, why: definition ? 'not-here' : 'unknown-kind' });
    return false;
  });
  const brought = bringAlong(document, fragment, chosen, options.isHome === true);
  const around = brought.edits.reduce(applyEdit, document);
  const kept = brought.nodes.filter(([id, node]) => {
    if (!holdsItself(around, node, graph)) return true;
    leftOut.push({ id, kind: node.kind, why: 'recursive' });
    return false;
  });
  const move = shifted(shiftOf(kept, fragment, canvas.nodes, options));
  const ids = newIds(
    kept.map(([id]) => id),
    canvas.nodes,
  );
  const nodes: Record<string, GraphNode> = {};
  for (const [id, node] of kept)
    nodes[ids.get(id) ?? id] = { ...node, at: move(node.at ?? [0, 0]) };
  const edges = fragment.edges.flatMap((edge) => moved(edge, ids, ids, move));
  const incoming = options.withIncoming ? (fragment.incoming ?? []) : [];
  const back = incoming.filter((edge) => givesHere(document, graph, edge, kept));
  const wanted = incoming.filter(({ to }) => ids.has(splitRef(to)[0])).length;
  edges.push(...back.flatMap((edge) => moved(edge, null, ids, move)));
  const notes = (fragment.notes ?? []).map((note) => ({ ...note, at: move(note.at) }));
  const before = canvas.notes ?? [];
  const networks = brought.edits.flatMap((edit) => (edit.type === 'add-network' ? edit.name : []));
  const edits: Edit[] = [
    ...brought.edits,
    ...missingParameters(around, graph, fragment, Object.values(nodes), networks),
  ];
  const isFirst = (edge: Edge, at: number) => edges.findIndex(({ to }) => to === edge.to) === at;
  if (kept.length > 0) {
    edits.push({ type: 'replace-nodes', graph, ids: [], nodes, edges: edges.filter(isFirst) });
  }
  if (notes.length > 0) edits.push({ type: 'set-notes', graph, notes: [...before, ...notes] });
  return {
    edits,
    nodes: Object.keys(nodes),
    notes: notes.map((_, at) => before.length + at),
    leftOut,
    lostIncoming: wanted - back.length,
    isTooLarge: guardJson(edits.reduce(applyEdit, document)) !== null,
  };
}

/** Names that are taken get the next number: `conv-2` beside `conv`, `conv-3` beside both. */
function newIds(
  ids: readonly string[],
  nodes: Readonly<Record<string, GraphNode>>,
): ReadonlyMap<string, string> {
  const taken = new Set(Object.keys(nodes));
  const names = new Map<string, string>();
  for (const id of ids) {
    const name = freeNameAmong(taken.has(id) ? id.replace(/-\d+$/, '') : id, taken);
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

type Move = (point: readonly [number, number]) => [number, number];

/** The wire between the new nodes; null stands for ends that keep their names. None where an end was left out. */
function moved(
  edge: Edge,
  sources: ReadonlyMap<string, string> | null,
  targets: ReadonlyMap<string, string>,
  move: Move,
): Edge[] {
  const [source, out] = splitRef(edge.from);
  const [target, into] = splitRef(edge.to);
  const [from, to] = [sources ? sources.get(source) : source, targets.get(target)];
  if (from === undefined || to === undefined) return [];
  const via = sources ? (edge.via ?? []).map(move) : [];
  return [led({ from: `${from}.${out}`, to: `${to}.${into}` }, via)];
}

/** Whether the canvas has the source of a wire from outside, and it gives what the input takes. */
function givesHere(
  document: Document,
  graph: GraphId,
  { from, to }: Edge,
  kept: readonly (readonly [string, GraphNode])[],
): boolean {
  const scope = scopeOn(document, graph);
  const [[source, out], [target, into]] = [splitRef(from), splitRef(to)];
  const giver = own(graphOf(document, graph)?.nodes ?? {}, source);
  const taker = kept.find(([id]) => id === target)?.[1];
  if (!giver || !taker) return false;
  const output = versionOf(document, giver, scope)?.ports.outputs.find(({ name }) => name === out);
  const input = versionOf(document, taker, scope)?.ports.inputs.find(({ name }) => name === into);
  // The ports of what is only brought along are not known here; the names are.
  return output !== undefined && (input === undefined || typesFit(input.accepts, output.gives));
}

/** Whether a node on the canvas of a block would put the block into itself. */
function holdsItself(document: Document, node: GraphNode, graph: GraphId): boolean {
  if (!graph.startsWith('blocks.')) return false;
  const target = nameOf(graph);
  const seen = new Set<string>();
  const open = [usedBlock(node)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === null || seen.has(name)) continue;
    if (name === target) return true;
    seen.add(name);
    open.push(...Object.values(graphOf(document, blockId(name))?.nodes ?? {}).map(usedBlock));
  }
  return false;
}

function shiftOf(
  kept: readonly (readonly [string, GraphNode])[],
  { notes = [] }: Fragment,
  there: Readonly<Record<string, GraphNode>>,
  { centre, shift = [0, 0] }: PasteOptions,
): readonly [number, number] {
  const corners = kept.map(([, { at }]): Point => at ?? [0, 0]);
  const boxes = [
    ...corners.map((at) => [at, CARD] as const),
    ...notes.map(({ at, size }) => [at, size] as const),
  ];
  if (boxes.length === 0) return [0, 0];
  const middle = (axis: 0 | 1) => {
    const least = Math.min(...boxes.map(([at]) => at[axis]));
    const most = Math.max(...boxes.map(([at, size]) => at[axis] + size[axis]));
    return (least + most) / 2;
  };
  const start = centre ? [centre[0] - middle(0), centre[1] - middle(1)] : shift;
  const taken = new Set(Object.values(there).map(({ at }) => at?.map(Math.round).join()));
  let [right, down] = [Math.round(start[0] ?? 0), Math.round(start[1] ?? 0)];
  const covers = ([x, y]: Point) => taken.has([Math.round(x + right), Math.round(y + down)].join());
  while (corners.some(covers)) [right, down] = [right + STEP, down + STEP];
  return [right, down];
}
