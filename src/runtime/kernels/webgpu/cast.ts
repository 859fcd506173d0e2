/**
 * `Cast` of integers and truth values to float32. Stock tf.js only renames the tensor: what lies in memory stays i32, which
 * its own programs convert at every read and ours, which read arrays as they are, cannot compile with.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { flat, run, sizeOf } from './program.ts';

/** Wraps the stock kernel. */
export function cast(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x } = inputs as { x: TensorInfo };
      const isWhole = x.dtype === 'int32' || x.dtype === 'bool';
      if (!isWhole || attrs?.dtype !== 'float32') {
        return stock.kernelFunc({ inputs, backend, ...(attrs ? { attrs } : {}) });
      }
      const size = sizeOf(x.shape);
      const program = {
        key: 'cast',
        inputs: ['x'],
        uniforms: '',
        outputShape: [size],
        ...flat(size),
        code: `
        fn main(index : i32) {
          if (index < uniforms.size) {
            result[index] = f32(x[index]);
          }
        }`,
      };
      const floats = run(backend as WebGPUBackend, program, [x], []);
      return { ...floats, shape: x.shape };
    },
  };
}
