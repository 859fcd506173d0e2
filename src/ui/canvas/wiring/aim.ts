/** What the loose end of a wire points at: the nearest port that fits, a port that refuses it, a card, or nothing. Pure. */
import type { Candidate, FixedEnd } from '../../../graph/connections.ts';
import type { Box } from '../../../graph/insert-node.ts';
import type { Spot } from './spots.ts';

export type Aim =
  | { readonly type: 'port'; readonly spot: Spot; readonly candidate: Candidate }
  | { readonly type: 'refused'; readonly spot: Spot; readonly message: string }
  | { readonly type: 'card'; readonly node: string }
  /** A level above, in the breadcrumb. */
  | { readonly type: 'level'; readonly level: number }
  /** Back where it came from. */
  | { readonly type: 'home' }
  | { readonly type: 'air' };

export interface Field {
  readonly fixed: FixedEnd;
  readonly spots: readonly Spot[];
  readonly boxes: ReadonlyMap<string, Box>;
  /** By `spotKey`. */
  readonly candidates: ReadonlyMap<string, Candidate>;
  readonly sameSide: string;
}

export interface Radii {
  /** Ports that fit draw the wire to them from so far. */
  readonly magnet: number;
  /** A port that does not fit is meant only by a pointer that stands on it. */
  readonly touch: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export const spotKey = ({ node, port, side }: Omit<Spot, 'x' | 'y'>) => `${side} ${node}.${port}`;

export function aimAt(field: Field, at: Point, { magnet, touch }: Radii): Aim {
  let nearest: Spot | null = null;
  let under: Spot | null = null;
  let [least, leastUnder] = [magnet, touch];
  const home = spotKey(field.fixed);
  for (const spot of field.spots) {
    const distance = Math.hypot(spot.x - at.x, spot.y - at.y);
    if (distance > least && distance > leastUnder) continue;
    if (spotKey(spot) === home) {
      if (distance <= touch) return { type: 'home' };
    } else if (field.candidates.get(spotKey(spot))?.verdict.ok) {
      if (distance <= least) [nearest, least] = [spot, distance];
    } else if (distance <= leastUnder) [under, leastUnder] = [spot, distance];
  }
  const isRefused = under && (!nearest || leastUnder < least);
  if (under && isRefused) {
    const verdict = field.candidates.get(spotKey(under))?.verdict;
    const message = verdict && !verdict.ok ? verdict.message : field.sameSide;
    return { type: 'refused', spot: under, message };
  }
  const candidate = nearest && field.candidates.get(spotKey(nearest));
  if (nearest && candidate) return { type: 'port', spot: nearest, candidate };
  const card = cardAt(field.boxes, at);
  return card === null || card === field.fixed.node
    ? { type: 'air' }
    : { type: 'card', node: card };
}

/** The last one lies on top. */
function cardAt(boxes: ReadonlyMap<string, Box>, { x, y }: Point): string | null {
  let found: string | null = null;
  for (const [id, box] of boxes) {
    const isInside = x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    if (isInside) found = id;
  }
  return found;
}
