/** Which step of a program makes a value, and which steps are needed for it. */
import type { Program, Step } from '../../compiler/program.ts';
import { inputsOf, outputsOf } from '../../compiler/step-values.ts';

/** The step that makes each value, wherever in the plan it stands. */
export function makersOf(program: Program): ReadonlyMap<string, Step> {
  const makers = new Map<string, Step>();
  const phases = program.iteration.flatMap((group) => group.phases);
  const all = [
    ...program.views.flatMap(({ steps }) => steps),
    ...phases.flatMap(({ prologue, forward }) => [...prologue, ...forward]),
  ];
  for (const step of all) {
    if (step.type === 'recall') continue;
    for (const value of outputsOf(step)) if (!makers.has(value)) makers.set(value, step);
  }
  return makers;
}

/** Steps that make `values`, in order; what is `given` is not made. */
export function stepsFor(
  makers: ReadonlyMap<string, Step>,
  values: readonly string[],
  given: ReadonlySet<string> = new Set(),
): readonly Step[] {
  const done = new Set<Step>();
  const visit = (value: string): void => {
    const step = given.has(value) ? undefined : makers.get(value);
    if (!step || done.has(step)) return;
    for (const input of inputsOf(step)) visit(input);
    done.add(step);
  };
  for (const value of values) visit(value);
  return [...done];
}

/** Each step once, after those that it reads of. */
export function readersInOrder(makers: ReadonlyMap<string, Step>): readonly Step[] {
  return stepsFor(makers, [...makers.keys()]);
}
