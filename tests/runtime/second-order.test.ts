/**
 * Gradients of gradients, as a gradient penalty takes them, against finite differences: of the runtime's
 * operations, and of every layer kind. Stock tf.js throws for some and is silently wrong for others.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';
import type { Padding } from '../../src/nodes/define.ts';
import { extended, interpolated, windows } from '../../src/nodes/shared/resampling.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { ops } from '../../src/runtime/ops/ops.ts';
import { type GoldenCase, goldenCases } from '../parity/support/golden.ts';
import { differentiable, layerValue } from './support/layer-value.ts';
import { expectSecondOrder } from './support/penalty.ts';
import type { Value } from './support/second-order.ts';

const conv =
  (stride: number, padding: Padding): Value =>
  (x, kernel) =>
    ops.tanh(ops.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, [stride, stride], padding));

const transposed =
  (stride: number, extra: number): Value =>
  (x, kernel) =>
    ops.tanh(
      ops.conv2dTranspose(
        x as tf.Tensor4D,
        kernel as tf.Tensor4D,
        [stride, stride],
        [1, 1, 1, 1],
        [extra, extra],
      ),
    );

const dense = (x: tf.Tensor | undefined, kernel: tf.Tensor | undefined) =>
  ops.dense(x as tf.Tensor2D, kernel as tf.Tensor2D);

const discriminator: Value = (x, first, second, last) => {
  const one = ops.conv2d(x as tf.Tensor4D, first as tf.Tensor4D, [2, 2], [1, 1, 1, 1]);
  const two = ops.conv2d(
    ops.sigmoid(one) as tf.Tensor4D,
    second as tf.Tensor4D,
    [1, 1],
    [1, 1, 1, 1],
  );
  return dense(tf.reshape(ops.softplus(two), [2, 18]), last);
};

const OVERLAPPING = { count: 3, stride: 2, before: 1, weights: [0.2, 0.5, 0.3] };
const REFLECTED = [extended(5, 3, 1, 'reflect'), extended(4, 0, 3, 'reflect')] as const;
const POOLED = { padding: [0, 0, 0, 0], height: 2, width: 2 } as const;

const image = [2, 5, 4, 2];
const operations: readonly (readonly [string, Value, readonly (readonly number[])[]])[] = [
  ['leakyRelu', (x) => tf.square(ops.leakyRelu(x as tf.Tensor, 0.2)), [[3, 4]]],
  ['tanh', (x) => ops.tanh(x as tf.Tensor), [[3, 4]]],
  ['sigmoid', (x) => ops.sigmoid(x as tf.Tensor), [[3, 4]]],
  ['softplus', (x) => ops.softplus(x as tf.Tensor), [[3, 4]]],
  ['softmax', (x) => ops.softmax(x as tf.Tensor), [[3, 4]]],
  ['elu', (x) => ops.elu(x as tf.Tensor, 0.7), [[3, 4]]],
  ['selu', (x) => ops.selu(x as tf.Tensor), [[3, 4]]],
  ['swish', (x) => ops.swish(tf.mul(x as tf.Tensor, 2)), [[3, 4]]],
  ['gelu', (x) => ops.gelu(x as tf.Tensor, false), [[3, 4]]],
  ['gelu by tanh', (x) => ops.gelu(x as tf.Tensor, true), [[3, 4]]],
  ['prelu', (x, slope) => tf.square(ops.prelu(x as tf.Tensor, slope as tf.Tensor)), [image, [2]]],
  [
    'prelu with one slope',
    (x, slope) => tf.square(ops.prelu(x as tf.Tensor, slope as tf.Tensor)),
    [image, [1]],
  ],
  [
    'dense',
    (x, first, second) => dense(ops.tanh(dense(x, first)), second),
    [
      [3, 4],
      [4, 5],
      [5, 2],
    ],
  ],
  ['conv2d, stride 1', conv(1, [1, 1, 1, 1]), [image, [3, 3, 2, 3]]],
  ['conv2d, stride 2', conv(2, [1, 1, 1, 1]), [image, [4, 4, 2, 3]]],
  ['conv2d, stride 2, uneven padding', conv(2, [0, 1, 1, 0]), [image, [3, 3, 2, 3]]],
  ['conv2d, stride 3, small kernel', conv(3, [2, 0, 1, 2]), [image, [2, 2, 2, 3]]],
  [
    'conv2dTranspose, stride 1',
    transposed(1, 0),
    [
      [2, 3, 2, 2],
      [3, 3, 3, 2],
    ],
  ],
  [
    'conv2dTranspose, stride 2, output padding',
    transposed(2, 1),
    [
      [2, 3, 2, 2],
      [3, 3, 3, 2],
    ],
  ],
  ['batchNormalize', (x) => tf.square(ops.batchNormalize(x as tf.Tensor, 0.1).output), [[5, 3]]],
  [
    'batchNormalize with gain and bias',
    (x, gain, bias) =>
      tf.square(
        ops.batchNormalize(x as tf.Tensor, 0.1, gain as tf.Tensor, bias as tf.Tensor).output,
      ),
    [[5, 3], [3], [3]],
  ],
  ['instanceNormalize', (x) => tf.square(ops.instanceNormalize(x as tf.Tensor, 0.1)), [image]],
  [
    'instanceNormalize with gain and bias',
    (x, gain, bias) => tf.square(ops.instanceNormalize(x as tf.Tensor, 0.1, gain, bias)),
    [image, [2, 2], [2, 2]],
  ],
  ['groupNormalize', (x) => tf.square(ops.groupNormalize(x as tf.Tensor, 2, 0.1)), [[2, 3, 2, 6]]],
  [
    'groupNormalize of one group of a vector',
    (x) => tf.square(ops.groupNormalize(x as tf.Tensor, 1, 0.1)),
    [[3, 5]],
  ],
  [
    'resample, interpolated rows and overlapping windows of columns',
    (x) => tf.square(ops.resample(x as tf.Tensor4D, interpolated(5, 2), windows(4, OVERLAPPING))),
    [image],
  ],
  ['resample, reflected', (x) => tf.square(ops.resample(x as tf.Tensor4D, ...REFLECTED)), [image]],
  [
    // Of a size at which the differences move no maximum.
    'maxPool, overlapping',
    (x) => tf.square(ops.maxPool(x as tf.Tensor4D, 2, 1, POOLED)),
    [[2, 3, 3, 1]],
  ],
  [
    'a discriminator of two convolutions and a dense layer',
    discriminator,
    [
      [2, 6, 6, 1],
      [4, 4, 1, 3],
      [3, 3, 3, 2],
      [18, 1],
    ],
  ],
];

/**
 * Of each kind the first golden case for every set of options that any has, whatever their numbers. Left out are cases that
 * differences cannot judge: spectral norm, whose vectors follow the weights without gradient (`spectral-norm.test.ts`), and
 * later cases of kinds that choose a largest element, which differences would change.
 */
