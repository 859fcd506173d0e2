/** What losses that compare a prediction with a target share. */
import type { Fault, Ports, Shape } from './define.ts';
import { at, describeShape, sameShape } from './shapes.ts';

export function pairPorts(): Ports {
  return {
    inputs: [
      { name: 'prediction', accepts: 'tensor' },
      { name: 'target', accepts: 'tensor' },
    ],
    outputs: [{ name: 'loss', gives: 'loss' }],
  };
}

export function checkPair(kind: string, inputs: readonly Shape[]): Fault | null {
  const [prediction, target] = [at(inputs), at(inputs, 1)];
  if (sameShape(prediction, target)) return null;
  return {
    fault: `${kind} expects equal shapes, got ${describeShape(prediction)} and ${describeShape(target)}`,
    port: 'target',
  };
}
