/** What lies in a frame as a whole. Pure. */
import type { Box } from '../../../graph/insert-node.ts';

/** Cards that hang over the edge by no more than this are meant to be in. */
const SLACK = 4;

export function coveredBy(
  frame: Box,
  boxes: Iterable<readonly [id: string, box: Box]>,
): readonly string[] {
  const ids: string[] = [];
  for (const [id, box] of boxes) {
    if (box !== frame && isIn(box, frame) && !isEqual(box, frame)) ids.push(id);
  }
  return ids;
}

const isIn = (box: Box, frame: Box) =>
  box.x >= frame.x - SLACK &&
  box.y >= frame.y - SLACK &&
  box.x + box.width <= frame.x + frame.width + SLACK &&
  box.y + box.height <= frame.y + frame.height + SLACK;

const isEqual = (a: Box, b: Box) =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
