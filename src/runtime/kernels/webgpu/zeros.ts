/**
 * Zeros that are not there: the curvature of what is straight, and what a penalty's second derivatives make of it, all the way back
 * through a network. Products and sums of them are again such zeros; whoever does not know them gets them filled in.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { Fill, getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { deferOne, type WorkBase, workOf } from './deferred.ts';

export interface Zeros extends WorkBase {
  readonly kind: 'zeros';
}

/** Wraps the stock kernel of `ZerosLike`. */
export function zerosLater(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (given) => {
      const { x } = given.inputs as { x: TensorInfo };
      const isPlain = x.dtype === 'float32' && x.shape.length > 0;
      return isPlain ? zeros(given.backend as WebGPUBackend, x.shape) : stock.kernelFunc(given);
    },
  };
}

export function zeros(gpu: WebGPUBackend, shape: readonly number[]): TensorInfo {
  return deferOne(gpu, [...shape], {
    ...{ kind: 'zeros', sources: [] },
    compute: () => {
      const attrs = { shape: [...shape], value: 0, dtype: 'float32' };
      return [
        getKernel(Fill, 'webgpu')?.kernelFunc({ inputs: {}, backend: gpu, attrs }) as TensorInfo,
      ];
    },
  });
}

export function isZeros(gpu: WebGPUBackend, x: TensorInfo): boolean {
  return workOf(gpu, x)?.kind === 'zeros';
}

/** The sum of two of one shape of which one is nothing; null for others. */
export function sumWithZeros(gpu: WebGPUBackend, a: TensorInfo, b: TensorInfo): TensorInfo | null {
  const isAlike = a.dtype === 'float32' && b.dtype === 'float32' && `${a.shape}` === `${b.shape}`;
  const other = isZeros(gpu, b) ? a : isZeros(gpu, a) ? b : null;
  if (!isAlike || !other) return null;
  gpu.incRef(other.dataId);
  return { dataId: other.dataId, shape: other.shape, dtype: other.dtype };
}
