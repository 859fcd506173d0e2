/** `GanvasRandom` for the backend `cpu`. */

import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { randomAttributes } from '../../random/attributes.ts';
import { fillRandom } from '../../random/distribution.ts';
import { RANDOM } from '../names.ts';

export const random: KernelConfig = {
  kernelName: RANDOM,
  backendName: 'cpu',
  kernelFunc: ({ backend, attrs }): TensorInfo => {
    const { key, shape, request, dtype } = randomAttributes(attrs);
    const length = shape.reduce((product, axis) => product * axis, 1);
    const values = dtype === 'int32' ? new Int32Array(length) : new Float32Array(length);
    fillRandom(key, request, values);
    return (backend as MathBackendCPU).makeTensorInfo(shape, dtype, values);
  },
};
