/**
 * Two versions of a canvas as one drawing: cards and wires of both, each with what became of it, where they stand and how
 * large they are. The page draws it with React Flow, an export as SVG. Pure.
 */
import type { Document, Graph, GraphNode } from '../../graph-schemas/document.ts';
import { differsNode } from '../graph/diff/diff-documents.ts';
import type { CanvasDiff, FieldChange, NodeDiff } from '../graph/diff/diff-types.ts';
import { graphOf, splitRef } from '../graph/graph-of.ts';
import { layoutGraph, type Places } from '../graph/layout-graph.ts';

/** `indirect`: says the same, and comes to other values since a parameter is another. */
export type Fate = 'added' | 'removed' | 'changed' | 'indirect' | 'kept';

export interface MergedCard {
  /** `+id` of the second document, `-id` of the first. */
  readonly key: string;
  readonly id: string;
  /** In the first document, where it was called or was something else. */
  readonly before: { readonly id: string; readonly kind: string } | null;
  readonly node: GraphNode;
  readonly fate: Fate;
  readonly fields: readonly FieldChange[];
  /** Names of the ports that wires of either version meet. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

export interface MergedWire {
  readonly key: string;
  readonly fate: 'added' | 'removed' | 'kept';
  readonly from: { readonly card: string; readonly port: string };
  readonly to: { readonly card: string; readonly port: string };
}

export interface MergedCanvas {
  readonly cards: readonly MergedCard[];
  readonly wires: readonly MergedWire[];
}

/** Sizes of a card, as the style sheet of the page has them. */
export const CARD = { width: 216, head: 54, row: 22, rowsAround: 9, field: 34, fieldsAround: 10 };
const GAP = 24;

export function mergedCanvas(diff: CanvasDiff, before: Document, after: Document): MergedCanvas {
  const keys = {
    before: new Map(
      diff.nodes.flatMap((node) => (node.type === 'added' ? [] : [[node.before, keyOf(node)]])),
    ),
    after: new Map(
      diff.nodes.flatMap((node) => (node.type === 'removed' ? [] : [[node.after, keyOf(node)]])),
    ),
  };
  const wires = diff.wires.flatMap(({ type, from, to }): MergedWire[] => {
    const side = keys[type === 'removed' ? 'before' : 'after'];
    const [start, end] = [endOf(side, from), endOf(side, to)];
    return start && end ? [{ key: `${type} ${from} ${to}`, fate: type, from: start, to: end }] : [];
  });
  const places = placesOf(diff, before, after);
  const cards = diff.nodes.map((node): MergedCard => {
    const key = keyOf(node);
    const ports = (side: 'from' | 'to') => [
      ...new Set(wires.flatMap((wire) => (wire[side].card === key ? [wire[side].port] : []))),
    ];
    const [inputs, outputs] = [ports('to'), ports('from')];
    const fields = node.type === 'kept' ? node.fields : [];
    const [left, top] = places.get(key) ?? [0, 0];
    return {
      key,
      id: node.type === 'removed' ? node.before : node.after,
      before: formerOf(node),
      node: node.node,
      fate: fateOf(node),
      fields,
      inputs,
      outputs,
      left,
      top,
      height: heightOf(inputs, outputs, fields.length),
    };
  });
  return { cards: spread(cards), wires };
}

/** How far down a card the wire of a port ends. */
export function portAt({ inputs, outputs }: MergedCard, side: 'in' | 'out', port: string): number {
  if (isPlain(inputs, outputs)) return CARD.head / 2;
  const row = (side === 'in' ? inputs : outputs).indexOf(port);
  return CARD.head + 4 + (Math.max(0, row) + 0.5) * CARD.row;
}

/** One way in and one way out need no rows for their names. */
export const isPlain = (inputs: readonly string[], outputs: readonly string[]): boolean =>
  inputs.length <= 1 && outputs.length <= 1;

export const rowsOf = ({ inputs, outputs }: MergedCard): number =>
  isPlain(inputs, outputs) ? 0 : Math.max(inputs.length, outputs.length);

function heightOf(inputs: readonly string[], outputs: readonly string[], fields: number): number {
  const rows = isPlain(inputs, outputs) ? 0 : Math.max(inputs.length, outputs.length);
  return (
    CARD.head +
    (rows > 0 ? rows * CARD.row + CARD.rowsAround : 0) +
    (fields > 0 ? fields * CARD.field + CARD.fieldsAround : 0)
  );
}

const keyOf = (node: NodeDiff): string =>
  node.type === 'removed' ? `-${node.before}` : `+${node.after}`;

function fateOf(node: NodeDiff): Fate {
  if (node.type !== 'kept') return node.type;
  if (!differsNode(node)) return 'kept';
  const isOnlyIndirect =
    node.before === node.after &&
    node.beforeNode.kind === node.node.kind &&
    node.fields.every(({ isIndirect }) => isIndirect);
  return isOnlyIndirect ? 'indirect' : 'changed';
}

function formerOf(node: NodeDiff): MergedCard['before'] {
  if (node.type !== 'kept') return null;
  const isSame = node.before === node.after && node.beforeNode.kind === node.node.kind;
  return isSame ? null : { id: node.before, kind: node.beforeNode.kind };
}

function endOf(keys: ReadonlyMap<string, string>, ref: string): MergedWire['from'] | null {
  const [node, port] = splitRef(ref);
  const card = keys.get(node);
  return card === undefined ? null : { card, port };
}

type Place = readonly [number, number];

/** As in the second document. What it lacks stands where it stood, moved as far as what is left has been moved. */
function placesOf(diff: CanvasDiff, before: Document, after: Document): Map<string, Place> {
  const [was, is] = [placesIn(before, diff.before), placesIn(after, diff.after)];
  const moves = diff.nodes.flatMap((node): Place[] => {
    if (node.type !== 'kept') return [];
    const [from, to] = [was[node.before], is[node.after]];
    return from && to ? [[to[0] - from[0], to[1] - from[1]]] : [];
  });
  const mean = (axis: 0 | 1): number =>
    moves.length === 0 ? 0 : moves.reduce((sum, move) => sum + move[axis], 0) / moves.length;
  const [dx, dy] = [mean(0), mean(1)];
  return new Map(
    diff.nodes.map((node): [string, Place] => {
      if (node.type !== 'removed') return [keyOf(node), is[node.after] ?? [0, 0]];
      const [x, y] = was[node.before] ?? [0, 0];
      return [keyOf(node), [x + dx, y + dy]];
    }),
  );
}

function placesIn(document: Document, id: CanvasDiff['before']): Places {
  const graph: Graph | null = id === null ? null : graphOf(document, id);
  if (!graph) return {};
  const nodes = Object.entries(graph.nodes);
  const automatic = nodes.every(([, { at }]) => at !== undefined) ? {} : layoutGraph(graph);
  return Object.fromEntries(nodes.map(([id, { at }]) => [id, at ?? automatic[id] ?? [0, 0]]));
}

/** Cards that would lie over one another, grown by what changed or come back from the first document, move down. */
function spread(cards: readonly MergedCard[]): MergedCard[] {
  const placed: MergedCard[] = [];
  // Equal heights: what stays keeps its place before what has gone.
  const order = cards.toSorted(
    (a, b) => a.top - b.top || Number(a.fate === 'removed') - Number(b.fate === 'removed'),
  );
  for (const card of order) {
    let { top } = card;
    const beside = placed
      .filter(({ left }) => Math.abs(left - card.left) < CARD.width)
      .sort((a, b) => a.top - b.top);
    for (const other of beside)
      if (top < other.top + other.height + GAP && other.top < top + card.height + GAP)
        top = other.top + other.height + GAP;
    placed.push({ ...card, top });
  }
  return placed;
}
