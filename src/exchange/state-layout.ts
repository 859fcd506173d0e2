/**
 * All that a run's state consists of, in the order and under the names of `runtime/plan/state.ts`, with first values:
 * without tensors, so that weights can be read, made and written where no backend runs.
 */
import type { Phase, Program, Step } from '../compiler/program.ts';
import type { Shape, Weight } from '../nodes/define.ts';
import { initialize } from '../runtime/random/initialize.ts';
import { deriveKey, wordsOf } from '../runtime/random/threefry.ts';

/** As in `runtime/plan/state.ts` and `runtime/optimizers/apply.ts`; a test compares the two. */
const LOSSES = 2 ** 20;
const STATE_ROWS = 2;

export interface StatePart {
  /** `G/up/conv/kernel`, `average:G/…`, `step0:G/…`, `loss:…`, `state:…`, `pool:…`. */
  readonly name: string;
  readonly shape: Shape;
  readonly type: 'weight' | 'average' | 'optimizer' | 'loss' | 'state' | 'pool';
  /** The weight that an average or an optimizer's state is of; the node of a pool. */
  readonly of: string;
  /** Position of the phase, of an optimizer's state. */
  readonly phase: number | null;
  /** Its values when a run begins. */
  first(): Float32Array;
}

export const phasesIn = ({ iteration }: Program): readonly Phase[] =>
  iteration.flatMap(({ phases }) => phases);

export function stateLayout(program: Program): readonly StatePart[] {
  const phases = phasesIn(program);
  const own = new Map<string, readonly StatePart[]>();
  const trainable = new Map<string, readonly StatePart[]>();
  program.networks.forEach(({ name, layers }, ordinal) => {
    const parts = layers.flatMap(({ id, weights }, index) =>
      weights.map((weight, position) => ({
        isTrainable: weight.isTrainable,
        part: weightPart(`${name}/${id}/${weight.name}`, weight, () =>
          deriveKey(wordsOf(program.seed), ordinal, index, position),
        ),
      })),
    );
    own.set(
      name,
      parts.map(({ part }) => part),
    );
    trainable.set(
      name,
      parts.flatMap(({ part, isTrainable }) => (isTrainable ? [part] : [])),
    );
  });
  const trainedBy = (names: Iterable<string>) =>
    [...names].flatMap((name) => trainable.get(name) ?? []);
  const averaged = phases.filter(({ averageDecay }) => averageDecay !== null);
  const averages = trainedBy(new Set(averaged.flatMap(({ trains }) => trains))).map(
    (weight): StatePart => ({
      ...weight,
      name: `average:${weight.name}`,
      type: 'average',
      of: weight.name,
    }),
  );
  const optimizers = phases.flatMap(({ index, trains }) =>
    trainedBy(trains).map(({ name, shape }) => ({
      ...zeros(`step${index}:${name}`, [STATE_ROWS, ...shape], 'optimizer', name),
      phase: index,
    })),
  );
  const losses = stepsOf(phases).filter((step) => step.type === 'loss');
  const values = [...new Set(losses.map(({ output }) => output))];
  return [
    ...[...own.values()].flat(),
    ...averages,
    ...optimizers,
    ...values.map((value) => zeros(`loss:${value}`, [], 'loss', value)),
    ...lossStates(program.seed, losses),
    ...poolsIn(program).map(({ node, pool, shape }) =>
      zeros(`pool:${node}`, [pool.size, ...shape], 'pool', node),
    ),
  ];
}

type LossStep = Extract<Step, { type: 'loss' }>;

/** A loss of two steps stands there twice and has one state. */
function lossStates(seed: number, losses: readonly LossStep[]): readonly StatePart[] {
  const parts = losses.flatMap(({ node, weights }, ordinal) =>
    weights.map((weight, position): StatePart => {
      const key = () => deriveKey(wordsOf(seed), LOSSES + ordinal, position);
      return { ...weightPart(`state:${node}/${weight.name}`, weight, key), type: 'state' };
    }),
  );
  const known = new Set<string>();
  return parts.filter(({ name }) => !known.has(name) && known.add(name));
}

/** History buffers, one for each node. */
export function poolsIn(program: Program): readonly Extract<Step, { type: 'pool' }>[] {
  const steps = program.iteration.flatMap(({ phases }) => phases).flatMap(stepsOfPhase);
  const pools = steps.filter((step) => step.type === 'pool');
  return [...new Map(pools.map((step) => [step.node, step])).values()];
}

const stepsOfPhase = ({ prologue, forward }: Phase): readonly Step[] => [...prologue, ...forward];
const stepsOf = (phases: readonly Phase[]) => phases.flatMap(({ forward }) => forward);

function weightPart(
  name: string,
  { initializer, shape, fans }: Weight,
  key: () => readonly [number, number],
): StatePart {
  const first = () => initialize(initializer, shape, fans, key());
  return { name, shape, type: 'weight', of: name, phase: null, first };
}

function zeros(name: string, shape: Shape, type: StatePart['type'], of: string): StatePart {
  return { name, shape, type, of, phase: null, first: () => new Float32Array(sizeOf(shape)) };
}

export const sizeOf = (shape: Shape): number =>
  shape.reduce((product, length) => product * length, 1);
