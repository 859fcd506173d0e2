/** Warns where training needs more memory than most devices give a page, refuses what none has. */
import type { ProblemList } from '../graph/problem-list.ts';

const GIB = 2 ** 30;
const USUAL = 4 * GIB;
const MOST = 64 * GIB;

export function checkMemory(bytes: number, problems: ProblemList): void {
  if (bytes <= USUAL) return;
  const isHopeless = !(bytes <= MOST);
  const needed = bytes < 1e6 * GIB ? `about ${(bytes / GIB).toFixed(1)} GiB` : 'millions of GiB';
  const limit = isHopeless
    ? `no device has more than ${MOST / GIB} GiB`
    : `many devices give a page no more than ${USUAL / GIB} GiB`;
  problems.add(
    isHopeless ? 'error' : 'warning',
    'memory.too-much',
    {},
    `training needs ${needed} for weights, optimizer and activations, and ${limit}; use a smaller batch, image or network`,
  );
}
