/** Boxes sorted into squares of the plane, so that asking what lies at a place looks at its neighbourhood only. */
import type { Box } from './wire-course.ts';

const SIDE = 128;

export class BoxGrid {
  private readonly squares = new Map<string, Box[]>();

  constructor(boxes: Iterable<Box>) {
    for (const box of boxes) this.add(box);
  }

  add(box: Box): void {
    for (const key of squaresOf(box)) {
      const square = this.squares.get(key);
      if (square) square.push(box);
      else this.squares.set(key, [box]);
    }
  }

  /** Whether some box has a point in common with this one, edges left out. */
  isTaken(box: Box): boolean {
    for (const key of squaresOf(box)) {
      if (this.squares.get(key)?.some((other) => overlap(box, other))) return true;
    }
    return false;
  }
}

function* squaresOf({ left, top, right, bottom }: Box): Generator<string> {
  const [lastX, lastY] = [Math.floor(right / SIDE), Math.floor(bottom / SIDE)];
  for (let x = Math.floor(left / SIDE); x <= lastX; x++) {
    for (let y = Math.floor(top / SIDE); y <= lastY; y++) yield `${x} ${y}`;
  }
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
