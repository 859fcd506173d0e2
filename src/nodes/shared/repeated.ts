/** Tensors of which the first has the shape of the result, and the others are repeated where they are shorter. */
import type { Fault, Shape } from '../define.ts';
import { at, describeShape } from '../shapes.ts';
import { torchPerSample } from './per-sample.ts';

/** The first's shape, or which input does not fit it. */
export function repeatedShape(kind: string, inputs: readonly Shape[]): Shape | Fault {
  const whole = at(inputs);
  const odd = inputs.findIndex((input) => !fits(input, whole));
  if (odd < 0) return whole;
  return {
    fault: `${kind} expects equal shapes, got ${describeShape(whole)} and ${describeShape(at(inputs, odd))}; what comes after in0 may also have length 1 along some axes, or be one number`,
    port: `in${odd}`,
  };
}

/** Of equal rank, each length equal or 1; or one number for each sample. */
function fits(input: Shape, whole: Shape): boolean {
  if (input.length === 0) return true;
  return (
    input.length === whole.length &&
    input.every((length, axis) => length === 1 || length === whole[axis])
  );
}

/** The inputs in PyTorch, with axes of length 1 where they have none. */
export function torchRepeated(shapes: readonly Shape[]): readonly string[] {
  const rank = at(shapes).length;
  return shapes.map((shape, index) =>
    shape.length === 0 && rank > 0 ? `{${index}}${torchPerSample(rank)}` : `{${index}}`,
  );
}
