/**
 * `BatchMatMul` of two matrices, by the stock kernel where its tiles pay. Where they do not, a product is a convolution with a window of one, and a product
 * with a transposed factor one of its gradients.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  _FusedMatMul,
  backend_util,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { directConvolution } from './direct-convolution.ts';
import { directFilterGradient } from './direct-filter-gradient.ts';
import { directInputGradient } from './direct-input-gradient.ts';
import { inSlices, shapeOf } from './filter-slices.ts';
import type { Finish } from './finish.ts';
import { sizeOf } from './program.ts';
import { runDirect } from './run-direct.ts';
import { finishedByStock, stockCan } from './stock-finish.ts';
import { wantsTiles } from './tile-choice.ts';
import { product } from './waiting-product.ts';

/** Wraps the stock kernel. */
export function batchMatMul(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const plain = () => stock.kernelFunc({ inputs, backend, ...(attrs ? { attrs } : {}) });
      const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
      const gpu = backend as WebGPUBackend;
      const isA = attrs?.transposeA === true;
      const isB = attrs?.transposeB === true;
      const [first = 1, second = 1] = a.shape.slice(-2);
      const [rows, inner] = isA ? [second, first] : [first, second];
      const columns = b.shape.at(isB ? -2 : -1) ?? 1;
      const isOne = sizeOf(a.shape.slice(0, -2)) === 1 && sizeOf(b.shape.slice(0, -2)) === 1;
      const isFloat = a.dtype === 'float32' && b.dtype === 'float32';
      if (!isOne || !isFloat || (isA && isB)) return plain();
      const isTiled = wantsTiles(gpu, rows, columns);
      const batch = a.shape.length > b.shape.length ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
      const shape = [...batch, rows, columns];
      if (isA) return isTiled ? plain() : ofSlices(gpu, [inner, rows, columns], [a, b], shape);
      const direct = (finish: Finish): TensorInfo => {
        const plan = isB
          ? directInputGradient(geometry([1, 1, rows, columns], inner), finish)
          : directConvolution(geometry([1, 1, rows, inner], columns), finish);
        return runDirect(gpu, plan, isB ? ['dy', 'filters'] : ['x', 'filters'], [a, b], shape);
      };
      return product(gpu, {
        shape,
        factors: [a, b],
        can: isTiled ? stockCan : () => true,
        make: (finish) =>
          isTiled
            ? finishedByStock(stock, _FusedMatMul, gpu, { a, b }, attrs ?? {}, finish)
            : direct(finish),
      });
    },
  };
}

function geometry(image: [number, number, number, number], filters: number) {
  return backend_util.computeConv2DInfo(image, [1, 1, image[3], filters], 1, 1, 'valid');
}

/** Aᵀ · B for A of `inner` × `rows`: a sum that is long where the result is small, as of a filter's gradient. */
function ofSlices(
  gpu: WebGPUBackend,
  [inner, rows, columns]: readonly [number, number, number],
  factors: readonly [TensorInfo, TensorInfo],
  shape: number[],
): TensorInfo {
  const info = geometry([1, inner, 1, rows], columns);
  const [, dy] = factors;
  return inSlices(gpu, { dy, columns, shape }, (sums) => {
    const plan = directFilterGradient(info, sums);
    const outputShape = shapeOf([rows, columns], plan.layers, sums);
    return {
      layers: plan.layers,
      tensor: runDirect(gpu, plan, ['x', 'dy'], factors, outputShape),
    };
  });
}
