/** What finite differences say of the gradient of a gradient penalty. */
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { penaltyOf, spread, type Value } from './second-order.ts';

/** Compares along several directions; throws where an operation has no gradient of its gradient. */
export async function expectSecondOrder(
  value: Value,
  shapes: readonly (readonly number[])[],
): Promise<void> {
  const inputs = shapes.map((shape, index) => spread(shape, index + 1));
  const penalty = penaltyOf(value);
  const gradients = tf.grads(penalty)(inputs);
  for (let direction = 0; direction < 6; direction += 1) {
    const along = shapes.map((shape, index) => spread(shape, 100 * (direction + 1) + index));
    const expected = await slope(penalty, inputs, along);
    const found = await number(
      tf.addN(gradients.map((gradient, index) => tf.sum(tf.mul(gradient, along[index] ?? 0)))),
    );
    expect(Math.abs(found - expected)).toBeLessThan(0.004 * Math.abs(expected) + 0.002);
  }
}

/** Five-point difference; the step balances the truncation against the rounding of float32. */
async function slope(
  f: (...inputs: tf.Tensor[]) => tf.Scalar,
  inputs: readonly tf.Tensor[],
  along: readonly tf.Tensor[],
): Promise<number> {
  const step = 0.02;
  const moved = (factor: number) =>
    number(f(...inputs.map((x, index) => tf.add(x, tf.mul(along[index] ?? 0, factor * step)))));
  const near = (await moved(1)) - (await moved(-1));
  const far = (await moved(2)) - (await moved(-2));
  return (8 * near - far) / (12 * step);
}

async function number(tensor: tf.Tensor): Promise<number> {
  const [value = Number.NaN] = await tensor.data();
  return value;
}
