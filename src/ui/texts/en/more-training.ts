/** What leads to variants and to the queue, and what the queue says by itself. */
import type { TextTable } from '../translation.ts';

export const moreTraining = {
  menu: 'More ways to train',
  sweepThis: 'Try several values…',
  waitsTitle: 'The queue waits',
  waits: (name: string) =>
    `“${name}” trains first. The queue goes on by itself when that pauses or ends.`,
} as const satisfies TextTable;
