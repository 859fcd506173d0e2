/**
 * Tensors of a step that are never alive together share a buffer. Buffers cannot share an arena: WebGPU refuses a dispatch
 * that reads one part of a buffer and writes another. Greedy by size (Pisarchyk and Lee, "Efficient memory management
 * for deep neural net inference", 2020): the largest first, each into the smallest buffer that is free throughout. Pure.
 */

export interface Lifetime {
  readonly bytes: number;
  /** Positions in the step, both included. */
  readonly first: number;
  readonly last: number;
}

export interface Shared {
  /** By lifetime: the position of its buffer. */
  readonly buffers: readonly number[];
  /** Bytes of every buffer; those that were there come first. */
  readonly sizes: readonly number[];
}

/** `existing` buffers may be used, as far as they are large enough. */
export function shareBuffers(lifetimes: readonly Lifetime[], existing: readonly number[]): Shared {
  const sizes = [...existing];
  const users: Lifetime[][] = sizes.map(() => []);
  const buffers = lifetimes.map(() => -1);
  const bySize = lifetimes
    .map((lifetime, index) => ({ ...lifetime, index }))
    .sort((a, b) => b.bytes - a.bytes || a.first - b.first);
  for (const { index, ...lifetime } of bySize) {
    let best = -1;
    users.forEach((others, buffer) => {
      const size = sizes[buffer] ?? 0;
      if (size < lifetime.bytes || (best >= 0 && size >= (sizes[best] ?? 0))) return;
      if (others.every(({ first, last }) => last < lifetime.first || first > lifetime.last)) {
        best = buffer;
      }
    });
    if (best < 0) {
      best = sizes.push(lifetime.bytes) - 1;
      users.push([]);
    }
    users[best]?.push(lifetime);
    buffers[index] = best;
  }
  return { buffers, sizes };
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
