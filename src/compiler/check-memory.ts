/** Warns where training needs more memory than most devices give a page, refuses what none has. */
import type { ProblemList } from '../graph/problem-list.ts';

const GIB = 2 ** 30;
const USUAL = 4 * GIB;
const MOST = 64 * GIB;

export function checkMemory(bytes: number, problems: ProblemList): void {
  if (bytes <= USUAL) return;
  const needed = `${(bytes / GIB).toFixed(1)} GiB`;
  const isHopeless = !(bytes <= MOST);
  const limit = isHopeless ? `${MOST / GIB} GiB, more than any device has` : `${USUAL / GIB} GiB`;
  problems.add(
    isHopeless ? 'error' : 'warning',
    'memory.too-much',
    {},
    `training needs about ${needed} for weights, optimizer and activations, expected at most ${limit}; use a smaller batch, image or network`,
  );
}
