/** Where the tour's card stands: beside what it points at, inside the window, covering as little as it can. Pure. */
import type { Box } from './use-target.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP = 14;
const EDGE = 12;

export function placeCard(target: Box | null, card: Size, page: Size): { x: number; y: number } {
  const inside = (x: number, y: number) => ({
    x: Math.round(Math.max(EDGE, Math.min(x, page.width - card.width - EDGE))),
    y: Math.round(Math.max(EDGE, Math.min(y, page.height - card.height - EDGE))),
  });
  if (!target) return inside(page.width / 2 - card.width / 2, page.height - card.height - 2 * EDGE);
  const { left, top, width, height } = target;
  const middleX = left + width / 2 - card.width / 2;
  const middleY = top + height / 2 - card.height / 2;
  const places = [
    { x: left + width + GAP, y: middleY },
    { x: left - card.width - GAP, y: middleY },
    { x: middleX, y: top + height + GAP },
    { x: middleX, y: top - card.height - GAP },
  ].map(({ x, y }) => inside(x, y));
  const overlaps = ({ x, y }: { x: number; y: number }) =>
    x < left + width && x + card.width > left && y < top + height && y + card.height > top;
  return places.find((place) => !overlaps(place)) ?? inside(page.width, page.height);
}
