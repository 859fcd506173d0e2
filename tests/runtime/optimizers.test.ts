/** Optimizers against torch.optim, step by step, on both host backends. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { change, registerInPlace } from '../../src/runtime/in-place/change.ts';
import { applyGradient, STATE_ROWS } from '../../src/runtime/optimizers/apply.ts';
import { goldenOptimizers } from '../parity/support/golden.ts';

describe.each(['cpu', 'wasm'] as const)('optimizers on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
    registerInPlace();
  });

  it.each(goldenOptimizers().map((golden) => [golden.name, golden] as const))(
    '%s moves weights as PyTorch does',
    async (_, { optimizer, initial, gradients, learningRates, weights }) => {
      const weight = tf.tensor(initial.data, initial.shape);
      const state = tf.zeros([STATE_ROWS, ...initial.shape]);
      for (const [i, { data, shape }] of gradients.entries()) {
        const gradient = tf.tensor(data, shape);
        const pace = { now: { step: i, learningRate: learningRates[i] ?? 0, updates: i + 1 } };
        applyGradient(optimizer, weight, gradient, state, pace);
        const found = await weight.data();
        weights[i]?.data.forEach((expected, k) => {
          expect(Math.abs((found[k] ?? Number.NaN) - expected)).toBeLessThan(2e-6);
        });
      }
    },
  );

  it('changes the tensor where it lies, so that whatever shares its buffer sees it', async () => {
    const weight = tf.tensor([1, 2, 3]);
    const shared = tf.reshape(weight, [3, 1]);
    change(weight, 'clip', [], [2]);
    expect([...(await shared.data())]).toEqual([1, 2, 2]);
  });

  it('averages with the decay as the share that stays', async () => {
    const average = tf.tensor([1, -4]);
    change(average, 'average', [tf.tensor([3, 4])], [0.75, 1]);
    expect([...(await average.data())]).toEqual([1.5, -2]);
    change(average, 'average', [tf.tensor([3, 4])], [0.5, 2]);
    expect([...(await average.data())]).toEqual([3.75, 3]);
  });

  it('leaves a weight that is not a number visible after clipping', async () => {
    const weight = tf.tensor([Number.NaN, 9]);
    change(weight, 'clip', [], [0.5]);
    expect([...(await weight.data())]).toEqual([Number.NaN, 0.5]);
  });
});
