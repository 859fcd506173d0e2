/** Lets the event loop have its turn during long work on the host, and stops the work there where somebody wishes so. */

/** Longer than this without a pause would be felt. */
const MOST_MS = 50;

/** Call it often; it pauses only when it is time to. Throws the reason of its signal once that is aborted. */
export type Pause = () => Promise<void>;

export function createPause(signal?: AbortSignal): Pause {
  let last = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - last < MOST_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
    last = performance.now();
  };
}
