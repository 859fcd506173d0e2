/**
 * Stages of a program, as progressive growing has them: while a number that changes with the iteration shuts a branch
 * off (`schedule` at 0 or 1 into a `lerp`), the branch is left out, so that an early stage costs what a small network
 * costs. What is computed stays the same; what is not: statistics of layers that are left out stand still, and so do
 * their weights, which decay or momentum would still move.
 */
import { isNumber, type Span, turnsOfUses } from './known-numbers.ts';
import type { NetworkProgram, Program, StageProgram, Step } from './program.ts';
import { stageNetwork } from './stage-network.ts';
import { numbersOf, stageSteps, stepsOf } from './stage-steps.ts';

type Whole = Omit<Program, 'stages'>;

export function makeStages(whole: Whole): readonly StageProgram[] {
  const program: Program = { ...whole, stages: [] };
  const operations = stepListsOf(program).flatMap((steps) =>
    steps.filter((step) => step.type === 'operate'),
  );
  const uses = [...program.networks.flatMap(({ layers }) => layers), ...operations];
  if (!uses.some(isNumber)) return [];
  const { length } = program;
  // Views are drawn once more after the last iteration.
  const end = length.type === 'steps' ? length.steps + 1 : Number.POSITIVE_INFINITY;
  const starts = [0, ...turnsOfUses(uses).filter((turn) => turn < end)];
  const stages: StageProgram[] = [];
  let before = '';
  let isWhole = true;
  starts.forEach((from, at) => {
    const { stage, passed } = makeStage(program, { from, to: starts[at + 1] ?? end });
    const signature = passed.join();
    if (passed.length > 0) isWhole = false;
    if (at > 0 && signature === before) return;
    before = signature;
    stages.push(stage);
  });
  return isWhole ? [] : stages;
}

function makeStage(
  program: Program,
  span: Span,
): { readonly stage: StageProgram; readonly passed: readonly string[] } {
  const { iteration, views, passed } = stageSteps(program, span);
  const made = program.networks.map((network) => ({
    network,
    ...stageNetworkOf(network, program, span),
  }));
  const changed = made.filter(({ passed }) => passed.length > 0);
  return {
    stage: {
      from: span.from,
      networks: changed.map(({ staged }) => staged),
      iteration,
      views,
    },
    passed: [
      ...passed,
      ...changed.flatMap(({ network, passed }) =>
        passed.map((layer) => `${network.name}/${layer}`),
      ),
    ],
  };
}

function stageNetworkOf(network: NetworkProgram, program: Program, span: Span) {
  const { network: staged, passed } = stageNetwork(network, span, inputsOf(network, program, span));
  return { staged, passed };
}

/** Inputs of a network that are the same number wherever it is applied; none where a loss runs it. */
function inputsOf(
  { name, inputs }: NetworkProgram,
  program: Program,
  span: Span,
): ReadonlyMap<string, number> {
  const given = inputs.map(() => new Set<number | undefined>());
  for (const steps of stepListsOf(program)) {
    const numbers = numbersOf(steps, span);
    for (const step of steps) {
      if (step.type === 'loss' && step.network === name) return new Map();
      if (step.type !== 'apply' || step.network !== name) continue;
      step.inputs.forEach((value, at) => {
        given[at]?.add(numbers.get(value));
      });
    }
  }
  return new Map(
    inputs.flatMap(({ name: input }, at) => {
      const [only, ...others] = given[at] ?? [];
      return only === undefined || others.length > 0 ? [] : [[input, only] as const];
    }),
  );
}

/** Values have their names within one phase, or one view. */
function stepListsOf({ iteration, views }: Program): readonly (readonly Step[])[] {
  const phases = iteration.flatMap((group) =>
    group.phases.map((phase) => stepsOf([{ ...group, phases: [phase] }])),
  );
  return [...phases, ...views.map(({ steps }) => steps)];
}

/** The program as it stands during a stage. */
export function programOfStage(program: Program, stage: StageProgram): Program {
  const { networks, iteration, views } = stage;
  const changed = new Map(networks.map((network) => [network.name, network]));
  return {
    ...program,
    networks: program.networks.map((network) => changed.get(network.name) ?? network),
    iteration,
    views,
    stages: [],
  };
}

/** The programs of all stages in order; of one without stages, itself. */
export function stagePrograms(program: Program): readonly Program[] {
  const { stages } = program;
  return stages.length === 0 ? [program] : stages.map((stage) => programOfStage(program, stage));
}
