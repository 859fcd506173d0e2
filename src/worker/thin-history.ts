/** Keeps a growing history (sample sheets, point clouds) to a bounded number of entries spread evenly over the run. */

/**
 * Index of the entry to drop so that at most `limit` remain, or null. First and newest always stay; of the
 * others goes the one whose neighbours are closest together, the older one where several are.
 */
export function indexToDrop(steps: readonly number[], limit: number): number | null {
  if (steps.length <= Math.max(2, limit)) return null;
  let dropped = 1;
  let closest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < steps.length - 1; i++) {
    const gap = (steps[i + 1] ?? 0) - (steps[i - 1] ?? 0);
    if (gap < closest) {
      closest = gap;
      dropped = i;
    }
  }
  return dropped;
}
