/** Products with what WebGPU does to them before they are stored: as `cpu` does one after the other, whoever else reads them. */
import * as tf from '@tensorflow/tfjs-core';
import type { Padding } from '../../../src/nodes/define.ts';
import { change, registerInPlace } from '../../../src/runtime/in-place/change.ts';
import { keepWhole } from '../../../src/runtime/kernels/webgpu/waiting-product.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { hostRandom } from '../../../src/runtime/random/stream.ts';
import type { KernelCase } from './kernel-cases.ts';

type Pair = [number, number];

function values(stream: number, shape: readonly number[]): tf.Tensor {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const request = { distribution: 'normal', a: 0, b: 1 } as const;
  return tf.tensor(hostRandom(17, 0, stream).fill(length, request), [...shape]);
}

const ACTIVATIONS: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  nothing: (x) => x,
  relu: (x) => tf.relu(x),
  'leaky ReLU': (x) => ops.leakyRelu(x, 0.2),
  'a rising leaky ReLU': (x) => ops.leakyRelu(x, -0.3),
  tanh: (x) => ops.tanh(x),
  sigmoid: (x) => ops.sigmoid(x),
  elu: (x) => ops.elu(x, 0.7),
  gelu: (x) => ops.gelu(x, false),
};

interface Layer {
  readonly name: string;
  readonly x: readonly number[];
  readonly filter: readonly number[];
  readonly columns: number;
  multiply(x: tf.Tensor, filter: tf.Tensor): tf.Tensor;
}

const convolution = (
  x: readonly [number, number, number, number],
  [height, width, filters]: readonly [number, number, number],
  stride: Pair,
  padding: Padding,
): Layer => ({
  name: `convolution of ${x}, kernel ${[height, width, filters]}, stride ${stride}, padding ${padding}`,
  ...{ x, filter: [height, width, x[3], filters], columns: filters },
  multiply: (x, filter) => ops.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, padding),
});

const transposed = (
  x: readonly [number, number, number, number],
  [height, width, filters]: readonly [number, number, number],
  stride: Pair,
  padding: Padding,
  extra: Pair = [0, 0],
): Layer => ({
  name: `transposed convolution of ${x}, kernel ${[height, width, filters]}, stride ${stride}, padding ${padding}`,
  ...{ x, filter: [height, width, filters, x[3]], columns: filters },
  multiply: (x, filter) =>
    ops.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, stride, padding, extra),
});

const dense = (rows: number, inner: number, columns: number): Layer => ({
  name: `product of ${rows} × ${inner} with ${inner} × ${columns}`,
  ...{ x: [rows, inner], filter: [inner, columns], columns },
  multiply: (x, filter) => ops.dense(x as tf.Tensor2D, filter as tf.Tensor2D),
});

const LAYERS: readonly Layer[] = [
  convolution([2, 8, 8, 4], [4, 4, 8], [2, 2], [1, 1, 1, 1]),
  convolution([1, 7, 5, 3], [3, 3, 5], [1, 1], [1, 1, 1, 1]),
  convolution([3, 9, 11, 2], [5, 3, 4], [3, 2], [2, 1, 0, 2]),
  convolution([2, 13, 9, 8], [3, 4, 6], [4, 3], [0, 0, 1, 1]),
  convolution([1, 4, 4, 12], [4, 4, 1], [1, 1], [0, 0, 0, 0]),
  convolution([1, 1, 6, 5], [1, 1, 7], [1, 1], [0, 0, 0, 0]),
  transposed([2, 4, 4, 8], [4, 4, 3], [2, 2], [1, 1, 1, 1]),
  transposed([1, 3, 5, 5], [3, 3, 4], [1, 1], [1, 1, 1, 1]),
  transposed([2, 3, 2, 4], [5, 4, 6], [3, 4], [1, 0, 0, 1], [1, 2]),
  transposed([1, 1, 1, 7], [4, 4, 12], [1, 1], [0, 0, 0, 0]),
  dense(5, 7, 9),
  dense(1, 12, 8),
  dense(33, 20, 40),
  dense(16, 64, 1),
];

type Three = [tf.Tensor, tf.Tensor, tf.Tensor];

