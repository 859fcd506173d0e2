/** What rules ask of a program: which steps train what, how fast and how often. */
import type { Phase, Program } from '../../compiler/program.ts';
import { valueAt } from '../../nodes/fields/schedule-value.ts';

export const phasesOf = ({ iteration }: Program): readonly Phase[] =>
  iteration.flatMap(({ phases }) => phases);

/** The first step that trains a network. */
export const stepOf = (program: Program, network: string): Phase | undefined =>
  phasesOf(program).find(({ trains }) => trains.includes(network));

/** The step that trains the network which a node of the objective applies. */
export function stepBehind(program: Program, node: string): Phase | undefined {
  for (const { prologue, forward } of phasesOf(program)) {
    const use = [...prologue, ...forward].find(
      (step) => step.type === 'apply' && step.node === node,
    );
    if (use?.type === 'apply') return stepOf(program, use.network);
  }
  return undefined;
}

export const rateAt = ({ learningRate }: Phase, step: number): number =>
  valueAt(learningRate, step);

/** Updates in an iteration. */
export const repeatAt = ({ repeat }: Phase, step: number): number =>
  Math.round(valueAt(repeat, step));
