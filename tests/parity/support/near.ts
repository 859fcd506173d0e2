/** How near float32 must come to what PyTorch computed in float64. */
import { expect } from 'vitest';
import type { Values } from './golden.ts';

const RELATIVE = 1e-4;

/** Within 1e-4 of the expected value, or within 1e-6 of the largest one where sums cancel. */
export function expectNear(what: string, found: Values | null | undefined, expected: Values): void {
  expect(found?.shape, `shape of ${what}`).toEqual(expected.shape);
  const largest = Math.max(...expected.data.map(Math.abs));
  const worst = expected.data
    .map((value, index) => ({ index, value, found: found?.data[index] ?? Number.NaN }))
    .find(
      ({ value, found }) =>
        !(Math.abs(found - value) <= RELATIVE * Math.abs(value) + 1e-6 * Math.max(largest, 1e-3)),
    );
  expect(worst, `${what}: the first element that is off`).toBeUndefined();
}
