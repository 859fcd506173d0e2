/**
 * Who wins the game, read off the losses: a discriminator whose losses are near zero while the generator's are far above
 * chance has nothing left to teach; one whose losses stay above chance, and do not fall, is worse than a coin. Losses
 * without a level of chance (Wasserstein) are judged by the sign of the critic's distance alone.
 */
import type { Phase, Program } from '../../compiler/program.ts';
import { chanceOf, isAdversarial, type LossStep } from './adversarial-loss.ts';
import type { Observation, Rule, Sign } from './health-types.ts';
import { median, Recent } from './recent.ts';
import { rateAt, repeatAt } from './training.ts';

/** Steps that must agree before anything is said. */
const WINDOW = 200;
/** Of the level of chance. A discriminator of a sound run stays above the first by far. */
const WON = 0.02;
const LOST = 1.25;
/** Half a window lies that much below the half before while a discriminator that begins badly still learns. */
const FALLING = 0.95;
/** The generator's loss of cross-entropy is this many times chance where the discriminator is sure of 99.7 %. */
const HOPELESS = 8;
const HOPELESS_SQUARES = 3.6;

interface Game {
  /** The step that trains the discriminator, and the one that trains the generator. */
  readonly judge: Phase;
  readonly maker: Phase | null;
  readonly mode: string;
  /** The loss node that is pointed at. */
  readonly node: string;
  readonly discriminator: readonly number[];
  readonly generator: readonly number[];
  readonly scores: Recent;
  readonly answers: Recent;
}

export class Balance implements Rule {
  private readonly games: readonly Game[];

  constructor(program: Program, losses: readonly string[]) {
    this.games = gamesOf(program, losses);
  }

  observe({ step, rows }: Observation): readonly Sign[] {
    for (const { values } of rows) {
      for (const { discriminator, generator, scores, answers } of this.games) {
        scores.add(mean(discriminator.map((at) => values[at] ?? Number.NaN)));
        if (generator.length > 0)
          answers.add(mean(generator.map((at) => values[at] ?? Number.NaN)));
      }
    }
    return this.games.flatMap((game) => verdict(game).map((sign) => withSteps(sign, game, step)));
  }
}

function verdict({ mode, node, scores, answers, generator }: Game): readonly Sign[] {
  if (!scores.isFull) return [];
  const chance = chanceOf(mode);
  const score = median(scores.latest);
  const place = { graph: 'objective', node } as const;
  if (chance === undefined) {
    // Real minus fake is what the critic has grown: below zero it calls fakes more real than the real.
    const isLost = score > 0;
    return isLost ? [{ code: 'discriminator-loses', place, numbers: { score } }] : [];
  }
  const answer = generator.length > 0 ? median(answers.latest) : Number.POSITIVE_INFINITY;
  const hopeless = mode === 'least-squares' ? HOPELESS_SQUARES : HOPELESS;
  // The minimax generator's loss goes to zero as the discriminator wins; hinge has no level of its own.
  const isHopeless = mode === 'minimax' || mode === 'hinge' || answer > hopeless * chance;
  if (score < WON * chance && isHopeless)
    return [
      {
        code: 'discriminator-wins',
        place,
        numbers: { score, chance, ...(Number.isFinite(answer) ? { answer } : {}) },
      },
    ];
  const isLost = score > LOST * chance && !isFalling(scores.latest);
  return isLost ? [{ code: 'discriminator-loses', place, numbers: { score, chance } }] : [];
}

function isFalling(values: readonly number[]): boolean {
  const half = values.length >> 1;
  return median(values.slice(half)) < FALLING * median(values.slice(0, half));
}

/** What the advice is about. */
function withSteps(sign: Sign, { judge, maker }: Game, step: number): Sign {
  return {
    ...sign,
    names: { judge: judge.node, maker: maker?.node ?? '', penalty: penaltyOf(judge) },
    numbers: { ...sign.numbers, rate: rateAt(judge, step), repeat: repeatAt(judge, step) },
  };
}

const PENALTIES: ReadonlySet<string> = new Set(['gradient-penalty', 'r1', 'r2']);

/** The node of a gradient penalty that a step has already, or ''. */
function penaltyOf({ forward }: Phase): string {
  const penalty = forward.find((step) => step.type === 'loss' && PENALTIES.has(step.kind));
  return penalty?.type === 'loss' ? penalty.node : '';
}

function gamesOf(program: Program, losses: readonly string[]): readonly Game[] {
  const phases = program.iteration.flatMap(({ phases }) => phases);
  const steps = phases.map(({ forward }) => forward.filter(isAdversarial));
  const generators = steps.flat().filter(({ params }) => params.side === 'generator');
  return phases.flatMap((judge, i): Game[] => {
    const sides = (steps[i] ?? []).filter(({ params }) => params.side !== 'generator');
    const [first] = sides;
    if (!first) return [];
    const mode = String(first.params.mode);
    const plays = ({ params }: LossStep) => params.side === 'generator' && params.mode === mode;
    const maker = phases.find((_, other) => steps[other]?.some(plays)) ?? null;
    const at = (list: readonly LossStep[]) =>
      list.map(({ node }) => losses.indexOf(node)).filter((index) => index >= 0);
    return [
      {
        judge,
        maker,
        mode,
        node: first.node,
        discriminator: at(sides.filter(({ params }) => params.mode === mode)),
        generator: at(generators.filter(({ params }) => params.mode === mode)),
        scores: new Recent(WINDOW),
        answers: new Recent(WINDOW),
      },
    ];
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
