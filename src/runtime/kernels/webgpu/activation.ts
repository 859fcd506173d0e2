/** f(x) in one pass, for activations that stock tf.js lacks or has without settings. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { ACTIVATION, type OwnActivation } from '../names.ts';
import { elementwise } from './activation-terms.ts';
import { flat, run, sizeOf } from './program.ts';

/** Near zero the difference to 1 of exp loses its digits: there a series stands for it. */
const GROWTH_LESS_ONE =
  'select(growth - 1.0, v * (1.0 + v * (0.5 + v * 0.16666667)), abs(v) < T(0.01))';

const VALUES: Readonly<Record<OwnActivation, string>> = {
  elu: `uniforms.scale * select(uniforms.slope * ${GROWTH_LESS_ONE}, v, v > T(0.0))`,
  swish: 'v * logistic',
  gelu: 'v * share',
  geluTanh: '0.5 * v * (1.0 + geluBent)',
};

export const activation: KernelConfig = {
  kernelName: ACTIVATION,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { x } = inputs as { x: TensorInfo };
    const activation = attrs?.activation as OwnActivation;
    const components = sizeOf(x.shape) % 4 === 0 ? 4 : 1;
    const program = {
      key: `activation_${activation}_${components}`,
      inputs: ['x'],
      uniforms: 'slope : f32, scale : f32,',
      outputShape: x.shape,
      components,
      ...flat(sizeOf(x.shape) / components),
      code: elementwise(components, 'let v = x[index];', VALUES[activation]),
    } as const;
    const uniforms = [
      { type: 'float32', data: [Number(attrs?.slope)] },
      { type: 'float32', data: [Number(attrs?.scale)] },
    ] as const;
    return run(backend as WebGPUBackend, program, [x], uniforms);
  },
};
