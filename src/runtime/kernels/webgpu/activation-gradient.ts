/** dy · f′(x) in one pass. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { ACTIVATION_GRADIENT, type Activation } from '../names.ts';
import { flat, run, sizeOf } from './program.ts';

/** Expressions of type T in `v` (the input); `vec4` or `f32`. */
const SLOPES: Readonly<Record<Activation, string>> = {
  relu: 'select(T(0.0), T(1.0), v > T(0.0))',
  leakyRelu: 'select(T(uniforms.slope), T(1.0), v > T(0.0))',
  // tanh overflows to NaN on some drivers beyond about 44; its slope is 0 in float32 long before.
  tanh: '1.0 - bent * bent',
  sigmoid: 'logistic * (1.0 - logistic)',
  softplus: 'logistic',
};

export const activationGradient: KernelConfig = {
  kernelName: ACTIVATION_GRADIENT,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const activation = attrs?.activation as Activation;
    const components = sizeOf(x.shape) % 4 === 0 ? 4 : 1;
    const type = components === 4 ? 'vec4<f32>' : 'f32';
    const slope = SLOPES[activation];
    const helper = slope.includes('bent')
      ? 'let bent = tanh(clamp(v, T(-15.0), T(15.0)));'
      : slope.includes('logistic')
        ? 'let logistic = 1.0 / (1.0 + exp(-clamp(v, T(-80.0), T(80.0))));'
        : '';
    const program = {
      key: `activation_gradient_${activation}_${components}`,
      inputs: ['x', 'dy'],
      uniforms: 'slope : f32,',
      outputShape: x.shape,
      components,
      ...flat(sizeOf(x.shape) / components),
      code: `
      alias T = ${type};
      fn main(index : i32) {
        if (index < uniforms.size) {
          let v = x[index];
          ${helper}
          result[index] = dy[index] * (${slope});
        }
      }`,
    } as const;
    const uniforms = [{ type: 'float32', data: [Number(attrs?.slope)] }] as const;
    return run(backend as WebGPUBackend, program, [x, dy], uniforms);
  },
};
