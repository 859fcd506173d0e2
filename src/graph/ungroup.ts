/**
 * The layers of a block in place of one use of it: arguments are written into the expressions, copies of a
 * repeated use are chained. Other uses keep the block; without any it goes. Pure.
 */
import type { Block, Document, Edge, GraphNode, Note } from '../../graph-schemas/document.ts';
import { boxOf, pointAt } from './cut-out.ts';
import { scopeOn } from './edit-graph.ts';
import type { Edit } from './edit-types.ts';
import { freeNameAmong } from './free-name.ts';
import { freeNamesOfBlock } from './free-names.ts';
import { blockId, graphOf, own, splitRef } from './graph-of.ts';
import { nodesOfRole } from './ports.ts';
import type { GraphId } from './problem.ts';
import { evaluateNumeric } from './scope.ts';
import { inlined } from './ungroup-expressions.ts';
import { asideFor, type Mover, moverOf } from './ungroup-places.ts';
import { placesOfUse, usedBlock } from './uses.ts';

export type UngroupRefusal =
  | { readonly type: 'no-block' }
  /** The number of copies is not known, or the block cannot be chained. */
  | { readonly type: 'repeat'; readonly repeat: string }
  | { readonly type: 'too-many'; readonly copies: number; readonly nodes: number }
  /** A block inside reads a parameter of this one without taking it. */
  | { readonly type: 'reads-around'; readonly node: string; readonly parameter: string }
  | { readonly type: 'too-long'; readonly node: string };

export type Ungrouped =
  | {
      readonly ok: true;
      readonly edits: readonly Edit[];
      readonly ids: readonly string[];
      readonly copies: number;
      /** The expression that said how many copies there are; their number no longer follows it. */
      readonly repeat: string | null;
      /** The block, where this was its last use. */
      readonly removed: string | null;
    }
  | { readonly ok: false; readonly refusal: UngroupRefusal };

export const MOST_UNROLLED_NODES = 400;

export function ungroup(document: Document, graphId: GraphId, id: string): Ungrouped {
  const graph = graphOf(document, graphId);
  const use = graph && own(graph.nodes, id);
  const name = use ? usedBlock(use) : null;
  const block = name === null ? undefined : own(document.blocks ?? {}, name);
  if (!graph || !use || name === null || !block || graphId === blockId(name)) {
    return no({ type: 'no-block' });
  }
  const repeat = use.params?.repeat ?? null;
  const copies = repeat === null ? 1 : copiesOf(document, graphId, block, repeat);
  if (copies === null) return no({ type: 'repeat', repeat: String(repeat) });
  const size = Object.keys(block.nodes).length * copies;
  if (size > MOST_UNROLLED_NODES) return no({ type: 'too-many', copies, nodes: size });
  const leak = leakOf(document, block);
  if (leak) return no({ type: 'reads-around', ...leak });
  const taken = new Set(Object.keys(graph.nodes).filter((other) => other !== id));
  const nodes: Record<string, GraphNode> = {};
  const edges: Edge[] = [];
  let arriving = new Map(
    graph.edges.flatMap(({ from, to }): [string, string][] => {
      const [node, port] = splitRef(to);
      return node === id ? [[port, from]] : [];
    }),
  );
  const ends = { inputs: nodesOfRole(block, 'input'), outputs: nodesOfRole(block, 'output') };
  let leaving = new Map(
    copies === 0 ? [[ends.outputs[0] ?? '', arriving.get(ends.inputs[0] ?? '')]] : [],
  );
  const move = moverOf(block, new Set([...ends.inputs, ...ends.outputs]), use, copies);
  for (let i = 0; i < copies; i += 1) {
    const copy = copyOf(block, use, i, arriving, taken, move);
    if (!copy.ok) return no({ type: 'too-long', node: copy.node });
    Object.assign(nodes, copy.nodes);
    edges.push(...copy.edges);
    leaving = copy.leaving;
    arriving = new Map(wired([[ends.inputs[0] ?? '', leaving.get(ends.outputs[0] ?? '')]]));
  }
  for (const { to, from, ...rest } of graph.edges) {
    const [node, port] = splitRef(from);
    const source = node === id ? leaving.get(port) : undefined;
    if (source !== undefined) edges.push({ ...rest, from: source, to });
  }
  const isLast = placesOfUse(document, blockId(name)).length === 1;
  const aside = asideFor(graph, id, nodes);
  return {
    ok: true,
    ids: Object.keys(nodes),
    copies,
    repeat: typeof repeat === 'string' ? repeat : null,
    removed: isLast ? name : null,
    edits: [
      { type: 'replace-nodes', graph: graphId, ids: [id], nodes, edges },
      ...(Object.keys(aside).length > 0
        ? [{ type: 'move-nodes', graph: graphId, to: aside } as const]
        : []),
      ...notesOf(graphId, graph.notes ?? [], block, use, isLast),
      ...(isLast ? [{ type: 'remove-block', name } as const] : []),
    ],
  };
}

