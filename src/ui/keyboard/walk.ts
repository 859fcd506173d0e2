/**
 * From node to node by the arrow keys: left and right along the wires, up and down among nodes that share one, and
 * where there is none to the nearest that stands there. Pure.
 */
import type { Graph } from '../../../graph-schemas/document.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';
type Places = Readonly<Record<string, readonly [number, number]>>;

const nodeOf = (ref: string) => ref.slice(0, ref.indexOf('.'));

/** Null where there is nothing in that direction. */
export function stepFrom(
  graph: Graph,
  places: Places,
  id: string,
  direction: Direction,
): string | null {
  const here = places[id];
  if (!here) return null;
  const isAlong = direction === 'left' || direction === 'right';
  const wired = isAlong ? neighbours(graph, id, direction) : siblings(graph, id);
  const others = Object.keys(graph.nodes).filter((other) => other !== id);
  return (
    nearest(
      isAlong ? wired : wired.filter((other) => lies(places, here, other, direction)),
      places,
      here,
      isAlong,
    ) ??
    nearest(
      others.filter((other) => lies(places, here, other, direction)),
      places,
      here,
      isAlong,
    )
  );
}

function neighbours(graph: Graph, id: string, direction: 'left' | 'right'): readonly string[] {
  const ids = graph.edges.flatMap(({ from, to }) => {
    const [near, far] = direction === 'left' ? [to, from] : [from, to];
    return nodeOf(near) === id ? [nodeOf(far)] : [];
  });
  return [...new Set(ids)].filter((other) => other !== id);
}

/** Fed by the same, or feeding the same. */
function siblings(graph: Graph, id: string): readonly string[] {
  const before = neighbours(graph, id, 'left').flatMap((other) =>
    neighbours(graph, other, 'right'),
  );
  const after = neighbours(graph, id, 'right').flatMap((other) => neighbours(graph, other, 'left'));
  return [...new Set([...before, ...after])].filter((other) => other !== id);
}

function lies(
  places: Places,
  [x, y]: readonly [number, number],
  other: string,
  direction: Direction,
): boolean {
  const place = places[other];
  if (!place) return false;
  const [dx, dy] = [place[0] - x, place[1] - y];
  switch (direction) {
    case 'left':
      return dx < 0 && Math.abs(dy) <= -dx;
    case 'right':
      return dx > 0 && Math.abs(dy) <= dx;
    case 'up':
      return dy < 0 && Math.abs(dx) <= -2 * dy;
    case 'down':
      return dy > 0 && Math.abs(dx) <= 2 * dy;
    default:
      return direction satisfies never;
  }
}

/** A way aside counts double. */
function nearest(
  ids: readonly string[],
  places: Places,
  [x, y]: readonly [number, number],
  isAlong: boolean,
): string | null {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const place = places[id];
    if (!place) continue;
    const [dx, dy] = [Math.abs(place[0] - x), Math.abs(place[1] - y)];
    const cost = isAlong ? dx + 2 * dy : 2 * dx + dy;
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}

/** From left to right, each column from top to bottom: the order in which a person reads the canvas. */
export function readingOrder(graph: Graph, places: Places): readonly string[] {
  const at = (id: string) => places[id] ?? [0, 0];
  return Object.keys(graph.nodes).sort((a, b) => at(a)[0] - at(b)[0] || at(a)[1] - at(b)[1]);
}
