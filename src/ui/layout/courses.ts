/** Where wires run between cards that stand somewhere, as they are drawn, and which cards hide them. Pure. */
import { type Box, type Ends, isBack, levelBetween, pointOn } from '../canvas/wire-course.ts';
import { legsThrough, pointsAlong } from '../canvas/wire-path.ts';
import type { Card, DrawnWire, Point } from './drawing.ts';

export interface Course {
  readonly source: Card;
  readonly target: Card;
  readonly ends: Ends;
}

const STEPS = Array.from({ length: 39 }, (_, i) => (i + 1) / 40);
/** A wire along the edge of a card is seen. */
const EDGE = 3;

/** Null where a wire ends at no port of a card. */
export function courseOf({ from, to }: DrawnWire, cards: ReadonlyMap<string, Card>): Course | null {
  const [source, target] = [cards.get(nodeOf(from)), cards.get(nodeOf(to))];
  const start = source?.outputs.find(({ port }) => from === `${source.id}.${port}`);
  const end = target?.inputs.find(({ port }) => to === `${target.id}.${port}`);
  if (!source || !target || !start || !end) return null;
  const ends = {
    sourceX: source.right,
    sourceY: source.top + start.y,
    targetX: target.left,
    targetY: target.top + end.y,
  };
  return { source, target, ends };
}

const nodeOf = (ref: string) => ref.slice(0, ref.indexOf('.'));

/** Points along the wire; `via` are points that it is led through. */
export function pointsOn({ source, target, ends }: Course, via: readonly Point[]): Point[] {
  if (via.length === 0) {
    const centerY = isBack(ends) ? levelBetween({ source, target }) : undefined;
    return STEPS.map((at) => pointOn(ends, at, centerY));
  }
  return [...pointsAlong(legsThrough(ends, via), STEPS.length)];
}

/** What the wire runs under, besides its own two cards. */
export function hiding<T extends Box>(
  course: Course,
  via: readonly Point[],
  boxes: readonly T[],
): readonly T[] {
  const points = pointsOn(course, via);
  return boxes.filter(
    (box) =>
      (box as Box) !== course.source &&
      (box as Box) !== course.target &&
      points.some(
        ([x, y]) =>
          x > box.left + EDGE &&
          x < box.right - EDGE &&
          y > box.top + EDGE &&
          y < box.bottom - EDGE,
      ),
  );
}

/** Pairs of wires that cross, as straight as they can be; those that share an end do not. */
export function crossings(courses: readonly Course[]): number {
  let count = 0;
  courses.forEach(({ ends: a }, i) => {
    for (const { ends: b } of courses.slice(i + 1)) if (doCross(a, b)) count += 1;
  });
  return count;
}

function doCross(a: Ends, b: Ends): boolean {
  const isShared =
    (a.sourceX === b.sourceX && a.sourceY === b.sourceY) ||
    (a.targetX === b.targetX && a.targetY === b.targetY);
  if (isShared) return false;
  const side = (line: Ends, x: number, y: number) =>
    Math.sign(
      (line.targetX - line.sourceX) * (y - line.sourceY) -
        (line.targetY - line.sourceY) * (x - line.sourceX),
    );
  const parts = (line: Ends, other: Ends) =>
    side(line, other.sourceX, other.sourceY) * side(line, other.targetX, other.targetY) < 0;
  return parts(a, b) && parts(b, a);
}
