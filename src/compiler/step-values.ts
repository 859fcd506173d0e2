/** The values that steps of the plan read and make. */
import type { Step } from './program.ts';

/** The values that a step reads. */
export function inputsOf(step: Step): readonly string[] {
  switch (step.type) {
    case 'draw':
    case 'recall':
      return [];
    case 'stop':
    case 'pool':
      return [step.input];
    case 'apply':
    case 'operate':
    case 'loss':
      return step.inputs;
    default:
      return step satisfies never;
  }
}

/** The values that a step makes. */
export function outputsOf(step: Step): readonly string[] {
  switch (step.type) {
    case 'recall':
      return [step.value];
    case 'draw':
    case 'apply':
    case 'operate':
      return step.outputs;
    case 'stop':
    case 'pool':
    case 'loss':
      return [step.output];
    default:
      return step satisfies never;
  }
}
