/** Convolutions, products and normalisation on wasm against `cpu` over many shapes: strides 1–4, ragged channels, batch 1. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Padding } from '../../src/nodes/define.ts';
import type { Taps } from '../../src/nodes/shared/resampling.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { ops } from '../../src/runtime/ops/ops.ts';
import { hostRandom } from '../../src/runtime/random/stream.ts';
import { compareBackends } from './support/compare.ts';
import type { KernelCase } from './support/kernel-cases.ts';

const CHANNELS = [1, 3, 4, 5, 8, 10, 12, 13, 16, 20, 25] as const;
const PADDINGS: readonly Padding[] = [
  [0, 0, 0, 0],
  [1, 1, 1, 1],
  [0, 1, 0, 1],
  [2, 1, 1, 2],
];

function values(stream: number, shape: readonly number[]): tf.Tensor {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const request = { distribution: 'normal', a: 0, b: 1 } as const;
  return tf.tensor(hostRandom(11, 0, stream).fill(length, request), [...shape]);
}

/** Output and gradients to all that it is made of. */
function withGradients(f: (...xs: tf.Tensor[]) => tf.Tensor, shapes: number[][]): tf.Tensor[] {
  const xs = shapes.map((shape, i) => values(i + 1, shape));
  const output = f(...xs);
  return [output, ...tf.grads(f)(xs, values(9, output.shape))];
}

const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;

/** Sizes walk through their lists at different paces, so that all meet. */
const convolutions = Array.from({ length: 96 }, (_, i): KernelCase => {
  const stride = 1 + (i % 4);
  const kernel = 1 + ((i * 3) % 5);
  const side = kernel + 2 + ((i * 5) % 8);
  const image = [1 + (i % 3), side, side + (i % 2), pick(CHANNELS, i * 7)];
  const filters = pick(CHANNELS, i * 3 + 1);
  const padding = pick(PADDINGS, i >> 2);
  return {
    name: `conv2d of ${image.join('×')} by ${kernel} to ${filters}, stride ${stride}, padding ${padding.join()}`,
    run: () =>
      withGradients(
        (x, k) => ops.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, [stride, stride], padding),
        [image, [kernel, kernel, image[3] ?? 1, filters]],
      ),
  };
});

/** Those that Winograd's algorithm takes, and their neighbours that it does not: sizes that are no pairs, ragged channels. */
const pairs = Array.from({ length: 44 }, (_, i): KernelCase => {
  const stride = 1 + (i % 2);
  const kernel = stride + 2;
  const padding: readonly Padding[] = [
    [1, 1, 1, 1],
    [0, 0, 0, 0],
    [1, 0, 1, 0],
    [0, 1, 0, 1],
    [2, 2, 2, 2],
    [3, 3, 3, 3],
  ];
  const around = pick(padding, i >> 1);
  const [outHeight, outWidth] = [2 + 2 * (i % 4), 4 + 2 * ((i >> 2) % 4) + (i % 13 === 0 ? 1 : 0)];
  const [height, width] = [outHeight, outWidth].map((out) => stride * (out - 1) + kernel);
  const batch = 1 + ((i * 7) % 3) * 3;
  const [channels, filters] = [
    pick([4, 8, 12, 16, 20, 28, 5], i),
    pick([8, 4, 16, 12, 36, 20], i * 5),
  ];
  const [top, bottom, left, right] = around;
  const image = [batch, (height ?? 0) - top - bottom, (width ?? 0) - left - right, channels];
  return {
    name: `conv2d of ${image.join('×')} by ${kernel} to ${filters}, stride ${stride}, padding ${around.join()}`,
    run: () =>
      withGradients(
        (x, k) => ops.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, [stride, stride], around),
        [image, [kernel, kernel, channels, filters]],
      ),
  };
}).filter(({ name }) => !/×-|×0/.test(name));

