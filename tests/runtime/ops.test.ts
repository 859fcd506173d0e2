/** The operations against `cpu` and against finite differences. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { ops } from '../../src/runtime/ops/ops.ts';
import { createRandomStream } from '../../src/runtime/random/stream.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

describe('ops', () => {
  it('run at all', async () => {
    const random = createRandomStream(1, 2, 3);
    const x = random.normal([2, 7, 6, 3]) as tf.Tensor4D;
    const k = random.normal([4, 4, 3, 5]) as tf.Tensor4D;
    const f = (x: tf.Tensor, k: tf.Tensor) =>
      tf.sum(
        tf.square(
          ops.batchNormalize(
            ops.leakyRelu(
              ops.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, [2, 2], [1, 1, 1, 1]),
              0.2,
            ),
            1e-5,
          ).output,
        ),
      );
    const [dx, dk] = tf.grads(f)([x, k]);
    expect(dx?.shape).toEqual([2, 7, 6, 3]);
    expect(dk?.shape).toEqual([4, 4, 3, 5]);
  });
});
