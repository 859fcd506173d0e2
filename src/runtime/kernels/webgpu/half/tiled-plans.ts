/**
 * Convolution and its gradients as tiled products with tiles of halves: half of the workgroup memory, and half of what moves in
 * and out of it. The gradients are those of float32; the convolution itself has no tiles of ours there.
 */
import type { backend_util } from '@tensorflow/tfjs-core';
import { filterGradientProduct, SHORTEST_SUM, WORKGROUPS } from '../conv2d-backprop-filter.ts';
import { inputGradientProduct } from '../conv2d-backprop-input.ts';
import type { Uniform } from '../program.ts';
import {
  productDispatch,
  productWorkgroup,
  type TiledProduct,
  tiledProduct,
  tilesFor,
} from '../tiled-product.ts';
import type { HalfProgram } from './run-half.ts';

type Info = backend_util.Conv2DInfo;

/** A program without its operands, and how many layers of sums its result has. */
export interface HalfPlan
  extends Pick<HalfProgram, 'key' | 'code' | 'uniforms' | 'data' | 'size' | 'components'> {
  readonly operandComponents: readonly [1 | 4, 1 | 4];
  readonly layers: number;
}

const int = (...data: number[]): Uniform => ({ type: 'int32', data });
const workgroup = productWorkgroup;
const scalars = { operandComponents: [1, 1], components: 1 } as const;

export function tiledConvolution(info: Info): HalfPlan {
  const rows = info.batchSize * info.outHeight * info.outWidth;
  const inner = info.filterHeight * info.filterWidth * info.inChannels;
  return {
    ...scalars,
    key: 'conv2d_tiled',
    code: tiledProduct(convolutionProduct, 'f16'),
    uniforms:
      'xShape : vec4<i32>, outShape : vec4<i32>, window : vec2<i32>, pads : vec2<i32>, strides : vec2<i32>, tiles : i32,',
    data: [
      int(info.batchSize, info.inHeight, info.inWidth, info.inChannels),
      int(info.batchSize, info.outHeight, info.outWidth, info.outChannels),
      int(info.filterHeight, info.filterWidth),
      int(info.padInfo.top, info.padInfo.left),
      int(info.strideHeight, info.strideWidth),
      int(tilesFor(inner)),
    ],
    size: { dispatch: productDispatch(rows, info.outChannels, 1), workgroup },
    layers: 1,
  };
}

export function tiledFilterGradient(info: Info): HalfPlan {
  const rows = info.filterHeight * info.filterWidth * info.inChannels;
  const inner = info.batchSize * info.outHeight * info.outWidth;
  const [across, down] = productDispatch(rows, info.outChannels, 1);
  const most = Math.min(Math.ceil(WORKGROUPS / (across * down)), Math.ceil(inner / SHORTEST_SUM));
  const layers = Math.max(1, most);
  const innerPerLayer = Math.ceil(inner / layers);
  return {
    ...scalars,
    key: 'conv2d_filter_gradient_tiled',
    code: tiledProduct(filterGradientProduct, 'f16'),
    uniforms:
      'xShape : vec4<i32>, dyShape : vec4<i32>, filter_size : vec2<i32>, pads : vec2<i32>, strides : vec2<i32>, inner : i32, innerPerLayer : i32, tiles : i32,',
    data: [
      int(info.batchSize, info.inHeight, info.inWidth, info.inChannels),
      int(info.batchSize, info.outHeight, info.outWidth, info.outChannels),
      int(info.filterHeight, info.filterWidth),
      int(info.padInfo.top, info.padInfo.left),
      int(info.strideHeight, info.strideWidth),
      int(inner),
      int(innerPerLayer),
      int(tilesFor(innerPerLayer)),
    ],
    size: { dispatch: [across, down, layers], workgroup },
    layers,
  };
}

export function tiledInputGradient(info: Info): HalfPlan {
  const { strideHeight, strideWidth } = info;
  const lines = Math.ceil(info.inHeight / strideHeight) * Math.ceil(info.inWidth / strideWidth);
  const mostTaps =
    Math.ceil(info.filterHeight / strideHeight) * Math.ceil(info.filterWidth / strideWidth);
  const phases = strideHeight * strideWidth;
  return {
    ...scalars,
    key: 'conv2d_input_gradient_tiled',
    code: tiledProduct(inputGradientProduct, 'f16'),
    uniforms:
      'dyShape : vec4<i32>, filtersShape : vec4<i32>, outShape : vec4<i32>, pads : vec2<i32>, strides : vec2<i32>, tiles : i32,',
    data: [
      int(info.batchSize, info.outHeight, info.outWidth, info.outChannels),
      int(info.filterHeight, info.filterWidth, info.inChannels, info.outChannels),
      int(info.batchSize, info.inHeight, info.inWidth, info.inChannels),
      int(info.padInfo.top, info.padInfo.left),
      int(strideHeight, strideWidth),
      int(tilesFor(mostTaps * info.outChannels)),
    ],
    size: {
      dispatch: productDispatch(info.batchSize * lines, info.inChannels, phases),
      workgroup,
    },
    layers: 1,
  };
}

/** Rows are output positions of all images, columns filters; the sum goes over (u, v, c). */
const convolutionProduct: TiledProduct = {
  functions: `
  fn factorA(row : i32, inner : i32) -> f32 {
    let channels = uniforms.xShape[3];
    let tap = inner / channels;
    let place = row / uniforms.outShape[2];
    let across = (row % uniforms.outShape[2]) * uniforms.strides[1] + tap % uniforms.window[1] - uniforms.pads[1];
    let down = (place % uniforms.outShape[1]) * uniforms.strides[0] + tap / uniforms.window[1] - uniforms.pads[0];
    if (down < 0 || down >= uniforms.xShape[1] || across < 0 || across >= uniforms.xShape[2]) {
      return 0.0;
    }
    let image = place / uniforms.outShape[1];
    return x[((image * uniforms.xShape[1] + down) * uniforms.xShape[2] + across) * channels + inner % channels];
  }
  fn factorB(inner : i32, column : i32) -> f32 {
    return filters[inner * uniforms.outShape[3] + column];
  }`,
  setup: `
    let rows = uniforms.outShape[0] * uniforms.outShape[1] * uniforms.outShape[2];
    let columns = uniforms.outShape[3];
    let innerFirst = 0;
    let innerEnd = uniforms.window[0] * uniforms.window[1] * uniforms.xShape[3];`,
  store: 'result[row * columns + column] = value;',
  aIsContiguousIn: 'inner',
  bIsContiguousIn: 'column',
};
