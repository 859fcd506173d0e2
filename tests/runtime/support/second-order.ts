/** A gradient penalty of any function: its own gradient needs the gradients of gradients. */
import * as tf from '@tensorflow/tfjs-core';

export type Value = (...inputs: tf.Tensor[]) => tf.Tensor;

/** Σ (∂ Σ value·weights / ∂ first input)² as a function of all inputs. */
export function penaltyOf(value: Value): (...inputs: tf.Tensor[]) => tf.Scalar {
  return (...inputs) => {
    const [first, ...rest] = inputs;
    if (!first) throw new Error('a penalty needs an input');
    const gradient = tf.grad((x: tf.Tensor) => {
      const output = value(x, ...rest);
      // Not all one, so that signs matter.
      return tf.sum(tf.mul(output, spread(output.shape, 7)));
    })(first);
    return tf.sum(tf.square(gradient));
  };
}

/** Fixed values in ±1, none within 0.1 of zero, where rectifiers have their kink. */
export function spread(shape: readonly number[], key: number): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Array.from({ length: size }, (_, index) => {
    const noise = Math.sin(12.9898 * (index + 1) + 78.233 * key) * 43_758.5453;
    const fraction = 2 * (noise - Math.floor(noise)) - 1;
    return fraction < 0 ? 0.9 * fraction - 0.1 : 0.9 * fraction + 0.1;
  });
  return tf.tensor(data, [...shape]);
}
