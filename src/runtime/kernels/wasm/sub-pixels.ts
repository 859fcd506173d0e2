/** One spatial axis of an input gradient. With Y = position + padding = stride · q + remainder, dx[q] = Σ dy[q − t] w[remainder + stride · t]. */

export interface Axis {
  readonly stride: number;
  /** Length of dx. */
  readonly length: number;
  readonly kernel: number;
  readonly padding: number;
  /** Taps of each split filter. */
  readonly taps: number;
  /** First q that is computed, and how many. */
  readonly first: number;
  readonly count: number;
  /** Zeros before dy, and after it. */
  readonly before: number;
  readonly after: number;
}

export function axisOf(
  length: number,
  outputs: number,
  kernel: number,
  stride: number,
  padding: number,
): Axis {
  const taps = Math.ceil(kernel / stride);
  // Beyond the kernel's reach padding cannot go below zero, so a few rows more are computed.
  const first = Math.min(Math.floor(padding / stride), taps - 1);
  const last = Math.floor((length - 1 + padding) / stride);
  const before = taps - 1 - first;
  const after = Math.max(last - first + taps - outputs - before, 0);
  const count = outputs + before + after - taps + 1;
  return { stride, length, kernel, padding, taps, first, count, before, after };
}

/** Whether the rows that are computed are those of the image. */
export function isWhole({ stride, first, padding, count, length }: Axis): boolean {
  return stride === 1 && first === padding && count === length;
}
