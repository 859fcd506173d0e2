/**
 * `Conv2DBackpropInput` by one convolution of stride 1. Outputs whose position leaves the same remainder by the stride
 * meet the same taps of the filter, so the filter is split into stride × stride small ones, which give as many
 * channels; interleaving those gives the image. Stock wasm multiplies by all the zeros that the stride inserts.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { noted } from '../../replay/journal.ts';
import { type Place, placeOf, viewOf } from './heap.ts';
import { dispose, runStock, transpose } from './stock.ts';
import { type Axis, axisOf, isWhole } from './sub-pixels.ts';

export const stockInputGradient: KernelConfig = {
  kernelName: 'Conv2DBackpropInput',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
    const { strides, pad, dimRoundingMode, inputShape } = attrs as unknown as InputAttributes;
    const wasm = backend as BackendWasm;
    const info = backend_util.computeConv2DInfo(
      inputShape,
      filter.shape as [number, number, number, number],
      strides,
      1,
      pad as 'same',
      dimRoundingMode,
    );
    const { inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth, padInfo } = info;
    if (outHeight * outWidth === 1 && inHeight === filterHeight && inWidth === filterWidth) {
      return stamp(wasm, dy, filter, inputShape);
    }
    const y = axisOf(inHeight, outHeight, filterHeight, info.strideHeight, padInfo.top);
    const x = axisOf(inWidth, outWidth, filterWidth, info.strideWidth, padInfo.left);
    const split = splitFilter(wasm, filter, y, x);
    const result = runStock(
      wasm,
      'Conv2D',
      { x: dy, filter: split },
      {
        strides: 1,
        dilations: 1,
        pad: [
          [0, 0],
          [y.before, y.after],
          [x.before, x.after],
          [0, 0],
        ],
        dataFormat: 'NHWC',
      },
    );
    dispose(wasm, split);
    if (isWhole(y) && isWhole(x)) return result;
    const output = interleave(wasm, result, inputShape, y, x);
    dispose(wasm, result);
    return output;
  },
};

interface InputAttributes {
  readonly strides: number | [number, number];
  readonly pad: unknown;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly inputShape: [number, number, number, number];
}

/** One position that stamps the whole filter: a matrix product. */
function stamp(wasm: BackendWasm, dy: TensorInfo, filter: TensorInfo, shape: number[]): TensorInfo {
  const [batch = 1, height = 1, width = 1, channels = 1] = shape;
  const inner = dy.shape[3] ?? 1;
  const columns = height * width * channels;
  const b = transpose(wasm, { ...filter, shape: [columns, inner] }, [1, 0]);
  const product = runStock(
    wasm,
    'BatchMatMul',
    { a: { ...dy, shape: [1, batch, inner] }, b: { ...b, shape: [1, inner, columns] } },
    { transposeA: false, transposeB: false },
  );
  dispose(wasm, b);
  return { ...product, shape };
}

/** [kh, kw, C, K] → [taps, taps, K, stride · stride · C], taps reversed, zeros where the kernel has ended. */
function splitFilter(wasm: BackendWasm, filter: TensorInfo, y: Axis, x: Axis): TensorInfo {
  const [, , channels = 1, filters = 1] = filter.shape;
  const columns = y.stride * x.stride * channels;
  const output = wasm.makeOutput([y.taps, x.taps, filters, columns], 'float32');
  const places = [placeOf(wasm, filter), placeOf(wasm, output)] as const;
  noted(
    () => ['split filter', places, channels, y, x],
    () => fillSplitFilter(wasm, places, [channels, filters], y, x),
  );
  return output;
}

function fillSplitFilter(
  wasm: BackendWasm,
  places: readonly [from: Place, to: Place],
  [channels, filters]: readonly [number, number],
  y: Axis,
  x: Axis,
): void {
  const [from, to] = places.map((place) => viewOf(wasm, place)) as [Float32Array, Float32Array];
  const columns = y.stride * x.stride * channels;
  to.fill(0);
  for (let u = 0; u < y.kernel; u++) {
    for (let v = 0; v < x.kernel; v++) {
      const source = (u * x.kernel + v) * channels * filters;
      const tapY = y.taps - 1 - Math.floor(u / y.stride);
      const tapX = x.taps - 1 - Math.floor(v / x.stride);
      const phase = (u % y.stride) * x.stride + (v % x.stride);
      const target = (tapY * x.taps + tapX) * filters * columns + phase * channels;
      for (let k = 0; k < filters; k++) {
        const row = target + k * columns;
        for (let c = 0; c < channels; c++) {
          to[row + c] = from[source + c * filters + k] as number;
        }
      }
    }
  }
}

/** [N, Q, Q, stride · stride · C] → [N, H, W, C], from which padding is cut. */
function interleave(
  wasm: BackendWasm,
  result: TensorInfo,
  shape: [number, number, number, number],
  y: Axis,
  x: Axis,
): TensorInfo {
  const output = wasm.makeOutput(shape, 'float32');
  const places = [placeOf(wasm, result), placeOf(wasm, output)] as const;
  noted(
    () => ['interleave', places, shape, y, x],
    () => fillImages(wasm, places, shape, y, x),
  );
  return output;
}

function fillImages(
  wasm: BackendWasm,
  places: readonly [from: Place, to: Place],
  [batch, height, width, channels]: readonly [number, number, number, number],
  y: Axis,
  x: Axis,
): void {
  const [from, to] = places.map((place) => viewOf(wasm, place)) as [Float32Array, Float32Array];
  const columns = y.stride * x.stride * channels;
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let row = 0; row < height; row++) {
      const padded = row + y.padding;
      const q = Math.floor(padded / y.stride) - y.first;
      const line =
        (n * y.count + q) * x.count * columns + (padded % y.stride) * x.stride * channels;
      for (let column = 0; column < width; column++) {
        const across = column + x.padding;
        const start =
          line +
          (Math.floor(across / x.stride) - x.first) * columns +
          (across % x.stride) * channels;
        for (let c = 0; c < channels; c++) to[at++] = from[start + c] as number;
      }
    }
  }
}
