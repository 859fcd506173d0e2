/** By how much a slider or stepper moves a parameter: whole numbers, or a round hundredth of its range. */
import type { Parameter } from '../../../graph-schemas/document.ts';

export function stepOf({ min, max, value, integer }: Parameter): number {
  if (integer) return 1;
  const range = min !== undefined && max !== undefined ? max - min : Math.abs(value) * 10;
  if (!(range > 0)) return 0.1;
  return 10 ** Math.floor(Math.log10(range / 50));
}
