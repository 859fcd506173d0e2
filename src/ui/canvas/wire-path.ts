/** The way of a wire through points that a person has set: curves that leave and enter cards level and pass points smoothly. Pure. */
import type { Ends } from './wire-course.ts';

type Point = readonly [x: number, y: number];
/** Start, its handle, the handle of the end, the end. */
export type Leg = readonly [Point, Point, Point, Point];

/** How far handles reach, of the distance between two points; and at least at a card, so that a wire is seen to leave it. */
const REACH = 0.4;
const LEAST_REACH = 24;
const SAMPLES = 10;

export function legsThrough(ends: Ends, via: readonly Point[]): readonly Leg[] {
  const stops: readonly Point[] = [
    [ends.sourceX, ends.sourceY],
    ...via,
    [ends.targetX, ends.targetY],
  ];
  const last = stops.length - 1;
  /** Level at the cards; between them along the line from the point before to the one after. */
  const directionAt = (at: number): Point => {
    const [before, after] = [stops[at - 1], stops[at + 1]];
    if (!before || !after) return [1, 0];
    const [x, y] = [after[0] - before[0], after[1] - before[1]];
    const length = Math.hypot(x, y);
    return length === 0 ? [1, 0] : [x / length, y / length];
  };
  return stops.slice(1).map((end, at): Leg => {
    const start = stops[at] ?? end;
    const distance = Math.hypot(end[0] - start[0], end[1] - start[1]);
    const reach = (stop: number) =>
      stop === 0 || stop === last ? Math.max(LEAST_REACH, distance * REACH) : distance * REACH;
    const [out, into] = [directionAt(at), directionAt(at + 1)];
    const [first, second] = [reach(at), reach(at + 1)];
    return [
      start,
      [start[0] + out[0] * first, start[1] + out[1] * first],
      [end[0] - into[0] * second, end[1] - into[1] * second],
      end,
    ];
  });
}

export function pathThrough(legs: readonly Leg[]): string {
  const [first] = legs;
  if (!first) return '';
  const curves = legs.map(([, ...rest]) => `C${rest.map((point) => point.join(',')).join(' ')}`);
  return `M${first[0].join(',')} ${curves.join(' ')}`;
}

function onLeg([a, b, c, d]: Leg, at: number): Point {
  const rest = 1 - at;
  const weights = [rest ** 3, 3 * rest ** 2 * at, 3 * rest * at ** 2, at ** 3] as const;
  const along = (axis: 0 | 1) =>
    a[axis] * weights[0] + b[axis] * weights[1] + c[axis] * weights[2] + d[axis] * weights[3];
  return [along(0), along(1)];
}

/** Points along all legs, so close that the line through them is the curve for the eye. */
export function pointsAlong(legs: readonly Leg[], samples = SAMPLES): readonly Point[] {
  const steps = Array.from({ length: samples }, (_, at) => (at + 1) / samples);
  const start = legs[0]?.[0];
  return start ? [start, ...legs.flatMap((leg) => steps.map((at) => onLeg(leg, at)))] : [];
}

/** The point at a part of the length: 0 is the start, 1 the end. */
export function pointAlong(legs: readonly Leg[], part: number): Point {
  const points = pointsAlong(legs);
  const lengths = points.slice(1).map(([x, y], at) => {
    const [beforeX, beforeY] = points[at] ?? [x, y];
    return Math.hypot(x - beforeX, y - beforeY);
  });
  let left = part * lengths.reduce((sum, length) => sum + length, 0);
  for (const [at, length] of lengths.entries()) {
    const [from, to] = [points[at], points[at + 1]];
    if (!from || !to || left > length) {
      left -= length;
      continue;
    }
    const share = length === 0 ? 0 : left / length;
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  }
  return points.at(-1) ?? [0, 0];
}

/** Where among the points one more belongs that is set on the wire here: on the leg that runs nearest. */
export function placeAmong(ends: Ends, via: readonly Point[], [x, y]: Point): number {
  let best = { at: 0, distance: Number.POSITIVE_INFINITY };
  for (const [at, leg] of legsThrough(ends, via).entries()) {
    for (const [legX, legY] of pointsAlong([leg])) {
      const distance = Math.hypot(legX - x, legY - y);
      if (distance < best.distance) best = { at, distance };
    }
  }
  return best.at;
}