const finished: readonly KernelCase[] = LAYERS.map(({ name, x, filter, columns, multiply }, i) => {
  const names = Object.keys(ACTIVATIONS);
  // So that kinds of layers and activations meet in many ways.
  const activation = names[(3 * i + 4) % names.length] ?? '';
  const activate = ACTIVATIONS[activation] ?? ((x) => x);
  return {
    name: `${name}, and a bias, under ${activation}, and who else reads it`,
    run: () => {
      // So that what bends is not at its bounds, where its slope is lost in float32.
      const spread = Math.sqrt(columns / values(2, filter).size);
      const inputs: Three = [values(1, x), tf.mul(values(2, filter), spread), values(3, [columns])];
      const f = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
        activate(tf.add(multiply(x, filter), bias));
      const both = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) => {
        const sum = tf.add(multiply(x, filter), bias);
        if (i % 2 === 0) keepWhole(sum);
        return tf.add(activate(sum), tf.mul(sum, 0.3));
      };
      const y = f(...inputs);
      const dy = values(4, y.shape);
      return [y, ...[f, both].flatMap((g) => tf.grads(g)(inputs, dy)), both(...inputs)];
    },
  };
});

/** The slope of an activation goes into what the next layer's gradient is computed with; a penalty derives it again. */
const chains: readonly KernelCase[] = ['leaky ReLU', 'tanh', 'sigmoid', 'gelu'].map((name) => {
  const activate = ACTIVATIONS[name] ?? ((x) => x);
  const critic = (x: tf.Tensor, first: tf.Tensor, bias: tf.Tensor, second: tf.Tensor) => {
    const inner = tf.add(
      ops.conv2d(x as tf.Tensor4D, first as tf.Tensor4D, [2, 2], [1, 1, 1, 1]),
      bias,
    );
    const outer = ops.conv2d(
      activate(inner) as tf.Tensor4D,
      second as tf.Tensor4D,
      [1, 1],
      [0, 1, 1, 0],
    );
    return tf.sum(activate(outer));
  };
  const xs = () => [
    values(1, [2, 7, 6, 3]),
    values(2, [3, 4, 3, 8]),
    values(3, [8]),
    values(4, [2, 3, 8, 5]),
  ];
  return {
    name: `a penalty through two convolutions under ${name}`,
    run: () => {
      const size = (...given: tf.Tensor[]) => {
        const [image, ...weights] = given as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
        const [first, bias, second] = weights;
        const slope = tf.grad((one: tf.Tensor) => critic(one, first, bias, second))(image);
        return tf.add(tf.sum(tf.square(slope)), critic(image, first, bias, second));
      };
      return tf.grads(size)(xs());
    },
  };
});

const changed: KernelCase = {
  name: 'a product that waits while its filter and its bias change',
  run: () => {
    registerInPlace();
    const [x, bias] = [values(1, [2, 5, 5, 3]), values(3, [4])];
    const filter = tf.mul(values(2, [3, 3, 3, 4]), 0.2);
    const raw = ops.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, [1, 1], [1, 1, 1, 1]);
    const sum = tf.add(raw, bias);
    const bent = ops.leakyRelu(sum, 0.1);
    const again = ops.leakyRelu(sum, 0.1);
    const other = ops.tanh(sum);
    change(bias, 'copy', [values(4, [4])]);
    change(filter, 'copy', [values(5, [3, 3, 3, 4])]);
    return [raw, sum, bent, again, other, filter, bias];
  },
};

/** Skips and residuals: what is added to a product goes into it, whatever comes after. */
const skips: readonly KernelCase[] = LAYERS.filter((_, i) => [0, 3, 6, 8, 11].includes(i)).map(
  ({ name, x, filter, columns, multiply }) => ({
    name: `${name}, added to others`,
    run: () => {
      const inputs: Three = [values(1, x), values(2, filter), values(3, [columns])];
      const shape = multiply(inputs[0], inputs[1]).shape;
      const skip = values(4, shape);
      const f = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor, skip: tf.Tensor) => {
        const y = tf.add(multiply(x, filter), bias);
        const twice = tf.add(tf.add(skip, y), multiply(tf.neg(x), filter));
        return tf.add(ops.leakyRelu(twice, 0.2), tf.add(multiply(x, filter), multiply(x, filter)));
      };
      const given = [...inputs, skip] as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      return [f(...given), ...tf.grads(f)(given, values(5, shape))];
    },
  }),
);

/** What is added has the shape of a bias, but is none. */
const others: KernelCase = {
  name: 'sums of products with what is no bias',
  run: () => {
    const product = () =>
      ops.dense(values(1, [4, 6]) as tf.Tensor2D, values(2, [6, 4]) as tf.Tensor2D);
    const added = [
      values(3, [4, 1]),
      values(4, [4, 4]),
      values(5, [1]),
      values(6, [1, 4]),
      values(7, [2, 1, 4]),
    ];
    return [
      ...added.map((one) => tf.relu(tf.add(product(), one))),
      tf.add(product(), product()),
      tf.relu(tf.add(tf.add(product(), values(8, [4])), values(9, [4]))),
    ];
  },
};

export const productCases: readonly KernelCase[] = [
  ...finished,
  ...chains,
  ...skips,
  changed,
  others,
];
