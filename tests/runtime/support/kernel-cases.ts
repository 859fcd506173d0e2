/** What a fast backend must compute as `cpu` does: outputs and gradients of our operations on many shapes. */
import * as tf from '@tensorflow/tfjs-core';
import type { Padding } from '../../../src/nodes/define.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { hostRandom } from '../../../src/runtime/random/stream.ts';
import { denseConvCases } from './dense-conv-cases.ts';
import { fusedCases } from './fused-cases.ts';
import { layerCases } from './layer-cases.ts';
import { objectiveCases } from './objective-cases.ts';
import { poolCases } from './pool-cases.ts';
import { productCases } from './product-cases.ts';
import { updateCases } from './update-cases.ts';

export interface KernelCase {
  readonly name: string;
  run(): tf.Tensor[];
}

/** The same values on every backend. */
function values(stream: number, shape: number[], stdDev = 1): tf.Tensor {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const request = { distribution: 'normal', a: 0, b: stdDev } as const;
  return tf.tensor(hostRandom(7, 0, stream).fill(length, request), shape);
}

/** The value of `f`, and its gradients along a fixed random direction. */
function withGradients(f: (...xs: tf.Tensor[]) => tf.Tensor, shapes: number[][]): tf.Tensor[] {
  const xs = shapes.map((shape, i) => values(i + 1, shape));
  const y = f(...xs);
  return [y, ...tf.grads(f)(xs, values(99, y.shape))];
}

type ConvShape = readonly [
  image: readonly [number, number, number, number],
  kernel: readonly [number, number, number],
  stride: readonly [number, number],
  padding: Padding,
];

const CONVOLUTIONS: readonly ConvShape[] = [
  [
    [2, 7, 6, 3],
    [3, 3, 5],
    [1, 1],
    [1, 1, 1, 1],
  ],
  [
    [2, 7, 6, 3],
    [3, 3, 5],
    [2, 2],
    [1, 1, 1, 1],
  ],
  [
    [2, 8, 8, 4],
    [4, 4, 8],
    [2, 2],
    [1, 1, 1, 1],
  ],
  [
    [2, 7, 9, 4],
    [4, 4, 8],
    [2, 2],
    [1, 2, 0, 1],
  ],
  [
    [2, 9, 8, 2],
    [3, 2, 4],
    [3, 3],
    [0, 0, 0, 0],
  ],
  [
    [1, 10, 11, 3],
    [5, 5, 2],
    [3, 2],
    [2, 1, 3, 0],
  ],
  [
    [3, 4, 4, 6],
    [4, 4, 1],
    [1, 1],
    [0, 0, 0, 0],
  ],
  [
    [3, 5, 5, 4],
    [1, 1, 7],
    [1, 1],
    [0, 0, 0, 0],
  ],
  [
    [2, 6, 5, 4],
    [1, 1, 4],
    [2, 2],
    [0, 0, 0, 0],
  ],
  [
    [2, 5, 5, 3],
    [3, 3, 4],
    [5, 3],
    [4, 3, 0, 5],
  ],
  [
    [1, 13, 12, 1],
    [5, 3, 33],
    [2, 1],
    [2, 2, 1, 1],
  ],
  [
    // More images than a dispatch has workgroups along one axis.
    [65_600, 3, 1, 1],
    [2, 1, 4],
    [1, 1],
    [0, 0, 0, 0],
  ],
  [
    [5, 6, 6, 36],
    [3, 3, 40],
    [2, 2],
    [0, 1, 0, 1],
  ],
  [
    [2, 6, 6, 8],
    [2, 2, 8],
    [3, 3],
    [0, 0, 0, 0],
  ],
];

const TRANSPOSED: readonly (readonly [...ConvShape, extra: readonly [number, number]])[] = [
  [
    [2, 1, 1, 10],
    [4, 4, 6],
    [1, 1],
    [0, 0, 0, 0],
    [0, 0],
  ],
  [
    [2, 4, 4, 8],
    [4, 4, 4],
    [2, 2],
    [1, 1, 1, 1],
    [0, 0],
  ],
  [
    [2, 4, 5, 3],
    [5, 5, 2],
    [2, 2],
    [2, 2, 2, 2],
    [1, 1],
  ],
  [
    [1, 3, 4, 4],
    [3, 4, 5],
    [3, 2],
    [1, 0, 0, 2],
    [2, 0],
  ],
  [
    [2, 3, 3, 4],
    [2, 2, 4],
    [3, 3],
    [0, 0, 0, 0],
    [1, 1],
  ],
];

