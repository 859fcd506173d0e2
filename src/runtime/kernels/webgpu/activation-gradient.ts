/** dy · f′(x): with what makes dy or reads the product where that can be, else in a pass of its own. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { ACTIVATION_GRADIENT } from '../names.ts';
import { activationOf } from './activating.ts';
import { elementwise, OUTPUT_SLOPES, SLOPES } from './activation-terms.ts';
import { deferOne, workOf } from './deferred.ts';
import type { Slope } from './finish.ts';
import { flat, run, sizeOf } from './program.ts';
import { outputOf, slopedProduct } from './waiting-product.ts';
import { isZeros, zeros } from './zeros.ts';

export const activationGradient: KernelConfig = {
  kernelName: ACTIVATION_GRADIENT,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const gpu = backend as WebGPUBackend;
    const fused = activationOf(ACTIVATION_GRADIENT, attrs);
    if (isZeros(gpu, dy)) return zeros(gpu, x.shape);
    if (workOf(gpu, x)?.kind === 'normalized') {
      return deferOne(gpu, x.shape, {
        ...{ kind: 'sloped', x, dy, activation: fused, sources: [x, dy] },
        compute: () => [gradient(gpu, { activation: fused, of: x, isOutput: false }, dy, x.shape)],
      });
    }
    const output = outputOf(gpu, x, fused);
    const slope = { activation: fused, of: output ?? x, isOutput: output !== null };
    return slopedProduct(gpu, dy, slope) ?? gradient(gpu, slope, dy, x.shape);
  },
};

function gradient(
  gpu: WebGPUBackend,
  { activation: { of, slope, scale }, of: values, isOutput }: Slope,
  dy: TensorInfo,
  shape: number[],
): TensorInfo {
  const components = sizeOf(shape) % 4 === 0 ? 4 : 1;
  const slopes = isOutput ? OUTPUT_SLOPES : SLOPES;
  const program = {
    key: `activation_gradient_${of}_${isOutput ? 'of_' : ''}${components}`,
    inputs: ['values', 'dy'],
    uniforms: 'slope : f32, scale : f32,',
    outputShape: shape,
    components,
    ...flat(sizeOf(shape) / components),
    code: elementwise(components, 'let v = values[index];', `dy[index] * (${slopes[of]})`),
  } as const;
  const uniforms = [
    { type: 'float32', data: [slope] },
    { type: 'float32', data: [scale] },
  ] as const;
  return run(gpu, program, [values, dy], uniforms);
}
