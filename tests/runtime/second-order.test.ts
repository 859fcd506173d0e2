/**
 * Gradients of gradients, as a gradient penalty takes them, against finite differences. Stock tf.js throws
 * for some of these operations and is silently wrong for others (see the comments in `src/runtime/ops`).
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { ops } from '../../src/runtime/ops/ops.ts';

type Scalars = (...inputs: tf.Tensor[]) => tf.Scalar;

interface Subject {
  readonly name: string;
  readonly shapes: readonly number[][];
  /** Any function of the inputs; its gradient with respect to the first one is penalised. */
  readonly value: (...inputs: tf.Tensor[]) => tf.Tensor;
}

const image = [2, 5, 4, 2];
const subjects: readonly Subject[] = [
  { name: 'leakyRelu', shapes: [[3, 4]], value: (x) => tf.square(ops.leakyRelu(at(x), 0.2)) },
  { name: 'tanh', shapes: [[3, 4]], value: (x) => ops.tanh(at(x)) },
  { name: 'sigmoid', shapes: [[3, 4]], value: (x) => ops.sigmoid(at(x)) },
  { name: 'softplus', shapes: [[3, 4]], value: (x) => ops.softplus(at(x)) },
  {
    name: 'dense',
    shapes: [
      [3, 4],
      [4, 5],
      [5, 2],
    ],
    value: (x, first, second) =>
      ops.dense(flat(ops.tanh(ops.dense(flat(at(x)), flat(at(first))))), flat(at(second))),
  },
  ...[
    { stride: 1, padding: [1, 1, 1, 1], kernel: 3 },
    { stride: 2, padding: [1, 1, 1, 1], kernel: 4 },
    { stride: 2, padding: [0, 1, 1, 0], kernel: 3 },
    { stride: 3, padding: [2, 0, 1, 2], kernel: 2 },
  ].map(({ stride, padding: [top = 0, bottom = 0, left = 0, right = 0], kernel }) => ({
    name: `conv2d ${kernel}×${kernel}, stride ${stride}, padding ${[top, bottom, left, right]}`,
    shapes: [image, [kernel, kernel, 2, 3]],
    value: (x: tf.Tensor | undefined, filter: tf.Tensor | undefined) =>
      ops.tanh(
        ops.conv2d(
          at(x) as tf.Tensor4D,
          at(filter) as tf.Tensor4D,
          [stride, stride],
          [top, bottom, left, right],
        ),
      ),
  })),
  ...[
    { stride: 1, outputPadding: 0 },
    { stride: 2, outputPadding: 1 },
  ].map(({ stride, outputPadding }) => ({
    name: `conv2dTranspose, stride ${stride}, output padding ${outputPadding}`,
    shapes: [
      [2, 3, 2, 2],
      [3, 3, 3, 2],
    ],
    value: (x: tf.Tensor | undefined, filter: tf.Tensor | undefined) =>
      ops.tanh(
        ops.conv2dTranspose(
          at(x) as tf.Tensor4D,
          at(filter) as tf.Tensor4D,
          [stride, stride],
          [1, 1, 1, 1],
          [outputPadding, outputPadding],
        ),
      ),
  })),
  {
    name: 'batchNormalize',
    shapes: [[5, 3]],
    value: (x) => tf.square(ops.batchNormalize(at(x), 0.1).output),
  },
  {
    name: 'a discriminator of two convolutions and a dense layer',
    shapes: [
      [2, 6, 6, 1],
      [4, 4, 1, 3],
      [3, 3, 3, 2],
      [18, 1],
    ],
    value: (x, first, second, last) => {
      const one = ops.conv2d(at(x) as tf.Tensor4D, at(first) as tf.Tensor4D, [2, 2], [1, 1, 1, 1]);
      const two = ops.conv2d(
        ops.sigmoid(one) as tf.Tensor4D,
        at(second) as tf.Tensor4D,
        [1, 1],
        [1, 1, 1, 1],
      );
      return ops.dense(tf.reshape(ops.softplus(two), [2, 18]), flat(at(last)));
    },
  },
];

describe.each(['cpu', 'wasm'] as const)('second-order gradients on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
  });

  it.each(subjects.map((subject) => [subject.name, subject] as const))(
    'of %s agree with finite differences in every direction tried',
    async (_, { shapes, value }) => {
      const inputs = shapes.map((shape, index) => values(shape, index + 1));
      const penalty = penaltyOf(value);
      const gradients = tf.grads(penalty)(inputs);
      for (let direction = 0; direction < 6; direction += 1) {
        const along = shapes.map((shape, index) => values(shape, 100 * (direction + 1) + index));
        const expected = await slope(penalty, inputs, along);
        const found = await number(
          tf.addN(gradients.map((gradient, index) => tf.sum(tf.mul(gradient, at(along[index]))))),
        );
        expect(Math.abs(found - expected)).toBeLessThan(0.004 * Math.abs(expected) + 0.002);
      }
    },
  );
});

/** Σ (∂ Σ value·weights / ∂ first input)², with weights that are not all one so that signs matter. */
function penaltyOf(value: Subject['value']): Scalars {
  return (...inputs) => {
    const [first, ...rest] = inputs;
    const gradient = tf.grad((x: tf.Tensor) => {
      const output = value(x, ...rest);
      return tf.sum(tf.mul(output, values(output.shape, 7)));
    })(at(first));
    return tf.sum(tf.square(gradient)) as tf.Scalar;
  };
}

/** Five-point difference; the step balances the truncation against the rounding of float32. */
async function slope(f: Scalars, inputs: tf.Tensor[], along: tf.Tensor[]): Promise<number> {
  const step = 0.02;
  const moved = (factor: number) =>
    number(f(...inputs.map((x, index) => tf.add(x, tf.mul(at(along[index]), factor * step)))));
  const near = (await moved(1)) - (await moved(-1));
  const far = (await moved(2)) - (await moved(-2));
  return (8 * near - far) / (12 * step);
}

/** Fixed values in ±1, none near zero where leaky ReLU has its kink. */
function values(shape: readonly number[], key: number): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Array.from({ length: size }, (_, index) => {
    const value = Math.sin(12.9898 * (index + 1) + 78.233 * key) * 43_758.5453;
    const fraction = value - Math.floor(value);
    return fraction < 0.5 ? -1 + 1.8 * fraction : 0.1 + 1.8 * (fraction - 0.5);
  });
  return tf.tensor(data, [...shape]);
}

async function number(tensor: tf.Tensor): Promise<number> {
  const [value = Number.NaN] = await tensor.data();
  return value;
}

function at(tensor: tf.Tensor | undefined): tf.Tensor {
  if (!tensor) throw new Error('a subject was given too few inputs');
  return tensor;
}

function flat(tensor: tf.Tensor): tf.Tensor2D {
  return tensor as tf.Tensor2D;
}
