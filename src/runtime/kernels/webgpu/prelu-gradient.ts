/** The gradient of PReLU to its input in one pass. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { PRELU_GRADIENT } from '../names.ts';
import { flat, run, sizeOf } from './program.ts';

export const preluGradient: KernelConfig = {
  kernelName: PRELU_GRADIENT,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }): TensorInfo => {
    const { x, dy, slope } = inputs as { x: TensorInfo; dy: TensorInfo; slope: TensorInfo };
    const program = {
      key: 'prelu_gradient',
      inputs: ['x', 'dy', 'slope'],
      uniforms: 'channels : i32,',
      outputShape: x.shape,
      ...flat(sizeOf(x.shape)),
      code: `
      fn main(index : i32) {
        if (index < uniforms.size) {
          result[index] = dy[index] * select(slope[index % uniforms.channels], 1.0, x[index] > 0.0);
        }
      }`,
    };
    const uniforms = [{ type: 'int32', data: [sizeOf(slope.shape)] }] as const;
    return run(backend as WebGPUBackend, program, [x, dy, slope], uniforms);
  },
};
