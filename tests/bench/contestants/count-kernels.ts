/** Counts the kernels of what runs: calls, multiply-adds of convolutions and matrix products, bytes read and written. */
import {
  getBackend,
  getKernelsForBackend,
  type KernelConfig,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { multiplyAddsOf } from '../multiply-adds.ts';
import type { Counts } from './messages.ts';

/** They give other names to what is there. */
const MOVE_NOTHING = new Set(['Identity', 'Reshape', 'ExpandDims']);

export async function countKernels(act: () => Promise<void>): Promise<Counts> {
  const backend = getBackend();
  const total = { kernels: 0, multiplyAdds: 0, bytes: 0 };
  let depth = 0;
  const replace = (kernel: KernelConfig) => {
    unregisterKernel(kernel.kernelName, backend);
    registerKernel(kernel);
  };
  const kernels = getKernelsForBackend(backend);
  for (const kernel of kernels)
    replace({
      ...kernel,
      kernelFunc: (call) => {
        depth += 1;
        const output = kernel.kernelFunc(call);
        depth -= 1;
        // What stands inside another kernel is that one's work.
        if (depth > 0 || MOVE_NOTHING.has(kernel.kernelName)) return output;
        const outputs = [output].flat();
        const inputs = Object.values(call.inputs).filter((x): x is TensorInfo => Boolean(x?.shape));
        total.kernels += 1;
        total.multiplyAdds += multiplyAddsOf(kernel.kernelName, call.inputs, outputs);
        for (const { shape } of [...inputs, ...outputs])
          total.bytes += 4 * shape.reduce((product, axis) => product * axis, 1);
        return output;
      },
    });
  try {
    await act();
  } finally {
    kernels.forEach(replace);
  }
  return total;
}
