/** A step to interrupt a run at: another one at every run of the tests, and the same again by the seed that a failure tells. */
import { createRandom } from '../../../src/data/random.ts';

export interface RandomStep {
  readonly step: number;
  /** How to have it again. */
  readonly told: string;
}

/** Both ends may come. `GANVAS_SEED` repeats a failure. */
export function randomStep(first: number, last: number): RandomStep {
  const seed = Number(process.env.GANVAS_SEED ?? Date.now() % 2 ** 31);
  const step = first + createRandom(seed).below(last - first + 1);
  return { step, told: `step ${step}; again with GANVAS_SEED=${seed}` };
}
