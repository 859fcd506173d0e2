/** How many iterations a run has. Epochs count passes through the data of the first source that reads any. */
import type { Program } from '../../compiler/program.ts';
import type { Feed } from './feed.ts';

export function totalStepsOf({ length }: Program, feeds: readonly (Feed | null)[]): number {
  if (length.type === 'steps') return length.steps;
  const perEpoch = feeds.find((feed) => feed !== null)?.batcher.batchesPerEpoch ?? 1;
  return Math.ceil(length.epochs * perEpoch);
}
