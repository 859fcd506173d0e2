/** Which network judges a value, by a number or by one for each patch. */
import type { Program, Step } from '../../compiler/program.ts';
import { inputsOf, outputsOf } from '../../compiler/step-values.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import type { Shape } from '../../nodes/define.ts';
import { sizeOf } from '../../nodes/shapes.ts';
import { readersInOrder } from './makers.ts';

export interface Judge {
  readonly value: string;
  readonly shape: Shape;
}

/** The first output of another network that comes of the value, and is a number or a map of them. */
export function judgeOf(
  program: Program,
  makers: ReadonlyMap<string, Step>,
  value: string,
  own: readonly string[],
): Judge | null {
  const after = new Set([value]);
  for (const step of readersInOrder(makers)) {
    if (!inputsOf(step).some((input) => after.has(input))) continue;
    if (step.type === 'operate' || step.type === 'stop' || step.type === 'pool') {
      // Real and fake as one batch are not the sample alone.
      if (step.type === 'operate' && regroups(step.kind)) continue;
      for (const output of outputsOf(step)) after.add(output);
    } else if (step.type === 'apply' && !own.includes(step.network)) {
      const network = program.networks.find(({ name }) => name === step.network);
      const at = network?.outputs.findIndex(({ shape }) => isVerdict(shape)) ?? -1;
      const [verdict, output] = [step.outputs[at], network?.outputs[at]];
      if (verdict !== undefined && output) return { value: verdict, shape: output.shape };
    }
  }
  return null;
}

function regroups(kind: string): boolean {
  const definition = definitionOf(kind);
  return definition?.family === 'operation' && definition.regroupsSamples === true;
}

const isVerdict = (shape: Shape): boolean =>
  sizeOf(shape) === 1 || (shape.length === 3 && shape[2] === 1);