/** Null where there is no telling: in a block the number may be another one at each of its uses. */
function copiesOf(
  document: Document,
  graphId: GraphId,
  block: Block,
  repeat: unknown,
): number | null {
  const isChain =
    nodesOfRole(block, 'input').length === 1 && nodesOfRole(block, 'output').length === 1;
  const isWritten = typeof repeat === 'number' || typeof repeat === 'string';
  if (!isChain || !isWritten) return null;
  if (typeof repeat === 'string' && graphId.startsWith('blocks.')) return null;
  const value = evaluateNumeric(repeat, scopeOn(document, graphId));
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

/** Inside a block names are looked up where it is used, so a block within may read what this one takes. */
function leakOf(document: Document, block: Block) {
  for (const [node, written] of Object.entries(block.nodes)) {
    const inner = usedBlock(written);
    if (inner === null) continue;
    for (const parameter of freeNamesOfBlock(document, inner)) {
      if (own(block.parameters ?? {}, parameter)) return { node, parameter };
    }
  }
  return null;
}

type Copy =
  | {
      readonly ok: true;
      readonly nodes: Readonly<Record<string, GraphNode>>;
      readonly edges: readonly Edge[];
      readonly leaving: Map<string, string | undefined>;
    }
  | { readonly ok: false; readonly node: string };

function copyOf(
  block: Block,
  use: GraphNode,
  i: number,
  arriving: ReadonlyMap<string, string>,
  taken: Set<string>,
  move: Mover,
): Copy {
  const ends = new Set([...nodesOfRole(block, 'input'), ...nodesOfRole(block, 'output')]);
  const ids = new Map<string, string>();
  const nodes: Record<string, GraphNode> = {};
  for (const [id, node] of Object.entries(block.nodes)) {
    if (ends.has(id)) continue;
    const written = inlined(node, block, use, i);
    if (!written) return { ok: false, node: id };
    const name = freeNameAmong(id, taken);
    taken.add(name);
    ids.set(id, name);
    const { at, ...rest } = written;
    nodes[name] = at && move ? { ...rest, at: move(at, i) } : rest;
  }
  /** The output outside of the block, or in this copy, that feeds a wire of the block. */
  const source = (ref: string): string | undefined => {
    const [node, port] = splitRef(ref);
    if (own(block.nodes, node)?.kind === 'input') return arriving.get(node);
    const name = ids.get(node);
    return name === undefined ? undefined : `${name}.${port}`;
  };
  const edges: Edge[] = [];
  const leaving = new Map<string, string | undefined>();
  for (const { from, to, ...rest } of block.edges) {
    const [node, port] = splitRef(to);
    const given = source(from);
    if (ends.has(node)) leaving.set(node, given);
    const reader = ids.get(node);
    if (given !== undefined && reader !== undefined) {
      const via = move && rest.via ? { via: rest.via.map((point) => move(point, i)) } : {};
      edges.push({ from: given, to: `${reader}.${port}`, ...via });
    }
  }
  return { ok: true, nodes, edges, leaving };
}

const wired = (pairs: readonly (readonly [string, string | undefined])[]): [string, string][] =>
  pairs.flatMap(([port, ref]): [string, string][] => (ref === undefined ? [] : [[port, ref]]));

/** What was written beside the layers stays where the block itself goes. */
function notesOf(
  graph: GraphId,
  notes: readonly Note[],
  block: Block,
  use: GraphNode,
  isLast: boolean,
): readonly Edit[] {
  const written = block.notes ?? [];
  const { at } = use;
  if (!isLast || !at || written.length === 0) return [];
  const places = new Map(
    Object.entries(block.nodes).flatMap(([id, node]) =>
      node.at && node.kind !== 'input' && node.kind !== 'output' ? [[id, node.at] as const] : [],
    ),
  );
  if (places.size === 0) return [];
  const { left, right, top, bottom } = boxOf(places);
  const [dx, dy] = [at[0] - (left + right) / 2, at[1] - (top + bottom) / 2];
  const moved = written.map(
    (note): Note => ({
      ...note,
      at: pointAt(note.at[0] + dx, note.at[1] + dy),
    }),
  );
  return [{ type: 'set-notes', graph, notes: [...notes, ...moved] }];
}

function no(refusal: UngroupRefusal): Ungrouped {
  return { ok: false, refusal };
}
