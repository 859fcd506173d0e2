/** The sum of many scalars in few kernels. */
import { addN, stack, sum, type Tensor } from '@tensorflow/tfjs-core';

/**
 * tf.js binds every input of `addN` at once, and a WebGPU device that allows eight buffers in a shader refuses the
 * whole command buffer, which reads as zeros; `stack` takes its inputs in groups.
 */
const MOST_BOUND = 6;

export function sumOf(scalars: readonly Tensor[]): Tensor {
  const [first] = scalars;
  if (!first) throw new Error('internal: a sum of no tensors');
  if (scalars.length === 1) return first;
  return scalars.length <= MOST_BOUND ? addN([...scalars]) : sum(stack([...scalars]));
}
