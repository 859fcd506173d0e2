/**
 * Products in half precision against `cpu`, forward and backward, in tiles and without. They need an adapter with `shader-f16`, and
 * are skipped, and say so, where it has none.
 */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HALF, WHOLE } from '../../src/runtime/kernels/names.ts';
import { PACKED_FROM } from '../../src/runtime/kernels/webgpu/half/packed.ts';
import { sizeOf } from '../../src/runtime/kernels/webgpu/program.ts';
import { TILES } from '../../src/runtime/kernels/webgpu/tile-choice.ts';
import { halfPass, wholeOf } from '../../src/runtime/plan/half-pass.ts';
import { compareBackends, type Difference } from '../runtime/support/compare.ts';
import { kernelCases } from '../runtime/support/kernel-cases.ts';
import { hasHalfHere } from './half-device.ts';

/** Operands have eleven binary digits; sums are float32, and penalties derive a sum of such sums again. */
const TOLERANCE = 2e-3;
const OF_PENALTIES = 1e-2;
const isPenalty = (name: string): boolean => /penalty/.test(name);

const isThere = await hasHalfHere();
const cases = kernelCases
  .filter(({ name }) => /conv|dense|product|xᵀ|penalty/i.test(name))
  .map(({ name, run }) => ({
    name,
    run: () => (tf.getBackend() === 'webgpu' ? halfPass(() => run().map(wholeOf)) : run()),
  }));

describe.skipIf(!isThere)(
  'in half precision (skipped without an adapter that has shader-f16)',
  () => {
    afterAll(() => {
      tf.env().set(TILES, 'auto');
      tf.env().set(PACKED_FROM, 2048);
    });

    describe.each([
      ['always', 1],
      ['always', 2048],
      ['never', 1],
      ['never', 2048],
    ])('tiles: %s, packed from %i elements', (tiles, from) => {
      const differences = new Map<string, Difference>();

      beforeAll(async () => {
        tf.env().set(TILES, tiles);
        tf.env().set(PACKED_FROM, from);
        const penalties = cases.filter(({ name }) => isPenalty(name));
        const products = cases.filter(({ name }) => !isPenalty(name));
        for (const found of [
          ...(await compareBackends('webgpu', products, TOLERANCE)),
          ...(await compareBackends('webgpu', penalties, OF_PENALTIES)),
        ]) {
          differences.set(found.name, found);
        }
      }, 240_000);

      it.each(cases.map(({ name }) => name))('%s', (name) => {
        expect(differences.get(name)?.complaints).toEqual([]);
      });
    });

    it('takes gradients inside of a loss in float32, where halves would be zero', async () => {
      tf.env().set(PACKED_FROM, 1);
      const wave = (shape: number[], step: number) =>
        tf.reshape(tf.sin(tf.mul(tf.range(0, sizeOf(shape)), step)), shape);
      const x = wave([2, 8, 8, 4], 0.7) as tf.Tensor4D;
      const filter = wave([3, 3, 4, 4], 1.3) as tf.Tensor4D;
      const judge = (x: tf.Tensor, filter: tf.Tensor) =>
        tf.mul(
          tf.mean(tf.tanh(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same'))),
          1e-7,
        );
      const penalty = (filter: tf.Tensor) =>
        tf.mul(tf.sum(tf.square(tf.grad((x) => judge(x, filter))(x))), 1e18) as tf.Scalar;
      const expected = await tf.grad(penalty)(filter).data();
      const found = await halfPass(() => wholeOf(tf.grad(penalty)(filter))).data();
      const most = Math.max(...expected.map(Math.abs));
      expect(most).toBeGreaterThan(0);
      found.forEach((value, i) => {
        expect(Math.abs(value - (expected[i] ?? 0)) / most).toBeLessThan(3e-3);
      });
    });

    it.each([1, 2, 3, 4, 7, 4096])(
      'packs %i numbers, and shows what is too large as infinite',
      async (size) => {
        const values = Array.from(
          { length: size },
          (_, i) => [0.5, -65504, 65519, 65520, -1e9, 6e-8, 1 / 3][i % 7] ?? 0,
        );
        const expected = [0.5, -65504, 65504, Infinity, -Infinity, 2 ** -24, 0.333251953125];
        const whole = tf.tidy(() => {
          const packed = tf.engine().runKernel(HALF, { x: tf.tensor1d(values) }) as tf.Tensor;
          return tf.engine().runKernel(WHOLE, { x: packed }) as tf.Tensor;
        });
        expect([...(await whole.data())]).toEqual(values.map((_, i) => expected[i % 7]));
      },
    );
  },
);
