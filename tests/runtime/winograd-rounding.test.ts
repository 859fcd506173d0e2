/** How far convolutions by Winograd's algorithm are from doubles: two outputs as plain sums are, four some three times as far. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { ops } from '../../src/runtime/ops/ops.ts';
import { hostRandom } from '../../src/runtime/random/stream.ts';

beforeAll(() => startBackend('wasm'));

interface Sizes {
  readonly batch: number;
  readonly side: number;
  readonly channels: number;
  readonly kernel: 3 | 4 | 5;
  readonly stride: 1 | 2;
}

const normal = (stream: number, length: number): Float32Array =>
  hostRandom(5, 0, stream).fill(length, { distribution: 'normal', a: 0, b: 1 }) as Float32Array;

/** Windows of a whole number of pixels, without padding, in doubles; as many filters as channels. */
function inDoubles(sizes: Sizes, out: number, x: Float32Array, filter: Float32Array) {
  const { batch, side, channels, kernel, stride } = sizes;
  const y = new Float64Array(batch * out * out * channels);
  let at = 0;
  for (let n = 0; n < batch; n += 1)
    for (let i = 0; i < out; i += 1)
      for (let j = 0; j < out; j += 1)
        for (let f = 0; f < channels; f += 1) {
          let sum = 0;
          for (let u = 0; u < kernel; u += 1)
            for (let v = 0; v < kernel; v += 1) {
              const pixel = ((n * side + i * stride + u) * side + j * stride + v) * channels;
              const tap = (u * kernel + v) * channels * channels + f;
              for (let c = 0; c < channels; c += 1)
                sum += (x[pixel + c] ?? 0) * (filter[tap + c * channels] ?? 0);
            }
          y[at] = sum;
          at += 1;
        }
  return y;
}

describe.each([
  { form: 'two outputs', out: 2, batch: 24, bound: 4e-7 },
  { form: 'four outputs', out: 8, batch: 4, bound: 1.6e-6 },
])('$form', ({ out, batch, bound }) => {
  it.each([
    [3, 1],
    [4, 2],
    [5, 2],
  ] as const)('of %i taps, stride %i, root mean square of the error', async (kernel, stride) => {
    const sizes: Sizes = { batch, side: (out - 1) * stride + kernel, channels: 16, kernel, stride };
    const { side, channels } = sizes;
    const x = normal(1, batch * side * side * channels);
    const filter = normal(2, kernel * kernel * channels * channels);
    const wanted = inDoubles(sizes, out, x, filter);
    const got = await ops
      .conv2d(
        tf.tensor4d(x, [batch, side, side, channels]),
        tf.tensor4d(filter, [kernel, kernel, channels, channels]),
        [stride, stride],
        [0, 0, 0, 0],
      )
      .data();
    let [error, size] = [0, 0];
    for (const [i, value] of wanted.entries()) {
      error += ((got[i] ?? Number.NaN) - value) ** 2;
      size += value ** 2;
    }
    const relative = Math.sqrt(error / size);
    expect(relative).toBeLessThan(bound);
    // So small that it must have been computed, and not so small that it was computed in doubles.
    expect(relative).toBeGreaterThan(1e-8);
  });
});
