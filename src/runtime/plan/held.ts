/** What an iteration has run ahead of phases that are still to come. */
import * as tf from '@tensorflow/tfjs-core';
import { type Ahead, isSame } from '../../compiler/ahead.ts';
import type { Phase, Step } from '../../compiler/program.ts';
import { outputsOf } from '../../compiler/step-values.ts';
import { evaluate, type Surroundings, type Values } from './evaluate.ts';
import type { Start } from './phase.ts';
import type { Stage } from './stages.ts';
import { TapePart } from './tape.ts';

interface HeldPart {
  readonly steps: readonly Step[];
  readonly values: Values;
  readonly tape: TapePart;
}

export class Held {
  private readonly parts = new Map<Phase, HeldPart>();

  runAhead(phase: Phase, { prologue, forward }: Ahead, around: Surroundings): void {
    const values: Values = new Map();
    const tape = new TapePart();
    const steps = [...prologue, ...forward];
    this.parts.set(phase, { steps, values, tape });
    tf.tidy(() => {
      evaluate(prologue, values, around);
      tape.record(() => evaluate(forward, values, around));
      for (const tensor of ownIn({ steps, values })) tf.keep(tensor);
    });
  }

  /** What is left of a phase. Only where it runs once in the iteration: a repeat has random numbers of its own. */
  startOf(phase: Phase, { tapes }: Stage, runsOnce: boolean): Start {
    const { whole = phase.forward, rest = phase.forward } = tapes.get(phase) ?? {};
    const own = this.parts.get(phase);
    const values: Values = new Map(own?.values);
    const prologue = phase.prologue.filter((step) => {
      if (own?.steps.includes(step)) return false;
      if (!runsOnce || step.type === 'draw') return true;
      const part = [...this.parts.values()].find(({ steps }) =>
        steps.some((other) => isSame(step, other)),
      );
      for (const value of part ? outputsOf(step) : []) {
        const tensor = part?.values.get(value);
        if (tensor) values.set(value, tensor);
      }
      return !part;
    });
    return { prologue, forward: own ? rest : whole, values, tape: own?.tape ?? null };
  }

  /** After a phase nobody reads what was run ahead of it. */
  end(phase: Phase): void {
    const part = this.parts.get(phase);
    if (!part) return;
    this.parts.delete(phase);
    part.tape.dispose();
    tf.dispose(ownIn(part));
  }

  dispose(): void {
    for (const phase of [...this.parts.keys()]) this.end(phase);
  }
}

/** Draws are shared with other phases, and whoever made them disposes of them. */
function ownIn({ steps, values }: Pick<HeldPart, 'steps' | 'values'>): tf.Tensor[] {
  return steps.flatMap((step) =>
    step.type === 'draw' ? [] : outputsOf(step).flatMap((value) => values.get(value) ?? []),
  );
}
