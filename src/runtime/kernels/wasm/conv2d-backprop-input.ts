/**
 * `Conv2DBackpropInput` on our own products. Pixels whose position leaves the same remainder by the stride meet the same
 * taps of the filter, so the gradient is stride × stride convolutions of stride 1. Those of one remainder by rows lie side by
 * side, and are one product.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { type Images, stridesOf } from './frames.ts';
import { type Machine, machineOf } from './machine.ts';
import { packedBytes, panelsOf } from './panels.ts';
import { runPhases } from './phases.ts';
import { rowByRow } from './row-product.ts';
import { blockOf, type Sliding, slide, slidingBytes } from './sliding-product.ts';
import { packTaps } from './split-filter.ts';
import { stampWindows } from './stamps.ts';
import { type Axis, axisOf, isWhole } from './sub-pixels.ts';
import { convolveFast } from './winograd/convolution.ts';
import { fastInputGradient } from './winograd/kinds.ts';

type Four = [number, number, number, number];

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: unknown;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly inputShape: Four;
}

/** `otherwise` serves where the engine has no SIMD. */
export function inputGradient(otherwise: KernelConfig): KernelConfig {
  return {
    ...otherwise,
    kernelFunc: (call) => {
      const wasm = call.backend as BackendWasm;
      const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo };
      const { strides, pad, dimRoundingMode, inputShape } = call.attrs as unknown as Attributes;
      const machine = machineOf(wasm);
      if (!machine) return otherwise.kernelFunc(call);
      const info = backend_util.computeConv2DInfo(
        inputShape,
        filter.shape as Four,
        strides,
        1,
        pad as 'same',
        dimRoundingMode,
      );
      const y = axisOf(
        info.inHeight,
        info.outHeight,
        info.filterHeight,
        info.strideHeight,
        info.padInfo.top,
      );
      const x = axisOf(
        info.inWidth,
        info.outWidth,
        info.filterWidth,
        info.strideWidth,
        info.padInfo.left,
      );
      const output = wasm.makeOutput(inputShape, 'float32');
      const fast = fastInputGradient(info, machine.at(dy), machine.at(output));
      if (fast) {
        convolveFast(machine, fast, machine.at(filter));
        return output;
      }
      const [height, width] = [info.inHeight, info.inWidth];
      const isStamp = info.outHeight * info.outWidth === 1;
      if (isStamp && height === info.filterHeight && width === info.filterWidth) {
        stamp(machine, output, dy, filter);
      } else if (y.stride * x.stride > 1 && inputShape[3] % 4 !== 0) {
        stampWindows(machine, y, x, output, dy, filter);
      } else if (!runPhases(machine, y, x, output, dy, filter)) {
        interleave(machine, y, x, output, dy, filter);
      }
      return output;
    },
  };
}

/** One window, which is the whole image: a matrix product. */
function stamp(machine: Machine, output: TensorInfo, dy: TensorInfo, filter: TensorInfo): void {
  const [count = 1, height = 1, width = 1, channels = 1] = output.shape;
  const inner = dy.shape[3] ?? 1;
  const shape = { rows: count, inner, columns: height * width * channels, transposeB: true };
  rowByRow(machine, 1, shape, () => [machine.at(dy), machine.at(filter), machine.at(output)]);
}

/** Any strides and channels: results of all remainders are interleaved in a frame, from which the image is cut. */
function interleave(
  machine: Machine,
  y: Axis,
  x: Axis,
  output: TensorInfo,
  dy: TensorInfo,
  filter: TensorInfo,
): void {
  const [count = 1, height = 1, width = 1, channels = 1] = output.shape;
  const [, outHeight = 1, outWidth = 1, filters = 1] = dy.shape;
  const rows = y.taps * x.taps * filters;
  const columns = x.stride * channels;
  const panels = panelsOf(rows, columns);
  const images = { at: 0, count, height: outHeight, width: outWidth, channels: filters };
  const sliding: Sliding = {
    images,
    frame: {
      height: y.count + y.taps - 1,
      width: x.count + x.taps - 1,
      top: y.before,
      left: x.before,
    },
    windows: { height: y.count, width: x.count },
    kernel: [y.taps, x.taps],
    steps: [1, 1],
  };
  // Results of all remainders interleaved, and room for what a ragged panel writes beyond a row.
  const row = 4 * (x.count * columns + 8);
  const image = y.count * y.stride * row;
  const isDirect = isWhole(y) && isWhole(x) && columns % 4 === 0;
  const block = blockOf(sliding);
  const forPacked = packedBytes(rows, columns);
  const forSlide = slidingBytes(sliding);
  const forResult = isDirect ? 0 : block * image;
  const packed = machine.reserve(y.stride * forPacked + forSlide + forResult);
  const frames = packed + y.stride * forPacked + forSlide;
  const all = Array.from({ length: x.stride }, (_, of) => of);
  for (let remainder = 0; remainder < y.stride; remainder += 1) {
    const to = packed + remainder * forPacked;
    packTaps(machine, to, machine.at(filter), [remainder, all], y, x, [channels, filters]);
  }
  const out = stridesOf(height, width, channels);
  const strides = isDirect ? out : { image, row: y.stride * row, column: 4 * columns };
  const to = machine.at(output);
  const given: Images = { ...images, at: machine.at(dy) };
  const corner =
    frames + (y.padding - y.stride * y.first) * row + (x.padding - x.stride * x.first) * out.column;
  slide(
    machine,
    packed + y.stride * forPacked,
    { ...sliding, images: given },
    strides,
    (first) =>
      Array.from({ length: y.stride }, (_, remainder) => ({
        packed: packed + remainder * forPacked,
        panels,
        at: isDirect ? to + first * out.image : frames + remainder * row,
      })),
    (first, done) => {
      if (isDirect) return;
      for (let n = 0; n < done; n += 1) {
        const target = to + (first + n) * out.image;
        machine.run.copyRows(target, out.row, corner + n * image, row, height, width * channels);
      }
    },
  );
}
