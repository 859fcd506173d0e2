/** Whether findings are worth telling again: others than before, or the same with numbers that have moved on. */
import type { Finding } from '../runtime/health/health-types.ts';

/** Numbers that moved less than this are not news. */
const NEWS = 0.25;

export function isSameHealth(before: readonly Finding[], now: readonly Finding[]): boolean {
  return (
    before.length === now.length &&
    now.every((finding, i) => {
      const other = before[i];
      return other !== undefined && isSameFinding(other, finding);
    })
  );
}

function isSameFinding(a: Finding, b: Finding): boolean {
  return (
    a.code === b.code &&
    a.since === b.since &&
    a.place?.graph === b.place?.graph &&
    a.place?.node === b.place?.node &&
    Object.entries(b.numbers).every(([name, value]) => {
      const old = a.numbers[name] ?? Number.NaN;
      return Math.abs(value - old) <= NEWS * Math.abs(old);
    })
  );
}
