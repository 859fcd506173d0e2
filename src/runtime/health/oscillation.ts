/**
 * Losses that swing back and forth: over a window, the smoothed loss crosses its own mean again and again, by more than the
 * mean itself and by more than the noise between steps. Random batches alone make noise, not swings. Of Wasserstein losses
 * the critic's distance is judged: each by itself drifts with a level that means nothing.
 */
import type { Program } from '../../compiler/program.ts';
import { chanceOf, isAdversarial } from './adversarial-loss.ts';
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

/** Losses that are judged by their sum. */
interface Judged {
  /** The loss node that is pointed at. */
  readonly node: string;
  readonly at: readonly number[];
  readonly recent: Recent;
}

export class Oscillation implements Rule {
  private readonly judged: readonly Judged[];

  /** The steps that could be gentler. */
  private readonly steps: readonly string[];

  constructor(program: Program, losses: readonly string[]) {
    this.steps = phasesOf(program).map(({ node }) => node);
    this.judged = judgedTogether(program, losses).map((nodes) => ({
      node: nodes[0] ?? '',
      at: nodes.map((node) => losses.indexOf(node)),
      recent: new Recent(WINDOW),
    }));
  }

  observe({ rows }: Observation): readonly Sign[] {
    for (const { values } of rows)
      for (const { at, recent } of this.judged)
        recent.add(at.reduce((sum, index) => sum + (values[index] ?? Number.NaN), 0));
    return this.judged.flatMap(({ node, at, recent }): Sign[] => {
      const numbers = recent.isFull ? swingOf(recent.latest) : null;
      const place = { graph: 'objective', node } as const;
      const of = at.length > 1 ? 'distance' : 'loss';
      const names = { of, steps: this.steps.join('", "') };
      return numbers ? [{ code: 'oscillation', place, numbers, names }] : [];
    });
  }
}

/** Each alone, but for losses without a level: a critic's together, and a generator's, which is one of them again, not at all. */
function judgedTogether(program: Program, losses: readonly string[]): readonly string[][] {
  const free = phasesOf(program).map(({ forward }) =>
    forward
      .filter(isAdversarial)
      .filter(({ params }) => chanceOf(String(params.mode)) === undefined),
  );
  const critics = free.map((steps) =>
    steps.flatMap(({ node, params }) => (params.side === 'generator' ? [] : [node])),
  );
  const alone = losses.filter((node) => free.flat().every((step) => step.node !== node));
  return [...critics.filter(({ length }) => length > 0), ...alone.map((node) => [node])];
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
