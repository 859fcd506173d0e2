/** `Relu` and `LeakyRelu` in half precision: what they read may be halves, and what they give is. Wraps the stock kernels. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { isHalf } from '../../../half.ts';
import { flat, run, sizeOf } from '../program.ts';
import { isWorthPacking } from './packed.ts';
import { withWhole } from './packing.ts';

export function rectifyInHalf(stock: KernelConfig): KernelConfig {
  const whole = withWhole(stock);
  return {
    ...stock,
    kernelFunc: (given) => {
      const { inputs, attrs, backend } = given;
      const gpu = backend as WebGPUBackend;
      const { x } = inputs as { x: TensorInfo };
      const size = sizeOf(x.shape);
      if (isHalf() && x.dtype === 'float32' && size % 4 === 0 && isWorthPacking(x.shape)) {
        const program = {
          key: 'rectify_4',
          inputs: ['x'],
          uniforms: 'slope : f32,',
          outputShape: x.shape,
          components: 4,
          ...flat(size / 4),
          code: CODE,
        } as const;
        return run(gpu, program, [x], [{ type: 'float32', data: [Number(attrs?.alpha ?? 0)] }]);
      }
      return whole.kernelFunc(given);
    },
  };
}

const CODE = `
  fn main(index : i32) {
    if (index < uniforms.size) {
      let v = x[index];
      result[index] = select(v * uniforms.slope, v, v > vec4<f32>(0.0));
    }
  }`;
