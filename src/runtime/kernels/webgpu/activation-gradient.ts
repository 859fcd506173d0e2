/** dy · f′(x): with what makes dy or reads the product where that can be, else in a pass of its own. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { ACTIVATION_GRADIENT } from '../names.ts';
import { activationOf } from './activating.ts';
import { elementwise, SLOPES } from './activation-terms.ts';
import { deferOne, workOf } from './deferred.ts';
import type { FusedActivation } from './fused-activation.ts';
import { flat, run, sizeOf } from './program.ts';

export const activationGradient: KernelConfig = {
  kernelName: ACTIVATION_GRADIENT,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const gpu = backend as WebGPUBackend;
    const fused = activationOf(ACTIVATION_GRADIENT, attrs);
    if (workOf(gpu, x)?.kind === 'normalized') {
      return deferOne(gpu, x.shape, {
        ...{ kind: 'sloped', x, dy, activation: fused, sources: [x, dy] },
        compute: () => [gradient(gpu, x, dy, fused)],
      });
    }
    return gradient(gpu, x, dy, fused);
  },
};

function gradient(
  gpu: WebGPUBackend,
  x: TensorInfo,
  dy: TensorInfo,
  { of, slope, scale }: FusedActivation,
): TensorInfo {
  const components = sizeOf(x.shape) % 4 === 0 ? 4 : 1;
  const program = {
    key: `activation_gradient_${of}_${components}`,
    inputs: ['x', 'dy'],
    uniforms: 'slope : f32, scale : f32,',
    outputShape: x.shape,
    components,
    ...flat(sizeOf(x.shape) / components),
    code: elementwise(components, 'let v = x[index];', `dy[index] * (${SLOPES[of]})`),
  } as const;
  const uniforms = [
    { type: 'float32', data: [slope] },
    { type: 'float32', data: [scale] },
  ] as const;
  return run(gpu, program, [x, dy], uniforms);
}
