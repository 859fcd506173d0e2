/**
 * `Conv2DBackpropInput`, with tiles as products, one for each remainder of the output's position by the stride (one layer each):
 * positions of one remainder meet the same taps of the filter, so nothing is multiplied by the zeros between strides.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { directInputGradient } from './direct-input-gradient.ts';
import { type Finish, finishCode } from './finish.ts';
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
import { product } from './waiting-product.ts';

export const conv2dBackpropInput: KernelConfig = {
  kernelName: 'Conv2DBackpropInput',
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
    const { strides, pad, dimRoundingMode, inputShape } = attrs as unknown as InputAttributes;
    const info = backend_util.computeConv2DInfo(
      inputShape,
      filter.shape as [number, number, number, number],
      strides,
      1,
      pad as 'same',
      dimRoundingMode,
    );
    const gpu = backend as WebGPUBackend;
    const isTiled = wantsTiles(gpu, info.batchSize * info.inHeight * info.inWidth, info.inChannels);
    return product(gpu, {
      shape: info.inShape,
      factors: [dy, filter],
      can: () => true,
      make: (finish) => (isTiled ? tiled : direct)(gpu, info, [dy, filter], finish),
    });
  },
};

type Info = backend_util.Conv2DInfo;
type Pair = readonly [TensorInfo, TensorInfo];

function direct(gpu: WebGPUBackend, info: Info, factors: Pair, finish: Finish): TensorInfo {
  return runDirect(gpu, directInputGradient(info, finish), NAMES, factors, info.inShape);
}

function tiled(gpu: WebGPUBackend, info: Info, factors: Pair, finish: Finish): TensorInfo {
  const { strideHeight, strideWidth } = info;
  const rowsPerPhase =
    info.batchSize *
    Math.ceil(info.inHeight / strideHeight) *
    Math.ceil(info.inWidth / strideWidth);
  const mostTaps =
    Math.ceil(info.filterHeight / strideHeight) * Math.ceil(info.filterWidth / strideWidth);
  const { key, names, inputs, functions, of } = finishCode(finish, 1);
  const store = `${PLACE} result[at] = ${of('value', 'at', 'column')};`;
  return run(
    gpu,
    {
      key: `conv2d_input_gradient${key}`,
      inputs: [...NAMES, ...names],
      uniforms: 'pads : vec2<i32>, strides : vec2<i32>, tiles : i32,',
      outputShape: info.inShape,
      dispatch: productDispatch(rowsPerPhase, info.inChannels, strideHeight * strideWidth),
      workgroupSize: productWorkgroup,
      code: `${functions}${tiledProduct({ ...inputGradientProduct, store })}`,
    },
    [...factors, ...inputs],
    [
      { type: 'int32', data: [info.padInfo.top, info.padInfo.left] },
      { type: 'int32', data: [strideHeight, strideWidth] },
      { type: 'int32', data: [tilesFor(mostTaps * info.outChannels)] },
    ],
  );
}

const NAMES = ['dy', 'filters'];

interface InputAttributes {
  readonly strides: number | [number, number];
  readonly pad: unknown;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly inputShape: [number, number, number, number];
}

const PLACE = `
          let place = placeOf(row);
          let position = origin + place.yz * uniforms.strides;
          let at = ((place.x * size.x + position.x) * size.y + position.y) * columns + column;`;

/** dx[y] = Σ dy[(y + pad − u) / stride] · w[u] over the u that divide; u = remainder + stride · tap. */
export const inputGradientProduct: TiledProduct = {
  functions: `
  // Of this layer: first position, number of positions, remainder of the taps, number of taps across.
  var<private> origin : vec2<i32>;
  var<private> extent : vec2<i32>;
  var<private> remainder : vec2<i32>;
  var<private> tapsAcross : i32;

  fn placeOf(row : i32) -> vec3<i32> {
    let line = row / extent.y;
    return vec3<i32>(line / extent.x, line % extent.x, row % extent.y);
  }
  fn factorA(row : i32, inner : i32) -> f32 {
    let filterCount = uniforms.dyShape[3];
    let tap = inner / filterCount;
    let place = placeOf(row);
    let position = origin + place.yz * uniforms.strides;
    let at = (position + uniforms.pads - remainder) / uniforms.strides - vec2<i32>(tap / tapsAcross, tap % tapsAcross);
    if (at.x < 0 || at.x >= uniforms.dyShape[1] || at.y < 0 || at.y >= uniforms.dyShape[2]) {
      return 0.0;
    }
    return dy[((place.x * uniforms.dyShape[1] + at.x) * uniforms.dyShape[2] + at.y) * filterCount + inner % filterCount];
  }
  fn factorB(inner : i32, column : i32) -> f32 {
    let filterCount = uniforms.dyShape[3];
    let tap = inner / filterCount;
    let u = remainder + uniforms.strides * vec2<i32>(tap / tapsAcross, tap % tapsAcross);
    return filters[((u.x * uniforms.filtersShape[1] + u.y) * uniforms.filtersShape[2] + column) * filterCount + inner % filterCount];
  }`,
  setup: `
    let size = vec2<i32>(uniforms.outShape[1], uniforms.outShape[2]);
    origin = vec2<i32>(layer / uniforms.strides.y, layer % uniforms.strides.y);
    remainder = (origin + uniforms.pads) % uniforms.strides;
    extent = max((size - origin + uniforms.strides - 1) / uniforms.strides, vec2<i32>(0));
    let window = vec2<i32>(uniforms.filtersShape[0], uniforms.filtersShape[1]);
    let taps = max((window - remainder + uniforms.strides - 1) / uniforms.strides, vec2<i32>(0));
    tapsAcross = taps.y;
    let rows = uniforms.outShape[0] * extent.x * extent.y;
    let columns = uniforms.outShape[3];
    let innerFirst = 0;
    let innerEnd = taps.x * taps.y * uniforms.dyShape[3];`,
  store: `${PLACE} result[at] = value;`,
  aIsContiguousIn: 'inner',
  bIsContiguousIn: 'inner',
};
