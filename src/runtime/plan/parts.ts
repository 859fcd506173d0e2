/** Parts of a program that a run keeps something of, in the order in which it does. Pure. */
import type { Phase, Program, Step } from '../../compiler/program.ts';

export type LossStep = Extract<Step, { type: 'loss' }>;
export type PoolStep = Extract<Step, { type: 'pool' }>;

export function phasesOf(program: Program): readonly Phase[] {
  return program.iteration.flatMap(({ phases }) => phases);
}

/** In the order of the plan; a loss of two steps stands there twice. */
export function lossStepsOf(program: Program): readonly LossStep[] {
  return phasesOf(program).flatMap(({ forward }) =>
    forward.flatMap((step) => (step.type === 'loss' ? [step] : [])),
  );
}

/** One for each node, in the order of the plan. */
export function poolStepsOf(program: Program): readonly PoolStep[] {
  const steps = phasesOf(program).flatMap(({ prologue, forward }) =>
    [...prologue, ...forward].filter((step) => step.type === 'pool'),
  );
  return [...new Map(steps.map((step) => [step.node, step])).values()];
}
