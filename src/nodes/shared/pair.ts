/** What losses that compare two tensors element by element share. */
import type { Fault, Ports, Shape } from '../define.ts';
import { at, describeShape, sameShape } from '../shapes.ts';

export function pairPorts(first = 'prediction', second = 'target'): Ports {
  return {
    inputs: [
      { name: first, accepts: 'tensor' },
      { name: second, accepts: 'tensor' },
    ],
    outputs: [{ name: 'loss', gives: 'loss' }],
  };
}

/** `port` is the one that is told to be wrong. */
export function checkPair(kind: string, inputs: readonly Shape[], port = 'target'): Fault | null {
  const [prediction, target] = [at(inputs), at(inputs, 1)];
  if (sameShape(prediction, target)) return null;
  return {
    fault: `${kind} expects equal shapes, got ${describeShape(prediction)} and ${describeShape(target)}`,
    port,
  };
}
