/** What remains of phases and views while some numbers of the objective shut branches off. */
import { type Batches, batchesOf } from './cost.ts';
import { numberIn, passedInput, type Span } from './known-numbers.ts';
import type { Phase, PhaseGroup, Program, Step, ViewProgram } from './program.ts';
import { inputsOf, outputsOf } from './step-values.ts';

export interface StageSteps {
  readonly iteration: readonly PhaseGroup[];
  readonly views: readonly ViewProgram[];
  /** Nodes that hand an input on, and which: equal lists make equal steps. */
  readonly passed: readonly string[];
}

export function stageSteps(program: Program, span: Span): StageSteps {
  const batches = batchesOf(program);
  const passed = new Set<string>();
  /** Values that a later phase still recalls. */
  const recalled = new Set<string>();
  const iteration = program.iteration.toReversed().map((group) => ({
    ...group,
    phases: group.phases
      .toReversed()
      .map((phase) => stagePhase(phase, span, batches, recalled, passed))
      .toReversed(),
  }));
  return {
    iteration: withStatistics(program.iteration, iteration.toReversed()),
    views: program.views.map((view) => stageView(view, span, batches, passed)),
    passed: [...passed].sort(),
  };
}

function stagePhase(
  phase: Phase,
  span: Span,
  batches: Batches,
  recalled: Set<string>,
  passed: Set<string>,
): Phase {
  const keep = phase.keep.filter((value) => recalled.has(value));
  const all = [...phase.prologue, ...phase.forward];
  // What is kept is recalled by its name, so it is made under that name.
  const { steps, aliases } = shortCut(all, span, batches, new Set(keep), passed);
  const losses = phase.losses.map((loss) => ({
    ...loss,
    value: aliases.get(loss.value) ?? loss.value,
  }));
  const alive = aliveIn(steps, [...keep, ...losses.map(({ value }) => value)]);
  for (const step of alive) if (step.type === 'recall') recalled.add(step.value);
  const isEarly = new Set(phase.prologue.flatMap(outputsOf));
  const isPrologue = (step: Step) => outputsOf(step).some((value) => isEarly.has(value));
  return {
    ...phase,
    keep,
    losses,
    prologue: alive.filter(isPrologue),
    forward: alive.filter((step) => !isPrologue(step)),
  };
}

function stageView(
  view: ViewProgram,
  span: Span,
  batches: Batches,
  passed: Set<string>,
): ViewProgram {
  const { steps, aliases } = shortCut(view.steps, span, batches, new Set(), passed);
  const values = view.values.map((shown) => ({
    ...shown,
    value: aliases.get(shown.value) ?? shown.value,
  }));
  const shown = values.map(({ value }) => value);
  return { ...view, values, steps: aliveIn(steps, shown) };
}

/** Without the steps that hand an input on: whoever reads them reads the input. */
function shortCut(
  steps: readonly Step[],
  span: Span,
  batches: Batches,
  fixed: ReadonlySet<string>,
  passed: Set<string>,
): { readonly steps: readonly Step[]; readonly aliases: ReadonlyMap<string, string> } {
  const numbers = numbersOf(steps, span);
  const aliases = new Map<string, string>();
  const left = steps.flatMap((step): readonly Step[] => {
    const renamed = withInputs(step, (value) => aliases.get(value) ?? value);
    if (renamed.type !== 'operate') return [renamed];
    const [output = ''] = renamed.outputs;
    const input = passedInput(
      renamed,
      renamed.inputs.map((value) => numbers.get(value) ?? null),
    );
    const value = input === null ? undefined : renamed.inputs[input];
    const isSame =
      value !== undefined &&
      batches.sizeOf(value) === batches.sizeOf(output) &&
      batches.elementsOf(value) === batches.elementsOf(output);
    if (!isSame || fixed.has(output)) return [renamed];
    aliases.set(output, value);
    passed.add(`${renamed.node}:${input}`);
    return [];
  });
  return { steps: left, aliases };
}

/** Values that are one number all over the span. */
export function numbersOf(steps: readonly Step[], span: Span): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const step of steps) {
    const number = step.type === 'operate' ? numberIn(step, span) : null;
    if (number === null) continue;
    for (const value of outputsOf(step)) numbers.set(value, number);
  }
  return numbers;
}

/** Losses are logged, pools remember, draws are counted: they stay. Of the rest, what something needs. */
function aliveIn(steps: readonly Step[], ends: readonly string[]): readonly Step[] {
  const needed = new Set(ends);
  const alive = steps.toReversed().filter((step) => {
    const isKept = step.type === 'draw' || step.type === 'loss' || step.type === 'pool';
    if (!isKept && !outputsOf(step).some((value) => needed.has(value))) return false;
    for (const value of inputsOf(step)) needed.add(value);
    return true;
  });
  return alive.toReversed();
}

function withInputs(step: Step, name: (value: string) => string): Step {
  switch (step.type) {
    case 'draw':
    case 'recall':
      return step;
    case 'stop':
    case 'pool':
      return { ...step, input: name(step.input) };
    case 'apply':
    case 'operate':
    case 'loss':
      return { ...step, inputs: step.inputs.map(name) };
    default:
      return step satisfies never;
  }
}

/** Statistics move at the first of equal evaluations: where that one is gone, at the next. */
function withStatistics(
  whole: readonly PhaseGroup[],
  left: readonly PhaseGroup[],
): readonly PhaseGroup[] {
  const moving = new Set(stepsOf(whole).flatMap((step) => (moves(step) ? [step.stream] : [])));
  for (const step of stepsOf(left)) if (moves(step)) moving.delete(step.stream);
  if (moving.size === 0) return left;
  const mended = (step: Step): Step => {
    if (step.type !== 'apply' || !moving.delete(step.stream)) return step;
    return { ...step, updatesStatistics: true };
  };
  return left.map((group) => ({
    ...group,
    phases: group.phases.map((phase) => ({
      ...phase,
      prologue: phase.prologue.map(mended),
      forward: phase.forward.map(mended),
    })),
  }));
}

function moves(step: Step): step is Extract<Step, { type: 'apply' }> {
  return step.type === 'apply' && step.updatesStatistics;
}

export function stepsOf(iteration: readonly PhaseGroup[]): readonly Step[] {
  return iteration.flatMap(({ phases }) =>
    phases.flatMap(({ prologue, forward }) => [...prologue, ...forward]),
  );
}
