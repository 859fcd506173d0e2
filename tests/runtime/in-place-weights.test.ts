/** Weights whose memory is written between two uses, as the optimizers do. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

const uses: readonly (readonly [string, readonly number[], (weights: tf.Tensor) => tf.Tensor])[] = [
  [
    'a convolution',
    [3, 3, 2, 4],
    (w) => tf.conv2d(tf.ones([1, 5, 5, 2]) as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid'),
  ],
  [
    'a transposed convolution',
    [4, 4, 3, 2],
    (w) =>
      tf.conv2dTranspose(
        tf.ones([1, 3, 3, 2]) as tf.Tensor4D,
        w as tf.Tensor4D,
        [1, 6, 6, 3],
        2,
        'same',
      ),
  ],
  [
    'a depthwise convolution',
    [3, 3, 2, 1],
    (w) => tf.depthwiseConv2d(tf.ones([1, 5, 5, 2]) as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid'),
  ],
  ['a product', [6, 4], (w) => tf.matMul(tf.ones([3, 6]), w)],
  ['a product with the transpose', [4, 6], (w) => tf.matMul(tf.ones([3, 6]), w, false, true)],
  ['prelu', [6], (w) => tf.prelu(tf.fill([3, 6], -1), w)],
];

describe('after its weights are changed in place', () => {
  it.each(uses)('%s uses the new ones', async (_, shape, use) => {
    const weights = tf.ones([...shape]);
    const before = await use(weights).data();
    (tf.backend() as BackendWasm).typedArrayFromHeap(weights).fill(2);
    const after = await use(weights).data();
    expect([...after]).toEqual([...before].map((value) => value * 2));
  });

  it('no tensor or memory of the weights is lost', () => {
    const weights = tf.ones([3, 3, 2, 4]) as tf.Tensor4D;
    const x = tf.ones([1, 5, 5, 2]) as tf.Tensor4D;
    const use = () => tf.dispose(tf.conv2d(x, weights, 1, 'valid'));
    use();
    const ids = (tf.backend() as BackendWasm).numDataIds();
    for (let i = 0; i < 20; i++) use();
    expect((tf.backend() as BackendWasm).numDataIds()).toBe(ids);
  });
});
