/** The shortest way to move something so that it stands on nothing else. Pure. */
import type { Box } from '../canvas/wire-course.ts';
import { overlap, type Point, shifted } from './drawing.ts';

const STEP = 20;
const FARTHEST = 3000;
const DIRECTIONS: readonly Point[] = [
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
  [1, 1],
  [-1, 1],
  [1, -1],
  [-1, -1],
];

/** Nowhere where no place is free near by. */
export function freeShift(
  boxes: readonly Box[],
  others: readonly Box[],
  gap: number,
  isRefused: (shift: Point) => boolean = () => false,
): Point {
  const isFree = (shift: Point) =>
    !boxes.some((box) => {
      const moved = shifted(box, shift);
      return others.some((other) => overlap(moved, other, gap));
    }) && !isRefused(shift);
  if (isFree([0, 0])) return [0, 0];
  for (let far = STEP; far <= FARTHEST; far += STEP) {
    for (const [x, y] of DIRECTIONS) {
      const shift: Point = [x * far, y * far];
      if (isFree(shift)) return shift;
    }
  }
  return [0, 0];
}
