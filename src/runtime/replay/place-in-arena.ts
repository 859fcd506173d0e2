/**
 * Where tensors of a step lie in one arena, so that it is small: the largest first, each into the smallest gap that
 * is free throughout its life (Pisarchyk and Lee, as in `share-buffers.ts`). Pure.
 */
import type { Lifetime } from './share-buffers.ts';

/** Of vectors, and of cache lines. */
const ALIGNMENT = 64;

export interface Placed {
  /** By lifetime, in bytes. */
  readonly offsets: readonly number[];
  readonly bytes: number;
}

export function placeInArena(lifetimes: readonly Lifetime[]): Placed {
  const offsets = lifetimes.map(() => 0);
  const order = lifetimes
    .map(({ bytes }, i) => ({ bytes, i }))
    .sort((one, other) => other.bytes - one.bytes || one.i - other.i);
  /** By offset. */
  const there: { readonly from: number; readonly to: number; readonly of: Lifetime }[] = [];
  let end = 0;
  for (const { i } of order) {
    const lifetime = lifetimes[i];
    if (!lifetime) continue;
    const size = roomFor(lifetime.bytes);
    let [best, least, free] = [-1, Number.POSITIVE_INFINITY, 0];
    for (const { from, to, of } of there) {
      if (of.last < lifetime.first || of.first > lifetime.last) continue;
      const gap = from - free;
      if (gap >= size && gap < least) [best, least] = [free, gap];
      if (to > free) free = to;
    }
    const from = best < 0 ? free : best;
    offsets[i] = from;
    end = Math.max(end, from + size);
    there.splice(firstFrom(there, from), 0, { from, to: from + size, of: lifetime });
  }
  return { offsets, bytes: end };
}

export function roomFor(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / ALIGNMENT)) * ALIGNMENT;
}

/** The first that does not begin before `from`. */
function firstFrom(there: readonly { readonly from: number }[], from: number): number {
  let [low, high] = [0, there.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((there[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
