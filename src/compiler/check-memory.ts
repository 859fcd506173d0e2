/** Warns where training needs more memory than most devices give a page, refuses what none has. */
import type { ProblemList } from '../graph/problem-list.ts';
import { memoryOf } from './memory.ts';
import { needOf, wayOut } from './memory-fit.ts';
import type { Program } from './program.ts';

const GIB = 2 ** 30;
const USUAL = 4 * GIB;
const MOST = 64 * GIB;

export function checkMemory(program: Program, problems: ProblemList): void {
  const estimate = memoryOf(program);
  if (estimate.peak <= USUAL) return;
  const isHopeless = !(estimate.peak <= MOST);
  const limit = isHopeless
    ? `no device has more than ${MOST / GIB} GiB`
    : `many devices give a page no more than ${USUAL / GIB} GiB`;
  problems.add(
    isHopeless ? 'error' : 'warning',
    'memory.too-much',
    {},
    `${needOf(program, estimate)}, and ${limit}. ${wayOut(program, isHopeless ? MOST : USUAL)}`,
  );
}
