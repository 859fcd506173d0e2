/** f(x) in one pass, for activations that stock tf.js lacks or has without settings. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { ACTIVATION, type OwnActivation } from '../names.ts';
import { elementwise, VALUES } from './activation-terms.ts';
import { flat, run, sizeOf } from './program.ts';

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
