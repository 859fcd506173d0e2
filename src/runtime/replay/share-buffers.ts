/**
 * Tensors of a step that are never alive together share memory, and small ones share a large buffer where they are. Not one
 * arena: WebGPU refuses a dispatch that reads one part of a buffer and writes another. Greedy by size (Pisarchyk and Lee,
 * "Efficient memory management for deep neural net inference", 2020): the largest first, each into the smallest gap that
 * is free throughout. Pure.
 */

export interface Lifetime {
  readonly bytes: number;
  /** Positions in the step, both included. */
  readonly first: number;
  readonly last: number;
  /** Positions of others that are not to lie in the same buffer: a dispatch binds both, and writes one of them. */
  readonly apart?: ReadonlySet<number>;
}

export interface Place {
  readonly buffer: number;
  /** In bytes. */
  readonly offset: number;
}

export interface Shared {
  /** By lifetime. */
  readonly places: readonly Place[];
  /** Bytes of every buffer; those that were there come first. */
  readonly sizes: readonly number[];
}

/** Where a binding may begin: what every device allows; ours asks for no less. */
const ALIGNMENT = 256;

interface User extends Lifetime {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

export function shareBuffers(lifetimes: readonly Lifetime[], existing: readonly number[]): Shared {
  const sizes = [...existing];
  const users: User[][] = sizes.map(() => []);
  const places: Place[] = lifetimes.map(() => ({ buffer: -1, offset: 0 }));
  const bySize = lifetimes
    .map((lifetime, index) => ({ ...lifetime, index }))
    .sort((a, b) => b.bytes - a.bytes || a.first - b.first);
  for (const lifetime of bySize) {
    const { bytes, index } = lifetime;
    let best = { buffer: -1, offset: 0, gap: Number.POSITIVE_INFINITY };
    sizes.forEach((size, buffer) => {
      if (size < bytes) return;
      const found = gapFor(lifetime, size, users[buffer] ?? []);
      if (found && found.gap < best.gap) best = { buffer, ...found };
    });
    if (best.buffer < 0) {
      best = { buffer: sizes.push(bytes) - 1, offset: 0, gap: bytes };
      users.push([]);
    }
    const { buffer, offset } = best;
    const own = users[buffer] ?? [];
    const after = own.findIndex(({ from }) => from > offset);
    own.splice(after < 0 ? own.length : after, 0, {
      ...lifetime,
      from: offset,
      to: Math.ceil((offset + bytes) / ALIGNMENT) * ALIGNMENT,
    });
    places[index] = { buffer, offset };
  }
  return { places, sizes };
}

/** The smallest that is free throughout a life; `users` in the order of their offsets. */
function gapFor(
  { bytes, first, last, apart }: Lifetime,
  size: number,
  users: readonly User[],
): { readonly offset: number; readonly gap: number } | null {
  let best: { readonly offset: number; readonly gap: number } | null = null;
  let free = 0;
  const look = (until: number): void => {
    const gap = until - free;
    if (gap >= bytes && gap < (best?.gap ?? Number.POSITIVE_INFINITY)) best = { offset: free, gap };
  };
  for (const user of users) {
    if (user.last < first || user.first > last) continue;
    if (apart?.has(user.index)) return null;
    look(user.from);
    free = Math.max(free, user.to);
  }
  look(size);
  return best;
}

/** No plan needs less: the most bytes that are alive at once. */
export function leastBytes(lifetimes: readonly Lifetime[]): number {
  const changes = new Map<number, number>();
  const add = (at: number, bytes: number) => changes.set(at, (changes.get(at) ?? 0) + bytes);
  for (const { bytes, first, last } of lifetimes) {
    add(first, bytes);
    add(last + 1, -bytes);
  }
  let alive = 0;
  let most = 0;
  for (const [, bytes] of [...changes].sort(([a], [b]) => a - b)) {
    alive += bytes;
    most = Math.max(most, alive);
  }
  return most;
}
