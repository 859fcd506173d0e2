/** What storage did that nobody asked for. */
import type { TextTable } from '../translation.ts';

const checkpoints = (count: number) => (count === 1 ? 'a checkpoint' : `${count} checkpoints`);

export const storageNews = {
  madeRoomTitle: 'The browser was short of room',
  madeRoom: (runs: string, size: string) =>
    `To keep what was trained, older checkpoints were removed (${size}): ${runs}. What these runs have shown is kept.`,
  ofRun: (name: string, count: number) => `${checkpoints(count)} of “${name}”`,
  ofRunLast: (name: string) => `the last of “${name}”, which cannot go on`,
  more: 'Free more…',
  damagedTitle: 'A checkpoint is damaged',
  damaged: (name: string, step: string) =>
    `The checkpoint of step ${step} of “${name}” cannot be read. It was left where it is.`,
  instead: (name: string, step: string, instead: string) =>
    `The checkpoint of step ${step} of “${name}” cannot be read: the run goes on from step ${instead}.`,
} as const satisfies TextTable;
