/** Where the layers of a block stand on the canvas around: copies side by side about the use, others aside where they would be covered. Pure. */
import type { Block, Graph, GraphNode } from '../../graph-schemas/document.ts';
import { boxOf, pointAt } from './cut-out.ts';

type Point = readonly [number, number];

/** From one column of cards to the next. */
const COLUMN = 280;
const CARD = { width: 200, height: 70 };

/** From the block's canvas to the one around, for copy number `copy`; null where some node has no place. */
export type Mover = ((point: Point, copy: number) => [number, number]) | null;

export function moverOf(
  block: Block,
  ends: ReadonlySet<string>,
  use: GraphNode,
  copies: number,
): Mover {
  const inner = Object.entries(block.nodes).filter(([id]) => !ends.has(id));
  const places = new Map(inner.flatMap(([id, { at }]) => (at ? [[id, at] as const] : [])));
  const { at } = use;
  if (!at || places.size === 0 || places.size < inner.length) return null;
  const { left, right, top, bottom } = boxOf(places);
  const step = right - left + COLUMN;
  const width = step * (copies - 1) + right - left;
  return ([x, y], copy) =>
    pointAt(x - left + copy * step + at[0] - width / 2, y - top + at[1] - (bottom - top) / 2);
}

/** New places of the nodes around, so that no card covers another: columns before and after the use make room. */
export function asideFor(
  graph: Graph,
  use: string,
  nodes: Readonly<Record<string, GraphNode>>,
): Readonly<Record<string, Point>> {
  const at = graph.nodes[use]?.at;
  const fresh = Object.values(nodes).flatMap(({ at }) => (at ? [at] : []));
  const others = Object.entries(graph.nodes).flatMap(([id, { at }]) =>
    at && id !== use ? [[id, at] as const] : [],
  );
  const isCovered = fresh.some((one) => others.some(([, other]) => covers(one, other)));
  if (!at || !isCovered) return {};
  const xs = fresh.map(([x]) => x);
  const before = others.filter(([, [x]]) => x < at[0]);
  const after = others.filter(([, [x]]) => x > at[0]);
  const left = Math.max(...before.map(([, [x]]) => x)) + COLUMN - Math.min(...xs);
  const right = Math.max(...xs) + COLUMN - Math.min(...after.map(([, [x]]) => x));
  const moved = (list: typeof others, by: number) =>
    list.map(([id, [x, y]]) => [id, pointAt(x + by, y)] as const);
  return Object.fromEntries([
    ...moved(before, -Math.max(0, left)),
    ...moved(after, Math.max(0, right)),
  ]);
}

const covers = (a: Point, b: Point) =>
  Math.abs(a[0] - b[0]) < CARD.width && Math.abs(a[1] - b[1]) < CARD.height;
