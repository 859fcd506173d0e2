/** What a box drawn by hand selects, and what becomes of the selection before it. Pure. */
import type { Box } from '../../../graph/insert-node.ts';

/** `add` keeps what was selected, `subtract` takes from it. */
export type BoxMode = 'replace' | 'add' | 'subtract';

/** `contains` takes only what lies in the box as a whole. */
export function boxHits(
  box: Box,
  boxes: Iterable<readonly [id: string, box: Box]>,
  contains: boolean,
): readonly string[] {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const hits: string[] = [];
  for (const [id, other] of boxes) {
    const isHit = contains
      ? other.x >= box.x &&
        other.y >= box.y &&
        other.x + other.width <= right &&
        other.y + other.height <= bottom
      : other.x < right &&
        other.y < bottom &&
        other.x + other.width > box.x &&
        other.y + other.height > box.y;
    if (isHit) hits.push(id);
  }
  return hits;
}

export function combined(
  before: readonly string[],
  hits: readonly string[],
  mode: BoxMode,
): readonly string[] {
  if (mode === 'replace') return hits;
  const set = new Set(hits);
  const others = before.filter((id) => !set.has(id));
  return mode === 'add' ? [...others, ...hits] : others;
}

/** Between two corners, whichever they are. */
export function boxBetween(
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
): Box {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}
