/** `Add` of halves: of two tensors of one shape, or of one number for each channel, as biases are. Wraps the stock kernel. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { isHalf } from '../../../half.ts';
import { flat, run, sizeOf } from '../program.ts';
import { isPacked, isWorthPacking } from './packed.ts';
import { withWhole } from './packing.ts';

export function addInHalf(stock: KernelConfig): KernelConfig {
  const whole = withWhole(stock);
  return {
    ...stock,
    kernelFunc: (given) => {
      const { a, b } = given.inputs as { a: TensorInfo; b: TensorInfo };
      const isFloat = a.dtype === 'float32' && b.dtype === 'float32';
      const isWorth = isHalf() && isFloat && isWorthPacking(a.shape);
      if (!isWorth || !(isPacked(a) || isPacked(b)) || !isRepeated(b, a)) {
        return whole.kernelFunc(given);
      }
      const size = sizeOf(a.shape);
      const program = {
        key: 'plus_4',
        inputs: ['a', 'b'],
        uniforms: 'repeat : i32,',
        outputShape: a.shape,
        components: 4,
        ...flat(size / 4),
        code: `
        fn main(index : i32) {
          if (index < uniforms.size) { result[index] = a[index] + b[index % uniforms.repeat]; }
        }`,
      } as const;
      const repeat = { type: 'int32', data: [sizeOf(b.shape) / 4] } as const;
      return run(given.backend as WebGPUBackend, program, [a, b], [repeat]);
    },
  };
}

/** Whether `b` is `a`'s shape, or its last axes, in words of four. */
function isRepeated(b: TensorInfo, a: TensorInfo): boolean {
  const shape = b.shape.slice(b.shape.findIndex((length) => length > 1));
  const tail = a.shape.slice(a.shape.length - shape.length);
  return (
    sizeOf(b.shape) % 4 === 0 && shape.join() === tail.join() && a.shape.length >= b.shape.length
  );
}
