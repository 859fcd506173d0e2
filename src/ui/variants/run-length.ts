/** How long a document trains, and the same document made to train another number of steps. Pure. */
import type { Document } from '../../../graph-schemas/document.ts';
import type { Program } from '../../compiler/program.ts';
import { own } from '../../graph/graph-of.ts';

/** Null where it counts in epochs: only its data says how many steps these are. */
export const stepsOf = ({ length }: Program): number | null =>
  length.type === 'steps' ? length.steps : null;

/** Schedules look at the same parameter as the length of the training does: it is the one that changes. */
export function withSteps(document: Document, steps: number): Document {
  const { parameters, training } = document;
  const name = typeof training.steps === 'string' ? training.steps.trim() : '';
  const parameter = own(parameters, name);
  if (parameter) {
    // A run may be shorter than the slider goes: it is not the person's document that changes.
    const { min, max, ...unbounded } = parameter;
    const bounds = {
      ...(min === undefined ? {} : { min: Math.min(min, steps) }),
      ...(max === undefined ? {} : { max: Math.max(max, steps) }),
    };
    return {
      ...document,
      parameters: { ...parameters, [name]: { ...unbounded, ...bounds, value: steps } },
    };
  }
  const { epochs: _, ...rest } = training;
  return { ...document, training: { ...rest, steps } };
}
