/** The highest class index among labels, 0 where there are none. It looks at every one: half a million in the largest sets. */
import type { Labels } from './dataset.ts';

export function highestLabel(labels: Labels): number {
  let highest = 0;
  for (const label of labels) if (label > highest) highest = label;
  return highest;
}
