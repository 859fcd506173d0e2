/**
 * `Conv2DBackpropFilter` on our own products: each tap row of the filter gathers the outer products of windows of framed
 * images and the pixels of dy.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { fillFrames, isPlain, stridesOf, tableBytes, writeTable } from './frames.ts';
import { type Machine, machineOf } from './machine.ts';
import { outerBytes, outerProduct } from './outer-product.ts';
import { gatherFast } from './winograd/filter-gradient.ts';

type Four = [number, number, number, number];
type Info = ReturnType<typeof backend_util.computeConv2DInfo>;

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: unknown;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: Four;
}

/** Bytes of images and of dy that stay in the first cache while the taps go over them. */
const CACHED = 24 * 1024;

/** `otherwise` serves where the engine has no SIMD. */
export function filterGradient(otherwise: KernelConfig): KernelConfig {
  return {
    ...otherwise,
    kernelFunc: (call) => {
      const wasm = call.backend as BackendWasm;
      const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
      const { strides, pad, dimRoundingMode, filterShape } = call.attrs as unknown as Attributes;
      const machine = machineOf(wasm);
      if (!machine) return otherwise.kernelFunc(call);
      const info = backend_util.computeConv2DInfo(
        x.shape as Four,
        filterShape,
        strides,
        1,
        pad as 'same',
        dimRoundingMode,
      );
      const output = wasm.makeOutput(filterShape, 'float32');
      const places = { x: machine.at(x), dy: machine.at(dy), output: machine.at(output) };
      if (!gatherFast(machine, info, places)) run(machine, info, x, dy, output);
      return output;
    },
  };
}

function run(machine: Machine, info: Info, x: TensorInfo, dy: TensorInfo, output: TensorInfo) {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const frame = {
    height: (outHeight - 1) * strideHeight + filterHeight,
    width: (outWidth - 1) * strideWidth + filterWidth,
    top: padInfo.top,
    left: padInfo.left,
  };
  const shape = { count: batchSize, height: inHeight, width: inWidth, channels: inChannels };
  const isDirect = isPlain({ at: 0, ...shape }, frame);
  const inner = isDirect ? shape : frame;
  const of = stridesOf(inner.height, inner.width, inChannels);
  const ofDy = stridesOf(outHeight, outWidth, outChannels);
  const pixels = outHeight * outWidth;
  const perPixel = strideHeight * strideWidth * of.column + ofDy.column;
  const block = Math.max(1, Math.min(batchSize, Math.floor(CACHED / (pixels * perPixel))));
  const chunk = Math.max(32, Math.floor(CACHED / perPixel));
  const product = {
    rows: filterHeight,
    height: filterWidth * inChannels,
    width: outChannels,
  };
  const forTable = tableBytes({ images: block, height: outHeight, width: outWidth });
  const forFrames = isDirect ? 0 : block * of.image + 64;
  const table = machine.reserve(forTable + forFrames + outerBytes(product));
  const frames = table + forTable;
  const images = { at: machine.at(x), ...shape };
  if (!isDirect) machine.zero(frames, forFrames);
  const reads = { image: of.image, row: strideHeight * of.row, column: strideWidth * of.column };
  const sums = outerProduct(machine, product, frames + forFrames, machine.at(output));
  let written = 0;
  for (let first = 0; first < batchSize; first += block) {
    const count = Math.min(block, batchSize - first);
    if (count !== written) {
      const grid = { images: count, height: outHeight, width: outWidth };
      writeTable(machine, table, grid, ...sums.order(reads, ofDy));
      written = count;
    }
    if (!isDirect) fillFrames(machine, images, frame, frames, first, count);
    const a = isDirect ? images.at + first * of.image : frames;
    const b = machine.at(dy) + first * ofDy.image;
    for (let p = 0; p < count * pixels; p += chunk) {
      const size = Math.min(chunk, count * pixels - p);
      sums.add(table + 8 * p, size, a, of.row, b);
    }
  }
  sums.finish();
}