const layers = differentiable.flatMap((definition) => {
  const inTraining = goldenCases(definition.kind).filter(({ isTraining }) => isTraining);
  const bySettings = new Map<string, GoldenCase>();
  for (const golden of inTraining) {
    const settings = settingsOf(golden);
    if (!settings.includes('spectralNorm true') && !bySettings.has(settings))
      bySettings.set(settings, golden);
  }
  if (bySettings.size === 0) throw new Error(`${definition.kind} has no golden case in training`);
  return [...bySettings.values()]
    .filter(({ params }, index) => index === 0 || !choosesLargest(definition.kind, params))
    .map((golden) => [definition.kind, golden.name, () => layerValue(definition, golden)] as const);
});

function settingsOf({ params }: GoldenCase): string {
  const kept = Object.entries(params).map(([name, value]) =>
    typeof value === 'boolean' || typeof value === 'string' ? `${name} ${value}` : name,
  );
  return kept.sort().join();
}

function choosesLargest(kind: string, { method, pool }: GoldenCase['params']): boolean {
  return kind === 'max-pool' || method === 'max' || pool === true;
}

describe.each(['cpu', 'wasm'] as const)('second-order gradients on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
  }, 60_000);

  it.each(operations)('of %s agree with finite differences', async (_, value, shapes) => {
    await expectSecondOrder(value, shapes);
  });

  it.each(layers)('of the layer %s, %s, agree with finite differences', async (_, __, made) => {
    const { value, shapes } = made();
    await expectSecondOrder(value, shapes);
  });
});
