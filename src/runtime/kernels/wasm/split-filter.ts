/** Filters split by the remainders that a stride leaves, packed. */
import type { Machine } from './machine.ts';
import { packedBytes, panelsOf } from './panels.ts';
import type { Axis } from './sub-pixels.ts';

/**
 * The taps of [kh, kw, C, K] that pixels of one remainder by rows and of some by columns meet, as [taps, taps, K] ×
 * [remainders, C], taps reversed, in panels.
 */
export function packTaps(
  machine: Machine,
  to: number,
  filter: number,
  [remainder, across]: readonly [rows: number, columns: readonly number[]],
  y: Axis,
  x: Axis,
  [channels, filters]: readonly [number, number],
): void {
  const rows = y.taps * x.taps * filters;
  const columns = across.length * channels;
  const panels = panelsOf(rows, columns);
  const { run } = machine;
  machine.zero(to, packedBytes(rows, columns));
  for (let u = remainder; u < y.kernel; u += y.stride) {
    for (let v = 0; v < x.kernel; v += 1) {
      const left = across.indexOf(v % x.stride) * channels;
      if (left < 0) continue;
      const tapY = y.taps - 1 - Math.floor(u / y.stride);
      const tapX = x.taps - 1 - Math.floor(v / x.stride);
      const row = (tapY * x.taps + tapX) * filters;
      const from = filter + 4 * (u * x.kernel + v) * channels * filters;
      for (const { first, width, columns: some, offset } of panels) {
        const begin = Math.max(first, left);
        const count = Math.min(first + some, left + channels) - begin;
        if (count <= 0) continue;
        const target = to + offset + 4 * (row * width + begin - first);
        const source = from + 4 * (begin - left) * filters;
        run.copyColumns(target, 4 * width, 4, source, 4, 4 * filters, filters, count);
      }
    }
  }
}
