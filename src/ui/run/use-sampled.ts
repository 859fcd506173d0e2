/** Reads of stores that tick: at most one render per interval, the last value always shown. */
import { useCallback, useSyncExternalStore } from 'react';

interface Readable<S> {
  getState(): S;
  subscribe(listener: (state: S, before: S) => void): () => void;
}

/** `select` must return the same object while nothing changed, and be the same function at every render. */
export function useSampled<S, T>(
  store: Readable<S>,
  select: (state: S) => T,
  intervalMs: number,
): T {
  const subscribe = useCallback(
    (notify: () => void) => subscribeSampled(store, select, intervalMs, notify),
    [store, select, intervalMs],
  );
  return useSyncExternalStore(subscribe, () => select(store.getState()));
}

/** Calls back soon after the selected part changed, and then at most every `intervalMs`. Returns the end of it. */
export function subscribeSampled<S, T>(
  store: Readable<S>,
  select: (state: S) => T,
  intervalMs: number,
  notify: () => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const stop = store.subscribe((state, before) => {
    if (timer !== undefined || Object.is(select(state), select(before))) return;
    const wait = last + intervalMs - performance.now();
    timer = setTimeout(
      () => {
        timer = undefined;
        last = performance.now();
        notify();
      },
      Math.max(0, wait),
    );
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
