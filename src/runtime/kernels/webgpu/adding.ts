/** `Add` of gradients that wait or are nothing, and of a bias to a product that waits. Wraps the stock kernel. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { sumOfTwo } from './slices.ts';
import { biasedProduct, productPlus } from './waiting-product.ts';
import { sumWithZeros } from './zeros.ts';

export function adding(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
      const gpu = backend as WebGPUBackend;
      return (
        sumWithZeros(gpu, a, b) ??
        sumOfTwo(gpu, a, b) ??
        biasedProduct(gpu, a, b) ??
        productPlus(gpu, a, b) ??
        productPlus(gpu, b, a) ??
        stock.kernelFunc({ inputs, backend, ...(attrs ? { attrs } : {}) })
      );
    },
  };
}
