/** Which checkpoints of a run stay as it goes on: the newest, to go on from, and a few spread evenly over all before. Pure. */
import { indexToDrop } from './thin-history.ts';

const NEWEST = 2;
const MOST = 12;

/** @param steps ascending */
export function checkpointsToDrop(steps: readonly number[]): readonly number[] {
  const older = steps.slice(0, -NEWEST);
  const dropped: number[] = [];
  for (;;) {
    const index = indexToDrop(older, MOST - NEWEST);
    if (index === null) return dropped;
    dropped.push(...older.splice(index, 1));
  }
}
