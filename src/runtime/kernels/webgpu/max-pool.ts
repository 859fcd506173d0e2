/** Max pooling in two linear halves (see the host's): each thread looks for the largest of the windows that it needs. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { MAX_PICK, MAX_PLACE, type PoolGeometry } from '../names.ts';
import { flat, run, sizeOf, type Uniform } from './program.ts';

/** Position in x of the first largest element of a window. */
const LARGEST = `
  fn largest(image : i32, i : i32, j : i32, channel : i32) -> i32 {
    let first = vec2<i32>(i, j) * uniforms.stride - uniforms.pads;
    let from_ = max(first, vec2<i32>(0, 0));
    let to_ = min(first + vec2<i32>(uniforms.window, uniforms.window), uniforms.image);
    let channels = uniforms.channels;
    let base = image * uniforms.image.x;
    var best = ((base + from_.x) * uniforms.image.y + from_.y) * channels + channel;
    for (var row = from_.x; row < to_.x; row = row + 1) {
      for (var column = from_.y; column < to_.y; column = column + 1) {
        let place = ((base + row) * uniforms.image.y + column) * channels + channel;
        if (x[place] > x[best]) { best = place; }
      }
    }
    return best;
  }`;

const PICK = `${LARGEST}
  fn main(index : i32) {
    if (index >= uniforms.size) { return; }
    let channel = index % uniforms.channels;
    var rest = index / uniforms.channels;
    let j = rest % uniforms.outputs.y;
    rest = rest / uniforms.outputs.y;
    let i = rest % uniforms.outputs.x;
    result[index] = values[largest(rest / uniforms.outputs.x, i, j, channel)];
  }`;

const PLACE = `${LARGEST}
  fn main(index : i32) {
    if (index >= uniforms.size) { return; }
    let channel = index % uniforms.channels;
    var rest = index / uniforms.channels;
    let column = rest % uniforms.image.y;
    rest = rest / uniforms.image.y;
    let row = rest % uniforms.image.x;
    let image = rest / uniforms.image.x;
    // The windows that hold this element.
    let place = vec2<i32>(row, column) + uniforms.pads;
    let late = max(place - vec2<i32>(uniforms.window - 1, uniforms.window - 1), vec2<i32>(0, 0));
    let first = (late + vec2<i32>(uniforms.stride - 1, uniforms.stride - 1)) / uniforms.stride;
    let last = min(place / uniforms.stride, uniforms.outputs - vec2<i32>(1, 1));
    var sum = 0.0;
    for (var i = first.x; i <= last.x; i = i + 1) {
      for (var j = first.y; j <= last.y; j = j + 1) {
        if (largest(image, i, j, channel) == index) {
          sum = sum + values[((image * uniforms.outputs.x + i) * uniforms.outputs.y + j) * uniforms.channels + channel];
        }
      }
    }
    result[index] = sum;
  }`;

export const maxPick = kernel(MAX_PICK, 'values', PICK, ({ height, width }, x) => [
  x[0] ?? 1,
  ...[height, width, x[3] ?? 1],
]);
export const maxPlace = kernel(MAX_PLACE, 'dy', PLACE, (_, x) => [...x]);

function kernel(
  kernelName: string,
  second: string,
  code: string,
  shapeOf: (geometry: PoolGeometry, x: readonly number[]) => number[],
): KernelConfig {
  return {
    kernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
      const x = inputs.x as TensorInfo;
      const geometry = attrs as unknown as PoolGeometry;
      const { size, stride, top, left, rows, columns, height, width, channels } = geometry;
      const outputShape = shapeOf(geometry, x.shape);
      const program = {
        key: `max_pool_${second}`,
        inputs: ['x', 'values'],
        uniforms:
          'image : vec2<i32>, outputs : vec2<i32>, pads : vec2<i32>, window : i32, stride : i32, channels : i32,',
        outputShape,
        ...flat(sizeOf(outputShape)),
        code,
      };
      const int = (...data: number[]): Uniform => ({ type: 'int32', data });
      const uniforms = [
        int(rows, columns),
        int(height, width),
        int(top, left),
        ...[size, stride, channels].map((value) => int(value)),
      ];
      return run(backend as WebGPUBackend, program, [x, inputs[second] as TensorInfo], uniforms);
    },
  };
}
