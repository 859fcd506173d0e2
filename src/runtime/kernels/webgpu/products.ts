/**
 * `BatchMatMul` of two matrices where tiles do not pay: a product is a convolution with a window of one, and a product
 * with a transposed factor one of its gradients.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { directConvolution } from './direct-convolution.ts';
import { type DirectPlan, directFilterGradient } from './direct-filter-gradient.ts';
import { directInputGradient } from './direct-input-gradient.ts';
import { flat, run, sizeOf } from './program.ts';
import { sumOfSlices } from './slices.ts';
import { wantsTiles } from './tile-choice.ts';

/** Wraps the stock kernel. */
export function batchMatMul(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
      const gpu = backend as WebGPUBackend;
      const isA = attrs?.transposeA === true;
      const isB = attrs?.transposeB === true;
      const [first = 1, second = 1] = a.shape.slice(-2);
      const [rows, inner] = isA ? [second, first] : [first, second];
      const columns = b.shape.at(isB ? -2 : -1) ?? 1;
      const isOne = sizeOf(a.shape.slice(0, -2)) === 1 && sizeOf(b.shape.slice(0, -2)) === 1;
      const isFloat = a.dtype === 'float32' && b.dtype === 'float32';
      if (!isOne || !isFloat || (isA && isB) || wantsTiles(gpu, rows, columns)) {
        return stock.kernelFunc({ inputs, backend, ...(attrs ? { attrs } : {}) });
      }
      const batch = a.shape.length > b.shape.length ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
      const shape = [...batch, rows, columns];
      if (isA) {
        const plan = directFilterGradient(geometry([1, inner, 1, rows], columns));
        return product(gpu, plan, ['x', 'dy'], [a, b], shape);
      }
      if (isB) {
        const plan = directInputGradient(geometry([1, 1, rows, columns], inner));
        return product(gpu, plan, ['dy', 'filters'], [a, b], shape);
      }
      const plan = directConvolution(geometry([1, 1, rows, inner], columns));
      return product(gpu, plan, ['x', 'filters'], [a, b], shape);
    },
  };
}

function geometry(image: [number, number, number, number], filters: number) {
  return backend_util.computeConv2DInfo(image, [1, 1, image[3], filters], 1, 1, 'valid');
}

function product(
  gpu: WebGPUBackend,
  { key, code, uniforms, data, components, threads, layers }: DirectPlan,
  names: readonly string[],
  inputs: TensorInfo[],
  shape: number[],
): TensorInfo {
  const outputShape = layers === 1 ? shape : [layers, sizeOf(shape)];
  const [first, second, ofResult] = components;
  const program = { key, code, uniforms, outputShape, inputs: names, ...flat(threads) };
  const result = run(
    gpu,
    { ...program, components: ofResult, inputComponents: [first, second] },
    inputs,
    data,
  );
  if (layers === 1) return result;
  const sum = sumOfSlices(gpu, result, shape, layers);
  gpu.disposeData(result.dataId);
  return sum;
}
