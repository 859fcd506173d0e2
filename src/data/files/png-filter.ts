/** Undoes the filter of a PNG's row: each byte was stored as its distance from a guess by its neighbours. PNG (W3C), section 9. */
import { DataError } from '../dataset.ts';

/** `row` is changed in place; `before` is the row above, without its filter, or zeros. `stride`: bytes per pixel, at least 1. */
export function unfilter(
  path: string,
  filter: number,
  row: Uint8Array,
  before: Uint8Array,
  stride: number,
): void {
  const { length } = row;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = stride; i < length; i++)
        row[i] = (row[i] as number) + (row[i - stride] as number);
      return;
    case 2:
      for (let i = 0; i < length; i++) row[i] = (row[i] as number) + (before[i] as number);
      return;
    case 3:
      for (let i = 0; i < stride && i < length; i++)
        row[i] = (row[i] as number) + ((before[i] as number) >> 1);
      for (let i = stride; i < length; i++)
        row[i] = (row[i] as number) + (((row[i - stride] as number) + (before[i] as number)) >> 1);
      return;
    case 4:
      // Without a left neighbour the guess is the one above.
      for (let i = 0; i < stride && i < length; i++)
        row[i] = (row[i] as number) + (before[i] as number);
      for (let i = stride; i < length; i++)
        row[i] =
          (row[i] as number) +
          paeth(row[i - stride] as number, before[i] as number, before[i - stride] as number);
      return;
    default:
      throw new DataError(
        `"${path}" is damaged: it has a filter, ${filter}, that PNG does not know. Download or copy it again.`,
      );
  }
}

function paeth(left: number, up: number, corner: number): number {
  const a = Math.abs(up - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + up - corner - corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
