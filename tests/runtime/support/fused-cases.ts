/** What WebGPU computes together with what reads it: as `cpu` does one by one, whoever else reads it and whatever changes. */
import * as tf from '@tensorflow/tfjs-core';
import { moveAverages } from '../../../src/runtime/in-place/averages.ts';
import { change, registerInPlace } from '../../../src/runtime/in-place/change.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { applyUpdates } from '../../../src/runtime/optimizers/apply.ts';
import { hostRandom } from '../../../src/runtime/random/stream.ts';
import type { KernelCase } from './kernel-cases.ts';

type Shape4 = [number, number, number, number];

function values(stream: number, shape: number[]): tf.Tensor {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const request = { distribution: 'normal', a: 0, b: 1 } as const;
  return tf.tensor(hostRandom(13, 0, stream).fill(length, request), shape);
}

const ACTIVATIONS: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  relu: (x) => tf.relu(x),
  leakyRelu: (x) => ops.leakyRelu(x, 0.2),
  tanh: (x) => ops.tanh(x),
  sigmoid: (x) => ops.sigmoid(x),
  elu: (x) => ops.elu(x, 0.7),
  selu: (x) => ops.selu(x),
  swish: (x) => ops.swish(x),
  gelu: (x) => ops.gelu(x, false),
};

const NORMS: Readonly<
  Record<string, (x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor) => tf.Tensor>
> = {
  batch: (x, gain, bias) => ops.batchNormalize(x, 1e-5, gain, bias).output,
  instance: (x, gain, bias) => {
    const each = (one: tf.Tensor) => tf.tile(tf.reshape(one, [1, -1]), [x.shape[0] ?? 1, 1]);
    return ops.instanceNormalize(x, 1e-5, each(gain), each(bias));
  },
  layer: (x, gain, bias) => tf.add(tf.mul(ops.groupNormalize(x, 1, 1e-5), gain), bias),
};

/** Statistics made at once, and of chunks. */
const SHAPES: readonly Shape4[] = [
  [3, 5, 4, 8],
  [2, 27, 23, 5],
];

const activated: readonly KernelCase[] = Object.entries(NORMS).flatMap(([norm, normalize]) =>
  Object.entries(ACTIVATIONS).flatMap(([name, activate]) =>
    SHAPES.map((shape) => ({
      name: `${norm} normalisation of ${shape} under ${name}, and who else reads it`,
      run: () => {
        const channels = [shape[3]];
        const xs = [values(1, shape), values(2, channels), values(3, channels)];
        const f = (x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor) =>
          activate(normalize(x, gain, bias));
        const both = (x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor) => {
          const y = normalize(x, gain, bias);
          return tf.add(activate(y), tf.mul(y, 0.3));
        };
        const dy = values(4, shape);
        return [f, both].flatMap((g) => [
          g(...(xs as [tf.Tensor, tf.Tensor, tf.Tensor])),
          ...tf.grads(g)(xs, dy),
        ]);
      },
    })),
  ),
);

const penalty: KernelCase = {
  name: 'a penalty through normalisations under leaky ReLU and tanh',
  run: () => {
    const [x, gain] = [values(1, SHAPES[0] ?? []), values(2, [8])];
    const critic = (image: tf.Tensor, weight: tf.Tensor) => {
      const first = ops.leakyRelu(ops.instanceNormalize(image, 1e-5), 0.2);
      return tf.sum(ops.tanh(ops.batchNormalize(first, 1e-5, weight).output));
    };
    const size = (image: tf.Tensor, weight: tf.Tensor) =>
      tf.sum(tf.square(tf.grad((one: tf.Tensor) => critic(one, weight))(image)));
    return tf.grads(size)([x, gain]);
  },
};

/** A weight that is used `uses` times gets so many gradients, of several slices each. */
const shared: readonly KernelCase[] = [1, 2, 3, 4].map((uses) => ({
  name: `an update by the gradients of ${uses} uses of a weight`,
  run: () => {
    registerInPlace();
    const [kernel, gain] = [values(1, [3, 3, 4, 8]), values(2, [8])];
    const loss = (weight: tf.Tensor, factor: tf.Tensor) =>
      tf.addN(
        Array.from({ length: uses }, (_, k) => {
          const image = values(10 + k, [2, 9, 9, 4]) as tf.Tensor4D;
          const y = ops.conv2d(image, weight as tf.Tensor4D, [1, 1], [1, 1, 1, 1]);
          return tf.sum(tf.square(ops.sigmoid(ops.batchNormalize(y, 1e-5, factor).output)));
        }),
      );
    const found = tf.grads(loss)([kernel, gain]);
    const updates = [kernel, gain].map((weight, i) => ({
      weight,
      state: tf.zeros([2, ...weight.shape]),
      gradient: found[i] ?? null,
      average: i === 0 ? tf.zeros(weight.shape) : null,
    }));
    const pace = { now: { step: 0, learningRate: 0.1, updates: 1 } };
    applyUpdates(
      { type: 'sgd', momentum: 0.9, isNesterov: true, weightDecay: 0 },
      updates,
      0.75,
      pace,
    );
    return updates.flatMap(({ weight, average, gradient }) =>
      [weight, average, gradient].flatMap((t) => t ?? []),
    );
  },
}));

const changed: readonly KernelCase[] = [3, 26].map((side) => ({
  name: `what waits while its gain changes, and moving statistics of ${side} × ${side}`,
  run: () => {
    registerInPlace();
    const [x, gain] = [values(1, [2, side, side, 4]), values(2, [4])];
    const { output, mean, variance } = ops.batchNormalize(x, 1e-5, gain);
    const [first, second] = [values(3, [4]), values(4, [4])];
    moveAverages([
      { target: first, source: mean, keep: 0.9, factor: 1 },
      { target: second, source: variance, keep: 0.7, factor: 1.1 },
    ]);
    const early = ops.batchNormalize(x, 1e-5, gain);
    // The other way round, which is not what they are computed with.
    moveAverages([
      { target: first, source: early.variance, keep: 0.5, factor: 1 },
      { target: second, source: early.mean, keep: 0.5, factor: 1 },
    ]);
    change(gain, 'copy', [values(5, [4])]);
    return [ops.leakyRelu(output, 0.2), early.output, mean, variance, first, second, gain];
  },
}));

export const fusedCases: readonly KernelCase[] = [...activated, penalty, ...shared, ...changed];
