/**
 * `Conv2DBackpropFilter`: the sum is long and the result small, so it is cut into layers that are added afterwards. Stock
 * tf.js gives each weight to one thread that loops over the whole batch. With tiles it is a product with rows (u, v, c) of
 * the filter and columns k, summed over all output positions of all images.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { directFilterGradient } from './direct-filter-gradient.ts';
import { inSlices, type Made, shapeOf } from './filter-slices.ts';
import { run } from './program.ts';
import { runDirect } from './run-direct.ts';
import { wantsTiles } from './tile-choice.ts';
import {
  productDispatch,
  productWorkgroup,
  type TiledProduct,
  tiledProduct,
  tilesFor,
} from './tiled-product.ts';

/** Enough workgroups to fill a large GPU, and sums long enough to be worth a workgroup. */
export const WORKGROUPS = 256;
export const SHORTEST_SUM = 256;

export const conv2dBackpropFilter: KernelConfig = {
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const { strides, pad, dimRoundingMode, filterShape } = attrs as unknown as FilterAttributes;
    const gpu = backend as WebGPUBackend;
    const info = backend_util.computeConv2DInfo(
      x.shape as [number, number, number, number],
      filterShape,
      strides,
      1,
      pad as 'same',
      dimRoundingMode,
    );
    const rows = info.filterHeight * info.filterWidth * info.inChannels;
    const isTiled = wantsTiles(gpu, rows, info.outChannels);
    return inSlices(gpu, { columns: info.outChannels, dy, shape: filterShape }, (sums) =>
      isTiled ? tiled(gpu, info, x, dy, sums) : direct(gpu, info, x, dy, sums),
    );
  },
};

type Info = backend_util.Conv2DInfo;

function direct(
  gpu: WebGPUBackend,
  info: Info,
  x: TensorInfo,
  dy: TensorInfo,
  sums: boolean,
): Made {
  const plan = directFilterGradient(info, sums);
  const { layers } = plan;
  const outputShape = shapeOf(info.filterShape, layers, sums);
  return { layers, tensor: runDirect(gpu, plan, ['x', 'dy'], [x, dy], outputShape) };
}

function tiled(gpu: WebGPUBackend, info: Info, x: TensorInfo, dy: TensorInfo, sums: boolean): Made {
  const rows = info.filterHeight * info.filterWidth * info.inChannels;
  const inner = info.batchSize * info.outHeight * info.outWidth;
  const [across, down] = productDispatch(rows, info.outChannels, 1);
  const layers = Math.max(
    1,
    Math.min(Math.ceil(WORKGROUPS / (across * down)), Math.ceil(inner / SHORTEST_SUM)),
  );
  const tensor = run(
    gpu,
    {
      key: `conv2d_filter_gradient${sums ? '_sums' : ''}`,
      inputs: ['x', 'dy'],
      uniforms:
        'filter_size : vec2<i32>, pads : vec2<i32>, strides : vec2<i32>, inner : i32, innerPerLayer : i32, tiles : i32,',
      outputShape: shapeOf(info.filterShape, layers, sums),
      dispatch: [across, down, layers],
      workgroupSize: productWorkgroup,
      code: sums ? CODE_WITH_SUMS : CODE,
    },
    [x, dy],
    [
      { type: 'int32', data: [info.filterHeight, info.filterWidth] },
      { type: 'int32', data: [info.padInfo.top, info.padInfo.left] },
      { type: 'int32', data: [info.strideHeight, info.strideWidth] },
      { type: 'int32', data: [inner] },
      { type: 'int32', data: [Math.ceil(inner / layers)] },
      { type: 'int32', data: [tilesFor(Math.ceil(inner / layers))] },
    ],
  );
  return { tensor, layers };
}

interface FilterAttributes {
  readonly strides: number | [number, number];
  readonly pad: unknown;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
}

export const filterGradientProduct: TiledProduct = {
  functions: `
  fn factorA(row : i32, inner : i32) -> f32 {
    let channels = uniforms.xShape[3];
    let tap = row / channels;
    let place = inner / uniforms.dyShape[2];
    let across = (inner % uniforms.dyShape[2]) * uniforms.strides[1] + tap % uniforms.filter_size[1] - uniforms.pads[1];
    let down = (place % uniforms.dyShape[1]) * uniforms.strides[0] + tap / uniforms.filter_size[1] - uniforms.pads[0];
    if (down < 0 || down >= uniforms.xShape[1] || across < 0 || across >= uniforms.xShape[2]) {
      return 0.0;
    }
    let image = place / uniforms.dyShape[1];
    return x[((image * uniforms.xShape[1] + down) * uniforms.xShape[2] + across) * channels + row % channels];
  }
  fn factorB(inner : i32, column : i32) -> f32 {
    return dy[inner * uniforms.dyShape[3] + column];
  }`,
  setup: `
    let rows = uniforms.filter_size[0] * uniforms.filter_size[1] * uniforms.xShape[3];
    let columns = uniforms.dyShape[3];
    let innerFirst = layer * uniforms.innerPerLayer;
    let innerEnd = min(innerFirst + uniforms.innerPerLayer, uniforms.inner);`,
  store: 'result[(layer * rows + row) * columns + column] = value;',
  aIsContiguousIn: 'row',
  bIsContiguousIn: 'column',
};

const CODE = tiledProduct(filterGradientProduct);

const CODE_WITH_SUMS = tiledProduct({
  ...filterGradientProduct,
  storeSum: 'result[(i32(numWorkgroups.z) * rows + layer) * columns + column] = sum;',
});