const convolutions: KernelCase[] = CONVOLUTIONS.map(([image, kernel, stride, padding]) => ({
  name: `conv2d of ${image.join('×')}, kernel ${kernel.join('×')}, stride ${stride.join()}, padding ${padding.join()}`,
  run: () => {
    const [height, width, filters] = kernel;
    return withGradients(
      (x, k) => ops.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, stride, padding),
      [[...image], [height, width, image[3], filters]],
    );
  },
}));

const transposed: KernelCase[] = TRANSPOSED.map(([image, kernel, stride, padding, extra]) => ({
  name: `conv2dTranspose of ${image.join('×')}, kernel ${kernel.join('×')}, stride ${stride.join()}, padding ${padding.join()}, output padding ${extra.join()}`,
  run: () => {
    const [height, width, filters] = kernel;
    return withGradients(
      (x, k) => ops.conv2dTranspose(x as tf.Tensor4D, k as tf.Tensor4D, stride, padding, extra),
      [[...image], [height, width, filters, image[3]]],
    );
  },
}));

type DepthwiseShape = readonly [
  image: readonly [number, number, number, number],
  kernel: readonly [height: number, width: number, multiplier: number],
  stride: readonly [number, number],
  padding: Padding,
];

const DEPTHWISE: readonly DepthwiseShape[] = [
  [
    [2, 7, 6, 3],
    [3, 3, 1],
    [1, 1],
    [1, 1, 1, 1],
  ],
  [
    [2, 8, 8, 8],
    [3, 3, 1],
    [1, 1],
    [1, 1, 1, 1],
  ],
  [
    [2, 8, 7, 4],
    [3, 3, 1],
    [2, 2],
    [0, 1, 1, 0],
  ],
  [
    [1, 6, 9, 5],
    [4, 2, 3],
    [1, 1],
    [2, 1, 0, 1],
  ],
  [
    [2, 9, 8, 4],
    [5, 5, 2],
    [3, 3],
    [2, 2, 2, 2],
  ],
  [
    [1, 5, 6, 2],
    [2, 2, 4],
    [3, 3],
    [0, 0, 0, 0],
  ],
  [
    [3, 4, 4, 33],
    [1, 1, 1],
    [1, 1],
    [0, 0, 0, 0],
  ],
  [
    [1, 3, 3, 2],
    [3, 3, 1],
    [1, 1],
    [4, 4, 4, 4],
  ],
];

const depthwise: KernelCase[] = DEPTHWISE.map(([image, kernel, stride, padding]) => ({
  name: `depthwiseConv2d of ${image.join('×')}, kernel ${kernel.join('×')}, stride ${stride.join()}, padding ${padding.join()}`,
  run: () => {
    const [height, width, multiplier] = kernel;
    return withGradients(
      (x, k) => ops.depthwiseConv2d(x as tf.Tensor4D, k as tf.Tensor4D, stride, padding),
      [[...image], [height, width, image[3], multiplier]],
    );
  },
}));

const normalizations: KernelCase[] = [
  [5, 3],
  [40, 7],
  [2, 3, 5, 4],
  [3, 41, 37, 3],
  // As many rows as one thread, and as one workgroup, adds up.
  [2, 16, 16, 21],
  [4, 16, 16, 5],
  [8, 9, 10, 19],
  [64, 16, 16, 8],
].map((shape) => ({
  name: `batchNormalize of ${shape.join('×')}`,
  run: () => {
    const { mean, variance } = ops.batchNormalize(values(1, shape, 2), 1e-5);
    const f = (x: tf.Tensor) => ops.batchNormalize(tf.add(tf.mul(x, 2), 5), 1e-5).output;
    const affine = (x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor) =>
      ops.batchNormalize(x, 1e-5, gain, bias).output;
    const channels = shape.slice(-1);
    return [
      ...[mean, variance, ...withGradients(f, [shape])],
      ...withGradients(affine as never, [shape, channels, channels]),
    ];
  },
}));

const instances: KernelCase[] = [
  [3, 5, 4, 3],
  [2, 17, 16, 8],
  [5, 3, 2, 1],
  [4, 6, 6, 1],
  [2, 71, 67, 2],
  [2, 40, 40, 20],
].map((shape) => ({
  name: `instanceNormalize of ${shape.join('×')}`,
  run: () => {
    const channels = [shape[0] ?? 1, shape[3] ?? 1];
    const affine = (x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor) =>
      ops.instanceNormalize(tf.add(x, 7), 1e-5, gain, bias);
    return [
      ...withGradients((x) => ops.instanceNormalize(x, 1e-5), [shape]),
      ...withGradients(affine as never, [shape, channels, channels]),
    ];
  },
}));

