/** `Sum` over all axes but the last, as the gradients of gains and biases want it: stock tf.js transposes first. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { columnSums } from './column-sums.ts';
import { flat, run } from './program.ts';

/** Wraps the stock kernel. */
export function sum(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x } = inputs as { x: TensorInfo };
      const rank = x.shape.length;
      const axes = util.parseAxisParam(attrs?.axis as number | number[], x.shape);
      const isOfColumns = rank > 1 && axes.length === rank - 1 && !axes.includes(rank - 1);
      if (!isOfColumns || x.dtype !== 'float32') {
        return stock.kernelFunc({ inputs, backend, ...(attrs ? { attrs } : {}) });
      }
      const gpu = backend as WebGPUBackend;
      const columns = x.shape[rank - 1] ?? 1;
      const sums = columnSums(
        gpu,
        { key: 'plain', names: ['x'], expression: 'vec2<f32>(x[at], 0.0)' },
        [x],
        columns,
      );
      const outputShape = attrs?.keepDims
        ? [...x.shape.slice(0, -1).map(() => 1), columns]
        : [columns];
      const program = {
        key: 'first_row',
        inputs: ['sums'],
        uniforms: '',
        outputShape,
        ...flat(columns),
        code: 'fn main(index : i32) { if (index < uniforms.size) { result[index] = sums[index]; } }',
      };
      const output = run(gpu, program, [sums], []);
      gpu.disposeData(sums.dataId);
      return output;
    },
  };
}
