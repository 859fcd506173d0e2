/** `GanvasRandom` for the backend `wasm`: written straight into its heap. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { randomAttributes } from '../../random/attributes.ts';
import { fillRandom } from '../../random/distribution.ts';
import { RANDOM } from '../names.ts';

export const random: KernelConfig = {
  kernelName: RANDOM,
  backendName: 'wasm',
  kernelFunc: ({ backend, attrs }): TensorInfo => {
    const wasm = backend as BackendWasm;
    const { key, shape, request, dtype } = randomAttributes(attrs);
    const output = wasm.makeOutput(shape, dtype);
    fillRandom(key, request, wasm.typedArrayFromHeap(output) as Float32Array | Int32Array);
    return output;
  },
};
