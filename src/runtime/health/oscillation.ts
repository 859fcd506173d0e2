/**
 * Losses that swing back and forth: over a window, the smoothed loss crosses its own mean again and again, by more than the
 * mean itself and by more than the noise between steps. Random batches alone make noise, not swings.
 */
import type { Program } from '../../compiler/program.ts';
import type { Observation, Rule, Sign } from './health-types.ts';
import { Recent } from './recent.ts';
import { phasesOf } from './training.ts';

const WINDOW = 400;
/** Steps that are taken together, so that what differs from batch to batch is gone. */
const BUCKET = 5;
const CROSSINGS = 8;
/** Deviation of the smoothed loss over the mean of its size. */
const SWING = 0.75;
/** How much of the deviation of single steps the smoothed loss keeps: noise alone would keep 1/√5 = 0.45. */
const COHERENT = 0.8;

export class Oscillation implements Rule {
  private readonly recent: readonly Recent[];

  /** The steps that could be gentler. */
  private readonly steps: readonly string[];

  constructor(
    program: Program,
    private readonly losses: readonly string[],
  ) {
    this.steps = phasesOf(program).map(({ node }) => node);
    this.recent = losses.map(() => new Recent(WINDOW));
  }

  observe({ rows }: Observation): readonly Sign[] {
    for (const { values } of rows)
      for (const [i, value] of values.entries()) this.recent[i]?.add(value);
    return this.losses.flatMap((node, i): Sign[] => {
      const recent = this.recent[i];
      const numbers = recent?.isFull ? swingOf(recent.latest) : null;
      const place = { graph: 'objective', node } as const;
      const names = { steps: this.steps.join('", "') };
      return numbers ? [{ code: 'oscillation', place, numbers, names }] : [];
    });
  }
}

/** How far and how often it swings, or null where it does not. */
export function swingOf(values: readonly number[]): { swing: number; crossings: number } | null {
  const smooth = Array.from({ length: Math.floor(values.length / BUCKET) }, (_, i) =>
    meanOf(values.slice(i * BUCKET, (i + 1) * BUCKET)),
  );
  const mean = meanOf(smooth);
  const deviation = deviationOf(smooth);
  const size = meanOf(values.map(Math.abs));
  const swing = deviation / Math.max(size, 1e-6);
  if (swing < SWING || deviation < COHERENT * deviationOf(values)) return null;
  let crossings = 0;
  let side = 0;
  for (const value of smooth) {
    // Only what goes well past the mean counts as having crossed it.
    const now = value > mean + deviation / 2 ? 1 : value < mean - deviation / 2 ? -1 : 0;
    if (now === 0) continue;
    if (side !== 0 && now !== side) crossings++;
    side = now;
  }
  return crossings >= CROSSINGS ? { swing, crossings } : null;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}
