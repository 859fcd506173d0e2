/** Counts what is handed to the GPU for some pieces of a step. */
import * as tf from '@tensorflow/tfjs-core';
import { ops } from '../../../src/runtime/ops/ops.ts';

const ramp = (shape: number[]): tf.Tensor => {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return tf.reshape(tf.sin(tf.range(0, size)), shape);
};

const SIDES = [1, 1, 1, 1] as const;

const convolve = (x: tf.Tensor, filter: tf.Tensor) =>
  ops.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, [2, 2], SIDES);

const layer = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
  ops.leakyRelu(tf.add(convolve(x, filter), bias), 0.2);

const critic = (x: tf.Tensor, ...weights: tf.Tensor[]) => {
  const [first, firstBias, second, secondBias] = weights as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  return layer(layer(x, first, firstBias), second, secondBias);
};

/** Inputs, and what is done with them. */
const PIECES: Readonly<Record<string, readonly [number[][], (...x: tf.Tensor[]) => tf.Tensor[]]>> =
  {
    'convolution, bias and leaky ReLU': [
      [[2, 8, 8, 3], [4, 4, 3, 8], [8]],
      (x, filter, bias) => [layer(x as tf.Tensor, filter as tf.Tensor, bias as tf.Tensor)],
    ],
    'transposed convolution and tanh': [
      [
        [2, 4, 4, 8],
        [4, 4, 3, 8],
      ],
      (x, filter) => [
        ops.tanh(
          ops.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, [2, 2], SIDES, [0, 0]),
        ),
      ],
    ],
    'product, bias and sigmoid': [
      [[4, 6], [6, 5], [5]],
      (x, weight, bias) => [
        ops.sigmoid(tf.add(ops.dense(x as tf.Tensor2D, weight as tf.Tensor2D), bias as tf.Tensor)),
      ],
    ],
    // Each layer forward; the outer slope; each layer's filter and bias together; the inner slope with what it multiplies.
    'two layers and the gradients of their weights': [
      [[2, 8, 8, 3], [4, 4, 3, 8], [8], [4, 4, 8, 4], [4], [2, 2, 2, 4]],
      (...given) => {
        const [x, dy] = [given[0], given[5]] as [tf.Tensor, tf.Tensor];
        const f = (...weights: tf.Tensor[]) => critic(x, ...weights);
        return tf.grads(f)(given.slice(1, 5), dy);
      },
    ],
  };

/** Nothing is read, so what waits at the end is not counted. */
export async function countDispatches(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, [shapes, run]] of Object.entries(PIECES)) {
    const inputs = shapes.map(ramp);
    await Promise.all(inputs.map((input) => input.data()));
    counts[name] = counted(() => {
      for (const made of run(...inputs)) made.dispose();
    });
    for (const input of inputs) input.dispose();
  }
  return counts;
}

function counted(run: () => void): number {
  const backend = tf.backend() as unknown as { recordAndSubmit(...given: unknown[]): void };
  const { recordAndSubmit } = backend;
  let count = 0;
  backend.recordAndSubmit = function (...given) {
    count += 1;
    recordAndSubmit.apply(this, given);
  };
  try {
    tf.tidy(run);
  } finally {
    Reflect.deleteProperty(backend, 'recordAndSubmit');
  }
  return count;
}
