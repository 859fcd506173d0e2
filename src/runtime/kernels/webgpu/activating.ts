/** Activations of what is yet to be computed: one pass makes both. Wraps the kernels of activations. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { ACTIVATION, type Activation } from '../names.ts';
import { workOf } from './deferred.ts';
import type { FusedActivation } from './fused-activation.ts';
import { activatedProduct } from './waiting-product.ts';

const STOCK: Readonly<Record<string, Activation>> = {
  Relu: 'relu',
  LeakyRelu: 'leakyRelu',
  Tanh: 'tanh',
  Sigmoid: 'sigmoid',
};

export const ACTIVATIONS = [...Object.keys(STOCK), ACTIVATION];

export function activating(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x } = inputs as { x: TensorInfo };
      const gpu = backend as WebGPUBackend;
      const work = workOf(gpu, x);
      const activation = activationOf(stock.kernelName, attrs);
      if (work?.kind === 'normalized') return work.activated(activation, x.shape);
      const made = activatedProduct(gpu, x, activation);
      if (made) return made;
      return stock.kernelFunc({ inputs, backend, ...(attrs ? { attrs } : {}) });
    },
  };
}

export function activationOf(kernel: string, attrs: NamedAttrMap | undefined): FusedActivation {
  const of = STOCK[kernel] ?? (attrs?.activation as Activation);
  const slope = Number(attrs?.slope ?? attrs?.alpha ?? 0);
  return { of, slope, scale: Number(attrs?.scale ?? 1) };
}