const groups: KernelCase[] = (
  [
    [[2, 5, 3, 6], 2],
    [[3, 4, 4, 16], 4],
    [[2, 40, 40, 134], 1],
    [[3, 7], 1],
    [[2, 3, 5, 12], 3],
  ] as const
).map(([shape, groups]) => ({
  name: `groupNormalize of ${shape.join('×')} in ${groups}`,
  run: () => withGradients((x) => ops.groupNormalize(tf.add(x, 5), groups, 1e-5), [[...shape]]),
}));

const activations: KernelCase[] = (
  [
    ['relu', (x: tf.Tensor) => tf.relu(x)],
    ['leakyRelu', (x: tf.Tensor) => ops.leakyRelu(x, 0.2)],
    ['tanh', (x: tf.Tensor) => ops.tanh(tf.mul(x, 20))],
    ['sigmoid', (x: tf.Tensor) => ops.sigmoid(tf.mul(x, 30))],
    ['softplus', (x: tf.Tensor) => ops.softplus(tf.mul(x, 10))],
    ['elu', (x: tf.Tensor) => ops.elu(tf.mul(x, 5), 0.7)],
    ['selu', (x: tf.Tensor) => ops.selu(tf.mul(x, 0.01))],
    ['swish', (x: tf.Tensor) => ops.swish(tf.mul(x, 30))],
    ['gelu', (x: tf.Tensor) => ops.gelu(tf.mul(x, 4), false)],
    ['gelu by tanh', (x: tf.Tensor) => ops.gelu(tf.mul(x, 20), true)],
  ] as const
).flatMap(([name, f]) =>
  [
    [3, 5],
    [4, 6, 8],
  ].map((shape) => ({
    name: `${name} of ${shape.join('×')}`,
    run: () => withGradients(f, [shape]),
  })),
);

const products: KernelCase[] = [
  [1, 1, 1],
  [3, 4, 5],
  [33, 100, 65],
  [64, 7, 130],
].map(([rows = 1, inner = 1, columns = 1]) => ({
  name: `dense of ${rows}×${inner}, kernel ${inner}×${columns}`,
  run: () =>
    withGradients(
      (x, k) => ops.dense(x as tf.Tensor2D, k as tf.Tensor2D),
      [
        [rows, inner],
        [inner, columns],
      ],
    ),
}));

const batched: KernelCase[] = [
  [false, true],
  [true, false],
  [true, true],
].map(([transposeA = false, transposeB = false]) => ({
  name: `a batch of products, transposed ${transposeA}, ${transposeB}`,
  run: () =>
    withGradients(
      (a, b) => tf.matMul(a, b, transposeA, transposeB),
      [transposeA ? [3, 5, 4] : [3, 4, 5], transposeB ? [3, 6, 5] : [3, 5, 6]],
    ),
}));

const sums: KernelCase[] = [
  [7, 3],
  [3, 4, 5, 6],
  [64, 16, 16, 8],
].map((shape) => ({
  name: `sum over all axes but the last of ${shape.join('×')}`,
  run: () => {
    const axes = shape.slice(1).map((_, axis) => axis);
    return [tf.sum(values(1, shape), axes), tf.sum(values(2, shape), axes, true)];
  },
}));

const slopes: KernelCase[] = [
  [[3, 5], [5]],
  [[4, 6, 8], [8]],
  [[2, 3, 4, 6], [1]],
].map((shapes) => ({
  name: `prelu of ${shapes.join(' with ')}`,
  run: () => withGradients((x, slope) => ops.prelu(x, slope), shapes),
}));

const softmaxes: KernelCase[] = [
  [3, 5],
  [2, 3, 4, 70],
  [3, 33],
  [2, 1001],
  // More rows than a dispatch has workgroups along one axis.
  [70_001, 3],
].map((shape) => ({
  name: `softmax of ${shape.join('×')}`,
  run: () => withGradients((x) => ops.softmax(tf.mul(x, 9)), [shape]),
}));

