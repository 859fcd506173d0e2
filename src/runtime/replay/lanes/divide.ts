/** Divides calls for some lanes, as they are recorded: what tables hold then is what they will hold. */
import { areAllApart, type Divided, type Part } from './divided.ts';
import type { Division } from './division.ts';
import { divisionOf } from './divisions.ts';

/** Nanoseconds that a part takes at least; less goes whole to one lane. */
const LEAST_WORK = 1_000;

/** Null where no rule is known. */
export function divide(
  name: string,
  index: number,
  numbers: readonly number[],
  ints: Int32Array,
  lanes: number,
): Divided | null {
  const division = divisionOf(name, numbers, ints);
  if (!division || division.count <= 0) return null;
  const whole = division.part(0, division.count);
  const isWorthIt = division.count >= 2 * division.unit && whole.work >= 2 * LEAST_WORK;
  const parts = isWorthIt ? partsOf(division, lanes) : null;
  return { index, whole, parts: parts && areAllApart(parts) ? parts : null };
}

/** Whole units, as even as they go. */
function partsOf({ count, unit, part }: Division, lanes: number): (Part | null)[] {
  const units = Math.ceil(count / unit);
  const from = (lane: number) => Math.min(count, Math.round((units * lane) / lanes) * unit);
  return Array.from({ length: lanes }, (_, lane) => {
    const [first, end] = [from(lane), from(lane + 1)];
    return end > first ? part(first, end - first) : null;
  });
}
