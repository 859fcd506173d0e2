/** What the class `Batch` holds: draws that several steps share, and values that one step leaves to a later one. */

import type { Phase, Program, SourceProgram } from '../compiler/program.ts';
import { outputsOf } from '../compiler/step-values.ts';
import { Names, snake } from './python-names.ts';
import { isEvaluated, isOnce, type SharedValues } from './shared-values.ts';

export interface BatchPlan {
  /** The property that holds a draw in a phase, or null where the phase draws for itself. */
  drawOf(source: number, phase: Phase): string | null;
  readonly draws: readonly {
    readonly source: SourceProgram;
    readonly name: string;
    readonly index: number;
  }[];
  /** The attribute for an output of an evaluation that a later phase reads. */
  attributeOf(stream: number, value: string): string;
  /** The attribute for a value that a phase keeps, to be recalled. */
  recalledAs(value: string): string;
  readonly attributes: readonly string[];
}

export function planBatch(program: Program, shared: SharedValues): BatchPlan {
  const phases = program.iteration.flatMap((group) => group.phases);
  const names = new Names(['experiment']);
  const users = program.sources.map((_, index) =>
    phases.filter(({ prologue, forward }) =>
      [...prologue, ...forward].some((step) => step.type === 'draw' && step.source === index),
    ),
  );
  const draws: { source: SourceProgram; name: string; index: number; phase: number | null }[] = [];
  program.sources.forEach((source, index) => {
    const drawing = users[index] ?? [];
    const isShared = drawing.length > 1 || drawing.some(({ repeat }) => !isOnce(repeat));
    if (source.fresh === 'iteration' && isShared) {
      draws.push({ source, index, phase: null, name: names.take(snake(source.node)) });
    }
    if (source.fresh !== 'phase') return;
    for (const phase of drawing.filter(({ repeat }) => !isOnce(repeat))) {
      const name = names.take(`${snake(source.node)}_for_${snake(phase.node)}`);
      draws.push({ source, index, phase: phase.index, name });
    }
  });
  const attributes = new Map<string, string>();
  const recalled = new Map<string, string>();
  for (const { index, prologue, forward, keep } of phases) {
    for (const step of [...prologue, ...forward]) {
      if (!isEvaluated(step)) continue;
      const isKept = shared.keptAs(index, step.stream) !== null;
      for (const value of outputsOf(step)) {
        if (isKept)
          attributes.set(
            `${step.stream} ${value}`,
            names.take(nameOf(value, outputsOf(step).length)),
          );
      }
    }
    for (const value of keep) {
      if (!recalled.has(value)) recalled.set(value, names.take(`kept_${nameOf(value, 1)}`));
    }
  }
  const drawOf = (source: number, phase: Phase): string | null =>
    draws.find(
      (draw) => draw.index === source && (draw.phase === null || draw.phase === phase.index),
    )?.name ?? null;
  return {
    drawOf,
    draws,
    attributeOf: (stream, value) => found(attributes.get(`${stream} ${value}`), value),
    recalledAs: (value) => found(recalled.get(value), value),
    attributes: [...attributes.values(), ...recalled.values()],
  };
}

function found(name: string | undefined, value: string): string {
  if (name === undefined) throw new Error(`internal: nothing keeps ${value}`);
  return name;
}

/** `generator.image` is `generator` where a node has one output, else `generator_image`. */
export function nameOf(value: string, outputs: number): string {
  const [node = '', port = ''] = value.split('.');
  return outputs === 1 ? snake(node) : snake(`${node}_${port}`);
}
