/** How near one backend must come to another in float32, where long sums of large terms cancel. */
import { expect } from 'vitest';
import type { Values } from '../../parity/support/golden.ts';

/** Of the largest element of each tensor: ten times the worst that was seen. */
const TOLERANCE = 4e-5;

export function expectClose(what: string, found: Values | null | undefined, expected: Values) {
  expect(found?.shape, `shape of ${what}`).toEqual(expected.shape);
  const scale = expected.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  const worst = expected.data.reduce(
    // A NaN stays: Math.max hands it on.
    (most, value, i) => Math.max(most, Math.abs(value - (found?.data[i] ?? Number.NaN)) / scale),
    0,
  );
  expect(worst, what).toBeLessThan(TOLERANCE);
}
