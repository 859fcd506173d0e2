/**
 * Filters as packing reads them: with a row and a column of zero taps beside their own where every remainder of a stride is to
 * have as many places for taps, and turned for gradients to the input.
 */
import type { Machine } from '../machine.ts';

export interface Widened {
  /** Taps along an axis, and with the zeros. */
  readonly kernel: number;
  readonly size: number;
  /** Zeros before the taps. */
  readonly top: number;
  readonly left: number;
  /** A matrix for each tap. */
  readonly shape: readonly [channels: number, filters: number];
  /** Whether its rows become filters, its columns channels. */
  readonly isTurned: boolean;
}

export function isAsGiven({ kernel, size, isTurned }: Widened): boolean {
  return kernel === size && !isTurned;
}

export function widenedBytes(widened: Widened): number {
  return widened.size ** 2 * tapBytes(widened);
}

export function widen(machine: Machine, widened: Widened, from: number, to: number): void {
  const { kernel, size, shape, isTurned } = widened;
  const [channels, filters] = shape;
  const [begin, tap] = [to + before(widened), tapBytes(widened)];
  const { run } = machine;
  if (kernel !== size) machine.zero(to, widenedBytes(widened));
  if (!isTurned) {
    run.copyRows(begin, size * tap, from, kernel * tap, kernel, (kernel * tap) / 4);
    return;
  }
  for (let u = 0; u < kernel; u += 1) {
    for (let v = 0; v < kernel; v += 1) {
      const [source, target] = [from + (u * kernel + v) * tap, begin + (u * size + v) * tap];
      run.copyColumns(target, 4 * channels, 4, source, 4, 4 * filters, filters, channels);
    }
  }
}

/** The taps alone. */
export function narrow({ run }: Machine, widened: Widened, from: number, to: number): void {
  const { kernel, size } = widened;
  const tap = tapBytes(widened);
  run.copyRows(to, kernel * tap, from + before(widened), size * tap, kernel, (kernel * tap) / 4);
}

function tapBytes({ shape }: Widened): number {
  return 4 * shape[0] * shape[1];
}

function before(widened: Widened): number {
  return (widened.top * widened.size + widened.left) * tapBytes(widened);
}
