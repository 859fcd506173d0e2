/** How many threads our own kernels may have, whoever trains included. */

/** Lanes of a group are marked in one word. */
const MOST = 16;

let count = 1;

/** Told by whoever starts the backend. */
export function setKernelThreads(threads: number): void {
  count = Math.max(1, Math.min(MOST, Math.floor(threads)));
}

export function kernelThreads(): number {
  return count;
}