/** Three and five taps two pixels apart, whose remainders differ in taps; outputs that are no pairs, paddings of both parities. */
const lacking = Array.from({ length: 40 }, (_, i): KernelCase => {
  const kernel = i % 2 ? 5 : 3;
  const around: readonly Padding[] = [
    [1, 2, 1, 2],
    [0, 1, 0, 1],
    [2, 2, 2, 2],
    [1, 1, 1, 1],
    [2, 2, 1, 1],
    [0, 0, 0, 0],
    [3, 3, 3, 3],
  ];
  const [top, bottom, left, right] = pick(around, i >> 1);
  const [height, width] = [5 + ((i * 3) % 9), 6 + ((i * 5) % 9)];
  const [channels, filters] = [pick([4, 8, 12, 16, 20], i), pick([8, 4, 16, 12, 36], i >> 1)];
  const image = [2 + (i % 3) * 5, height, width, channels];
  return {
    name: `conv2d of ${image.join('×')} by ${kernel} to ${filters}, stride 2, padding ${[top, bottom, left, right].join()}`,
    run: () =>
      withGradients(
        (x, k) =>
          ops.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, [2, 2], [top, bottom, left, right]),
        [image, [kernel, kernel, channels, filters]],
      ),
  };
});

const products = Array.from({ length: 24 }, (_, i): KernelCase => {
  const [rows, inner, columns] = [1 + ((i * 5) % 9), pick(CHANNELS, i), pick(CHANNELS, i * 5 + 2)];
  const [left, right] = [i % 2 === 1, i % 4 > 1];
  const shapes = [
    left ? [2, inner, rows] : [2, rows, inner],
    right ? [2, columns, inner] : [2, inner, columns],
  ];
  return {
    name: `product of ${rows}×${inner} and ${inner}×${columns}, transposed ${left}, ${right}`,
    run: () =>
      withGradients((a, b) => tf.matMul(a as tf.Tensor, b as tf.Tensor, left, right), shapes),
  };
});

const normals = CHANNELS.map(
  (channels): KernelCase => ({
    name: `batch and instance norm of 2×9×8×${channels}`,
    run: () => [
      ...withGradients(
        (x) => ops.batchNormalize(tf.add(x, 30), 1e-5).output,
        [[2, 9, 8, channels]],
      ),
      ...withGradients((x) => ops.instanceNormalize(tf.add(x, 30), 1e-5), [[2, 9, 8, channels]]),
    ],
  }),
);

const AXES: readonly (readonly number[] | undefined)[] = [
  undefined,
  [0],
  [0, 1],
  [2, 0, 1],
  [1, 2],
  [0, -1],
  [3],
];

const matrices = CHANNELS.flatMap((channels, i): KernelCase[] => [
  {
    name: `sums of 3×5×4×${channels}`,
    run: () =>
      AXES.flatMap((axes) =>
        [false, true].map((keeps) =>
          tf.sum(values(i, [3, 5, 4, channels]), axes && [...axes], keeps),
        ),
      ),
  },
  {
    name: `a row of ${channels} added to 3×5×4 of them`,
    run: () => withGradients((x, row) => tf.add(x, row), [[3, 5, 4, channels], [channels]]),
  },
  {
    name: `${channels} channels resampled`,
    run: () =>
      withGradients(
        (x) => ops.resample(x as tf.Tensor4D, tables(7, 9), tables(6, 4)),
        [[2, 7, 6, channels]],
      ),
  },
]);

/** Each output mixes some of the elements, or none. */
function tables(length: number, outputs: number): Taps {
  return {
    length,
    outputs: Array.from({ length: outputs }, (_, i) =>
      Array.from({ length: i % 6 }, (_, k) => [(i * 3 + k) % length, (k - 1.5) / (i + 1)] as const),
    ),
  };
}

describe('wasm computes what cpu computes', () => {
  it.each([
    ['convolutions', convolutions],
    ['convolutions in pairs', pairs],
    ['convolutions whose remainders lack taps', lacking],
    ['products', products],
    ['normalisation', normals],
    ['loops over rows', matrices],
  ] as const)('%s of many shapes', async (_, cases) => {
    const differences = await compareBackends('wasm', cases);
    expect(differences.filter(({ complaints }) => complaints.length > 0)).toEqual([]);
  });

  it('to the same bits again, whatever the scratch memory holds', async () => {
    await startBackend('wasm');
    const cases = [...pairs, ...lacking, ...convolutions];
    const bits = () =>
      cases.map(({ run }) =>
        tf.tidy(() =>
          run().map((tensor) => Buffer.from(tensor.dataSync().buffer).toString('base64')),
        ),
      );
    const once = bits();
    cases.reverse();
    expect(bits().reverse()).toEqual(once);
  });
});
