/**
 * What a box in the hand lines up with: edges and middles of others, equal gaps to its neighbours, ports at the other end of
 * its wires. Says how far to move it to be there, and what to draw. Pure.
 */
import type { Box } from '../../../graph/insert-node.ts';

export interface Guide {
  /** `line` runs through edges that agree, `gap` marks one of several equal distances, `wire` is a wire that runs straight. */
  readonly type: 'line' | 'gap' | 'wire';
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

export interface Snap {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

/** A wire from the box to a port that stays: both ends, the box being where it is now. */
export interface Tether {
  readonly own: readonly [x: number, y: number];
  readonly other: readonly [x: number, y: number];
}

interface Candidate {
  readonly by: number;
  /** Of two that are as near, the better. */
  readonly rank: number;
  guides(moved: Box): readonly Guide[];
}

export function snapBox(
  box: Box,
  others: readonly Box[],
  tethers: readonly Tether[],
  tolerance: number,
): Snap {
  const x = best([...lines(box, others, 'x', tolerance), ...gaps(box, others, 'x')], tolerance);
  const y = best(
    [...tethers.map(straight), ...lines(box, others, 'y', tolerance), ...gaps(box, others, 'y')],
    tolerance,
  );
  const [dx, dy] = [x?.by ?? 0, y?.by ?? 0];
  const moved = { ...box, x: box.x + dx, y: box.y + dy };
  return { dx, dy, guides: [...(x?.guides(moved) ?? []), ...(y?.guides(moved) ?? [])] };
}

function best(candidates: readonly Candidate[], tolerance: number): Candidate | null {
  let found: Candidate | null = null;
  for (const one of candidates) {
    const far = Math.abs(one.by);
    if (far > tolerance) continue;
    const difference = found ? far - Math.abs(found.by) : -1;
    if (!found || difference < -0.5 || (difference < 0.5 && one.rank < found.rank)) found = one;
  }
  return found;
}

type Axis = 'x' | 'y';
const across = { x: 'y', y: 'x' } as const;
const size = { x: 'width', y: 'height' } as const;
const start = (box: Box, axis: Axis) => box[axis];
const end = (box: Box, axis: Axis) => box[axis] + box[size[axis]];
const middle = (box: Box, axis: Axis) => box[axis] + box[size[axis]] / 2;
const pairs = [
  [start, start],
  [middle, middle],
  [end, end],
  [start, end],
  [end, start],
] as const;

/** Wires that run straight are what a person is after most often. */
function straight({ own, other }: Tether): Candidate {
  const by = other[1] - own[1];
  return { by, rank: 0, guides: () => [{ type: 'wire', from: [own[0], other[1]], to: other }] };
}

/** The nearer the other box, the better. Most boxes of a large canvas are out of reach, and cost nothing more than the look. */
function lines(box: Box, others: readonly Box[], axis: Axis, tolerance: number): Candidate[] {
  const away = across[axis];
  const found: Candidate[] = [];
  for (const other of others) {
    for (const [order, [mine, theirs]] of pairs.entries()) {
      const at = theirs(other, axis);
      const by = at - mine(box, axis);
      if (Math.abs(by) > tolerance) continue;
      const [below, above] = [
        start(other, away) - end(box, away),
        start(box, away) - end(other, away),
      ];
      found.push({
        by,
        rank: 1 + Math.max(0, below, above) / 1e5 + order / 1e7,
        guides: (moved) => [
          {
            type: 'line',
            from: point(axis, at, Math.min(start(moved, away), start(other, away))),
            to: point(axis, at, Math.max(end(moved, away), end(other, away))),
          },
        ],
      });
    }
  }
  return found;
}

const point = (axis: Axis, along: number, off: number): readonly [number, number] =>
  axis === 'x' ? [along, off] : [off, along];

/** Between two neighbours of its row or column, or as far from one as that is from the next. */
function gaps(box: Box, others: readonly Box[], axis: Axis): Candidate[] {
  const away = across[axis];
  const row = others
    .filter((other) => start(other, away) < end(box, away) && end(other, away) > start(box, away))
    .sort((a, b) => start(a, axis) - start(b, axis));
  const before = row.filter((other) => middle(other, axis) < middle(box, axis));
  const after = row.filter((other) => middle(other, axis) >= middle(box, axis));
  const [second, first] =
    before.slice(-2).length === 2 ? before.slice(-2) : [undefined, before.at(-1)];
  const [next, last] = after;
  const between = (a: Box, b: Box): Guide => {
    const off =
      (Math.max(start(a, away), start(b, away)) + Math.min(end(a, away), end(b, away))) / 2;
    return {
      type: 'gap',
      from: point(axis, end(a, axis), off),
      to: point(axis, start(b, axis), off),
    };
  };
  const found: Candidate[] = [];
  if (first && next) {
    found.push({
      by: (end(first, axis) + start(next, axis) - start(box, axis) - end(box, axis)) / 2,
      rank: 2,
      guides: (moved) => [between(first, moved), between(moved, next)],
    });
  }
  if (first && second) {
    const gap = start(first, axis) - end(second, axis);
    found.push({
      by: end(first, axis) + gap - start(box, axis),
      rank: 2.1,
      guides: (moved) => [between(second, first), between(first, moved)],
    });
  }
  if (next && last) {
    const gap = start(last, axis) - end(next, axis);
    found.push({
      by: start(next, axis) - gap - end(box, axis),
      rank: 2.1,
      guides: (moved) => [between(moved, next), between(next, last)],
    });
  }
  return found.filter(({ by }) => Number.isFinite(by));
}

/** The nearest point of the grid, as a move of the corner. */
export function snapToGrid(box: Box, grid: number): Snap {
  return {
    dx: Math.round(box.x / grid) * grid - box.x,
    dy: Math.round(box.y / grid) * grid - box.y,
    guides: [],
  };
}
