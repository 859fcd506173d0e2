/**
 * `Sum` over neighbouring axes that are not the last, as the gradients of gains and biases and the means of channels want
 * it: stock tf.js transposes first.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { PLAIN, partialSums, sumOfColumns } from './column-sums.ts';
import { sizeOf } from './program.ts';
import { sumOfSlices } from './slices.ts';
import { isZeros, zeros } from './zeros.ts';

/** Wraps the stock kernel. */
export function sum(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x } = inputs as { x: TensorInfo };
      const rank = x.shape.length;
      const axes = util.parseAxisParam(attrs?.axis as number | number[], x.shape);
      const first = Math.min(...axes);
      const end = first + axes.length;
      const isOfColumns = axes.length > 0 && end < rank && Math.max(...axes) === end - 1;
      if (!isOfColumns || x.dtype !== 'float32') {
        return stock.kernelFunc({ inputs, backend, ...(attrs ? { attrs } : {}) });
      }
      const gpu = backend as WebGPUBackend;
      const columns = sizeOf(x.shape.slice(end));
      const samples = sizeOf(x.shape.slice(0, first));
      const kept = attrs?.keepDims ? axes.map(() => 1) : [];
      const outputShape = [...x.shape.slice(0, first), ...kept, ...x.shape.slice(end)];
      if (isZeros(gpu, x)) return zeros(gpu, outputShape);
      if (samples === 1) return sumOfColumns(gpu, x, columns, outputShape);
      const sums = partialSums(gpu, PLAIN, [x], columns, samples);
      const [chunks = 1] = sums.shape;
      const output = sumOfSlices(gpu, sums, outputShape, chunks, 2 * samples * columns);
      gpu.disposeData(sums.dataId);
      return output;
    },
  };
}