const sumsBetween: KernelCase[] = (
  [
    [
      [3, 4, 5, 6],
      [1, 2],
    ],
    [[2, 70, 3], [1]],
    [[3, 4, 5, 6], [0]],
    [
      [3, 4, 5, 6],
      [0, 2],
    ],
    [[2, 3, 40, 4, 5], [2]],
    [
      [3, 131, 67, 1],
      [0, 1, 2],
    ],
    [[2, 9001, 3], [1]],
    [[3, 1025, 4], [1]],
  ] as const
).map(([shape, axes]) => ({
  name: `sum over axes ${axes.join()} of ${shape.join('×')}`,
  run: () => [
    tf.sum(values(1, [...shape]), [...axes]),
    tf.sum(values(2, [...shape]), [...axes], true),
  ],
}));

const squares: KernelCase[] = [
  { name: 'xᵀ x of one tensor', run: () => withGradients((x) => tf.matMul(x, x, true), [[6, 4]]) },
  {
    name: 'x xᵀ of one tensor',
    run: () => withGradients((x) => tf.matMul(x, x, false, true), [[6, 4]]),
  },
];

/** The gradients of a gradient penalty, for what has a second-order gradient of its own. */
const penalties: KernelCase[] = (
  [
    ['tanh', (x) => ops.tanh(x), [[3, 5]]],
    ['elu', (x) => ops.elu(tf.mul(x, 2), 0.7), [[4, 6]]],
    ['swish', (x) => ops.swish(tf.mul(x, 2)), [[3, 5]]],
    ['gelu', (x) => ops.gelu(x, false), [[3, 5]]],
    ['gelu by tanh', (x) => ops.gelu(x, true), [[4, 6]]],
    ['prelu', (x, slope) => ops.prelu(x, slope as tf.Tensor), [[3, 2, 5], [5]]],
    ['softmax', (x) => ops.softmax(x), [[3, 5]]],
    [
      'batchNormalize',
      (x, gain, bias) => ops.batchNormalize(x, 0.1, gain, bias).output,
      [[6, 5], [5], [5]],
    ],
    [
      'instanceNormalize',
      (x, gain, bias) => ops.instanceNormalize(x, 0.1, gain, bias),
      [
        [3, 5, 4, 6],
        [3, 6],
        [3, 6],
      ],
    ],
    ['groupNormalize', (x) => ops.groupNormalize(x, 2, 0.1), [[2, 5, 3, 8]]],
    ['groupNormalize of one group', (x) => ops.groupNormalize(x, 1, 0.1), [[2, 5, 3, 7]]],
  ] as [string, (x: tf.Tensor, ...more: tf.Tensor[]) => tf.Tensor, number[][]][]
).map(([name, f, shapes]) => ({
  name: `a gradient penalty on ${name}`,
  run: () =>
    withGradients((...xs) => {
      const [first, ...rest] = xs;
      // Squares would not do: what a bias adds to them has no gradient behind a normalisation, only rounding.
      const value = (x: tf.Tensor) => {
        const y = f(x, ...rest);
        return tf.sum(tf.mul(y, tf.square(y)));
      };
      return tf.sum(tf.square(tf.grad(value)(first as tf.Tensor)));
    }, shapes),
}));

/** Odd sizes, more than a workgroup's lanes, one; far from zero too. */
const means: KernelCase[] = (['same', 'square', 'relu', 'softplus'] as const).flatMap((of) =>
  [[32, 1], [3, 7, 5, 1], [1, 1], [1000]].map((shape) => ({
    name: `meanOf ${of} of ${shape.join('×')}`,
    run: () => [
      ...withGradients((x) => ops.meanOf(tf.mul(x, 8), of, -0.75, 0.5), [shape]),
      // Of one value, so that what is small is not judged by what is large.
      ops.meanOf(tf.scalar(-14), of, 1),
      ...withGradients(
        (x, weight) => {
          const value = (v: tf.Tensor) => ops.meanOf(tf.mul(tf.square(v), weight), of, 1.5, -0.5);
          return tf.sum(tf.square(tf.grad(value)(x)));
        },
        [shape, shape],
      ),
    ],
  })),
);

export const kernelCases: readonly KernelCase[] = [
  ...squares,
  ...sums,
  ...sumsBetween,
  ...convolutions,
  ...transposed,
  ...depthwise,
  ...normalizations,
  ...instances,
  ...groups,
  ...activations,
  ...slopes,
  ...softmaxes,
  ...penalties,
  ...products,
  ...productCases,
  ...batched,
  ...poolCases,
  ...layerCases,
  ...denseConvCases,
  ...objectiveCases,
  ...updateCases,
  ...fusedCases,
  ...means,
];
