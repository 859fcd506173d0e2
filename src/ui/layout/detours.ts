/** Points that lead wires around cards that they would run under: as few of ELK's bends as keep them in sight. Pure. */
import { MOST_POINTS } from '../../../graph-schemas/document.ts';
import type { Box } from '../canvas/wire-course.ts';
import { type Course, courseOf, hiding } from './courses.ts';
import type { Card, DrawnWire, Point } from './drawing.ts';

/** How far before and after a card a wire may turn. */
const WIDER = 30;
const CLEARANCE = 18;

interface Placed {
  readonly cards: readonly Card[];
  /** By the place of a wire. */
  readonly bends: ReadonlyMap<number, readonly Point[]>;
}

/** For the wires of these places: none where a wire is seen without. */
export function detours(
  wires: readonly DrawnWire[],
  which: readonly number[],
  { cards, bends }: Placed,
  inTheWay: readonly Box[],
): ReadonlyMap<number, readonly Point[]> {
  const known = new Map(cards.map((card) => [card.id, card]));
  return new Map(
    which.map((index): [number, readonly Point[]] => {
      const wire = wires[index];
      const course = wire && courseOf(wire, known);
      return [index, course ? detour(course, bends.get(index) ?? [], inTheWay) : []];
    }),
  );
}

function detour(
  course: Course,
  bends: readonly Point[],
  inTheWay: readonly Box[],
): readonly Point[] {
  const hidden = (via: readonly Point[]) => hiding(course, via, inTheWay).length;
  if (hidden([]) === 0) return [];
  const { sourceX, sourceY, targetX, targetY } = course.ends;
  const stops: readonly Point[] = [[sourceX, sourceY], ...bends, [targetX, targetY]];
  const ofElk = [stops, widened(stops), levelled(widened(stops)), levelled(stops)];
  const inFront = hiding(course, bends, inTheWay).concat(hiding(course, [], inTheWay));
  const ways = ofElk
    .map((way) => way.slice(1, -1))
    .concat([past(inFront, 'top'), past(inFront, 'bottom')])
    .filter((way) => way.length <= MOST_POINTS)
    .map((way) => ({ way, count: hidden(way) }))
    .toSorted((a, b) => a.count - b.count);
  let { way = [], count = 0 } = ways[0] ?? {};
  for (const point of way) {
    const fewer = way.filter((other) => other !== point);
    if (hidden(fewer) <= count) way = fewer;
  }
  return way;
}

/** Above or below what is in the way. */
function past(boxes: readonly Box[], side: 'top' | 'bottom'): Point[] {
  const unique = [...new Set(boxes)].toSorted((a, b) => a.left - b.left);
  return unique.flatMap((box): Point[] => {
    const y = box[side] + (side === 'top' ? -CLEARANCE : CLEARANCE);
    return [
      [box.left - WIDER, y],
      [(box.left + box.right) / 2, y],
      [box.right + WIDER, y],
    ];
  });
}

/** Whether the way from a stop to the next is level. */
const isLevel = (a: Point | undefined, b: Point | undefined) =>
  a !== undefined && b !== undefined && Math.abs(a[1] - b[1]) < 2;

/** Curves leave a level stretch before its ends: it begins earlier and ends later. The first and last stop stay. */
function widened(stops: readonly Point[]): readonly Point[] {
  return stops.map(([x, y], at): Point => {
    if (at === 0 || at === stops.length - 1) return [x, y];
    if (isLevel(stops[at], stops[at + 1])) return [x - WIDER, y];
    return isLevel(stops[at - 1], stops[at]) ? [x + WIDER, y] : [x, y];
  });
}

/** A point in the middle of every level stretch keeps it level. */
function levelled(stops: readonly Point[]): readonly Point[] {
  return stops.flatMap(([x, y], at): Point[] => {
    const after = stops[at + 1];
    return after && isLevel([x, y], after)
      ? [
          [x, y],
          [Math.round((x + after[0]) / 2), y],
        ]
      : [[x, y]];
  });
}
