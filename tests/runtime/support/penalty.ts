/** A gradient penalty of any function, and what finite differences say of its gradient. */
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

export type Value = (...inputs: tf.Tensor[]) => tf.Tensor;

/**
 * Σ (∂ Σ value·weights / ∂ first input)² as a function of all inputs: its gradient needs the second-order
 * gradients of `value`. Compared along several directions; throws where an operation has no such gradient.
 */
export async function expectSecondOrder(
  value: Value,
  shapes: readonly (readonly number[])[],
): Promise<void> {
  const inputs = shapes.map((shape, index) => values(shape, index + 1));
  const penalty = penaltyOf(value);
  const gradients = tf.grads(penalty)(inputs);
  for (let direction = 0; direction < 6; direction += 1) {
    const along = shapes.map((shape, index) => values(shape, 100 * (direction + 1) + index));
    const expected = await slope(penalty, inputs, along);
    const found = await number(
      tf.addN(gradients.map((gradient, index) => tf.sum(tf.mul(gradient, along[index] ?? 0)))),
    );
    expect(Math.abs(found - expected)).toBeLessThan(0.004 * Math.abs(expected) + 0.002);
  }
}

function penaltyOf(value: Value): (...inputs: tf.Tensor[]) => tf.Scalar {
  return (...inputs) => {
    const [first, ...rest] = inputs;
    if (!first) throw new Error('a penalty needs an input');
    const gradient = tf.grad((x: tf.Tensor) => {
      const output = value(x, ...rest);
      // Not all one, so that signs matter.
      return tf.sum(tf.mul(output, values(output.shape, 7)));
    })(first);
    return tf.sum(tf.square(gradient));
  };
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

/** Fixed values in ±1, none within 0.1 of zero, where rectifiers have their kink. */
function values(shape: readonly number[], key: number): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Array.from({ length: size }, (_, index) => {
    const noise = Math.sin(12.9898 * (index + 1) + 78.233 * key) * 43_758.5453;
    const fraction = 2 * (noise - Math.floor(noise)) - 1;
    return fraction < 0 ? 0.9 * fraction - 0.1 : 0.9 * fraction + 0.1;
  });
  return tf.tensor(data, [...shape]);
}

async function number(tensor: tf.Tensor): Promise<number> {
  const [value = Number.NaN] = await tensor.data();
  return value;
}
