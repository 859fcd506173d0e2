/** Changes a tensor where it lies. Whatever shares its buffer (clones, reshapes) changes with it. */
import {
  engine,
  getKernel,
  type NamedAttrMap,
  registerKernel,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { forgetTwin } from '../kernels/webgpu/half/twins.ts';
import type { Live } from '../replay/live.ts';
import { inPlaceKernels } from './kernels.ts';
import { RULES, type RuleName } from './registry.ts';

/** Input `target` and the rule's inputs; attributes `rule` and `numbers`. Gives no output. */
export const IN_PLACE = 'GanvasInPlace';

/** `numbers` and `inputs` in the order of the rule. Numbers that differ from step to step must be live. */
export function change(
  target: Tensor,
  rule: RuleName,
  inputs: readonly Tensor[] = [],
  numbers: readonly number[] | Live<readonly number[]> = [],
): void {
  forgetTwin(target.dataId);
  const named: Record<string, Tensor> = { target };
  RULES[rule].inputs.forEach((name, i) => {
    const input = inputs[i];
    if (!input) throw new Error(`internal: rule ${rule} was used without its input ${name}`);
    named[name] = input;
  });
  engine().runKernel(IN_PLACE, named, { rule, numbers } as unknown as NamedAttrMap);
}

/** Once is enough; again does nothing. */
export function registerInPlace(): void {
  for (const kernel of inPlaceKernels(IN_PLACE)) {
    if (!getKernel(kernel.kernelName, kernel.backendName)) registerKernel(kernel);
  }
}
