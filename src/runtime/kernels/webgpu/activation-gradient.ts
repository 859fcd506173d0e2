/** dy · f′(x) in one pass. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { ACTIVATION_GRADIENT, type Activation } from '../names.ts';
import { elementwise } from './activation-terms.ts';
import { flat, run, sizeOf } from './program.ts';

/** Expressions of type T in `v` (the input) and the terms. */
const SLOPES: Readonly<Record<Activation, string>> = {
  relu: 'select(T(0.0), T(1.0), v > T(0.0))',
  leakyRelu: 'select(T(uniforms.slope), T(1.0), v > T(0.0))',
  tanh: '1.0 - bent * bent',
  sigmoid: 'logistic * (1.0 - logistic)',
  softplus: 'logistic',
  elu: 'uniforms.scale * select(uniforms.slope * growth, T(1.0), v > T(0.0))',
  swish: 'logistic * (1.0 + v * (1.0 - logistic))',
  gelu: 'share + v * density',
  geluTanh: '0.5 * (1.0 + geluBent + v * (1.0 - geluBent * geluBent) * geluSlope)',
};

export const activationGradient: KernelConfig = {
  kernelName: ACTIVATION_GRADIENT,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const activation = attrs?.activation as Activation;
    const components = sizeOf(x.shape) % 4 === 0 ? 4 : 1;
    const program = {
      key: `activation_gradient_${activation}_${components}`,
      inputs: ['x', 'dy'],
      uniforms: 'slope : f32, scale : f32,',
      outputShape: x.shape,
      components,
      ...flat(sizeOf(x.shape) / components),
      code: elementwise(components, 'let v = x[index];', `dy[index] * (${SLOPES[activation]})`),
    } as const;
    const uniforms = [
      { type: 'float32', data: [Number(attrs?.slope)] },
      { type: 'float32', data: [Number(attrs?.scale)] },
    ] as const;
    return run(backend as WebGPUBackend, program, [x, dy], uniforms);
  },
};
