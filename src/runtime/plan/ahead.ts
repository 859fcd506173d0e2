/**
 * Which steps of a phase are run ahead of it, because an earlier phase computes the same: a generator's images are made once,
 * on the tape of the step that trains it, for the discriminator's step as well. Pure.
 */
import type { Phase, Step } from '../../compiler/program.ts';
import { inputsOf, outputsOf } from '../../compiler/step-values.ts';

export interface Ahead {
  /** The first phase that computes the same. */
  readonly before: Phase;
  /** Off the tape. Draws among them are drawn again at no cost. */
  readonly prologue: readonly Step[];
  /** On the tape. Statistics move as `before` moves them. */
  readonly forward: readonly Step[];
}

/** By the phase that runs steps ahead; `phases` are those of an iteration, in order. */
export function aheadIn(phases: readonly Phase[]): ReadonlyMap<Phase, Ahead> {
  const found = new Map<Phase, Ahead>();
  phases.forEach((phase, at) => {
    // Clipped first, its weights are not those that an earlier phase saw.
    if (phase.weightClip !== null) return;
    for (const before of phases.slice(0, at)) {
      const ahead = sharedWith(phase, before);
      if (!ahead) continue;
      found.set(phase, ahead);
      return;
    }
  });
  return found;
}

/** The same node in the same stream: the same weights, the same inputs, the same random numbers. */
export function isSame(one: Step, other: Step): boolean {
  return (
    'stream' in one &&
    'stream' in other &&
    one.node === other.node &&
    one.stream === other.stream &&
    one.type === other.type
  );
}

function sharedWith(phase: Phase, before: Phase): Ahead | null {
  const there = new Set<string>();
  const isThere = (step: Step) => inputsOf(step).every((value) => there.has(value));
  const add = (step: Step) => {
    for (const value of outputsOf(step)) there.add(value);
  };
  const ready: Step[] = [];
  for (const step of phase.prologue) {
    const isShared = before.prologue.some((other) => isSame(step, other));
    if (step.type !== 'draw' && step.type !== 'stop' && !isShared) continue;
    if (!isThere(step)) continue;
    add(step);
    ready.push(step);
  }
  const forward: Step[] = [];
  for (const step of phase.forward) {
    const same = before.prologue.find((other) => isSame(step, other));
    if (!same || !isThere(step)) continue;
    add(step);
    forward.push(same);
  }
  if (!forward.some(({ type }) => type === 'apply')) return null;
  const needed = new Set(forward.flatMap(inputsOf));
  const prologue = ready.toReversed().filter((step) => {
    if (!outputsOf(step).some((value) => needed.has(value))) return false;
    for (const value of inputsOf(step)) needed.add(value);
    return true;
  });
  return { before, prologue: prologue.toReversed(), forward };
}
