/**
 * What a step does on the heap of WebAssembly, noted while it is interpreted: calls with plain numbers, and acts of the host
 * on fixed addresses. Kernels tell of themselves here; without a journal they only run.
 */
import type { Live } from './live.ts';

/** Bytes from an address on. */
export interface Span {
  readonly at: number;
  readonly bytes: number;
}

export type Run = (...numbers: number[]) => unknown;

export interface Journal {
  call(name: string, run: Run, numbers: readonly number[]): void;
  /** `key` tells all that the act goes by, but for live values; `writes` where it writes, if it reads nothing but its key. */
  act(key: string, act: () => void, writes?: Span): void;
  /** A tensor of the backend that is registered under `id` for a few calls only. */
  register(id: number): void;
  /** A tensor is about to be changed where it lies. */
  changes(data: object): void;
  /** Where bytes lie that never change. */
  constant(bytes: Uint8Array): number;
  /** Name of a live value in a key. */
  nameOf(value: Live<unknown>): string;
  refuse(reason: string): void;
}

let journal: Journal | null = null;

/** Null where nobody listens. */
export function journalNow(): Journal | null {
  return journal;
}

export function withJournal<T>(to: Journal | null, run: () => T): T {
  const before = journal;
  journal = to;
  try {
    return run();
  } finally {
    journal = before;
  }
}

/** Runs `act`, which replays run again: it reads addresses and live values alone, and its calls are no calls of their own. */
export function noted(key: () => unknown, act: () => void, writes?: Span): void {
  const to = journal;
  if (!to) {
    act();
    return;
  }
  withJournal(null, act);
  to.act(keyOf(to, key()), act, writes);
}

function keyOf(to: Journal, parts: unknown): string {
  return JSON.stringify(parts, (_, value: unknown) => {
    const isLive = typeof value === 'object' && value !== null && 'now' in value;
    return isLive ? to.nameOf(value as Live<unknown>) : value;
  });
}
