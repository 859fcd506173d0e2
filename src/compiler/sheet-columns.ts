/** How the samples of a preview's sheet lie side by side: for who draws it, and for who leaves room for it. */

/** A sheet of one row with more samples than this is folded into a square. */
const MOST_IN_LINE = 10;

/**
 * Samples in a line, of rows with `counts` samples. One row is folded to lines of `inLine` samples; null: to a square
 * where it is long. Several rows are never folded.
 */
export function sheetColumns(counts: readonly number[], inLine: number | null): number {
  const [only, ...others] = counts;
  if (only === undefined) return 0;
  if (others.length > 0) return Math.max(...counts);
  const square = only > MOST_IN_LINE ? Math.ceil(Math.sqrt(only)) : only;
  return Math.min(only, inLine ?? square);
}
